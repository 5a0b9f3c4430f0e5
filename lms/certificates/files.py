"""The kept files of certificates: printed once, and then only read.

They are a cache, and a guard: what was handed out stays the same to the last byte even when a later release
of a library would draw it otherwise. A file that is gone or damaged is printed again from the row.
"""

from __future__ import annotations

import hashlib
import logging
import os
import tempfile
from dataclasses import dataclass
from pathlib import Path
from uuid import UUID

from lms.certificates.models import Certificate
from lms.certificates.pdf import CertificateDocument, render_certificate
from lms.web.settings import settings

logger = logging.getLogger(__name__)
# The last line of a kept file: to PDF readers a comment, to us the proof that the rest is whole.
_SEAL = b"\n%sha256 "


@dataclass(frozen=True)
class CertificateFile:
    content: bytes
    digest: str


def find_pdf(uuid: UUID) -> CertificateFile | None:
    """The kept file of a certificate, if it is there and whole."""
    try:
        kept = _path(uuid).read_bytes()
    except FileNotFoundError:
        return None
    except OSError as error:
        logger.error("A kept certificate could not be read: %s", error.strerror)
        return None
    content, _, told = kept.rpartition(_SEAL)
    digest = hashlib.sha256(content).hexdigest()
    return CertificateFile(content, digest) if told == digest.encode() else None


def print_pdf(certificate: Certificate) -> CertificateFile:
    """Print a certificate and keep it. Raises UnprintableName when this machine lacks a font."""
    content = render_certificate(build_document(certificate))
    printed = CertificateFile(content, hashlib.sha256(content).hexdigest())
    try:
        _keep(printed, _path(certificate.uuid))
    except OSError as error:
        # A full disk must not come between a learner and the certificate.
        logger.error("A certificate could not be kept: %s", error.strerror)
    return printed


def build_document(certificate: Certificate) -> CertificateDocument:
    """What the row says, and nothing that could be otherwise tomorrow."""
    return CertificateDocument(
        uuid=str(certificate.uuid),
        name=certificate.name,
        course_title=certificate.course_title,
        course_version=certificate.course_version,
        organisation=certificate.organisation_name,
        partnership=certificate.partnership_name,
        completed_on=certificate.completed_on,
        issued_at=certificate.issued_at,
        expires_on=certificate.expires_on,
        code=certificate.code,
        verify_url=certificate.verify_url,
        minutes=certificate.minutes,
        design=certificate.design,
    )


def _path(uuid: UUID) -> Path:
    return settings().instance / "certificates" / f"{uuid}.pdf"


def _keep(printed: CertificateFile, path: Path) -> None:
    """Whole or not at all, whoever else prints the same certificate now; mkstemp gives it mode 0600."""
    path.parent.mkdir(mode=0o700, exist_ok=True)
    handle, name = tempfile.mkstemp(prefix=".", suffix=".part", dir=path.parent)
    unfinished = Path(name)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(printed.content + _SEAL + printed.digest.encode())
        unfinished.replace(path)
    except BaseException:
        unfinished.unlink(missing_ok=True)
        raise
