"""Sending a report as a file."""

from __future__ import annotations

import io
import logging
import re
from collections.abc import Iterable, Sequence
from typing import Any
from unicodedata import normalize
from uuid import UUID

from flask import Response

from lms import clock
from lms.accounts.identity import Asker
from lms.reporting.formats import Column, write_csv, write_xlsx

logger = logging.getLogger(__name__)

WRITERS = {"csv": write_csv, "xlsx": write_xlsx}
MIMETYPES = {
    "csv": "text/csv; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}


def export(
    rows: Iterable[Any],
    columns: Sequence[Column],
    extension: str,
    *,
    title: str,
    of: UUID | None,
    reader: Asker,
) -> Response:
    """The rows as a file, "csv" or "xlsx". `of` is the organisation, None for the list of all.

    The file is finished before the first byte is sent: a failure is an error page and not half a file, and no
    transaction stays open while somebody downloads over a slow line.
    """
    target = io.BytesIO()
    WRITERS[extension](target, columns, rows)
    logger.info("Report on %s exported as %s by %s", of or "all", extension, reader.uuid)
    # In one piece: handed over as a file, it would go to the server in pieces of 8 kB.
    response = Response(target.getvalue(), content_type=MIMETYPES[extension])
    name = f"{file_name(title)}-{clock.today()}.{extension}"
    response.headers.set("Content-Disposition", "attachment", filename=name)
    return response


def file_name(title: str) -> str:
    """As in "completions-northford-borough-council": letters and digits that every computer can keep."""
    plain = normalize("NFKD", title).encode("ascii", "ignore").decode().lower()
    return "-".join(re.findall(r"[a-z0-9]+", plain)) or "report"
