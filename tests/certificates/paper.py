"""How tests read what was printed."""

from __future__ import annotations

import pymupdf


def open_pdf(pdf: bytes) -> pymupdf.Document:
    return pymupdf.open(stream=pdf, filetype="pdf")


def read_text(pdf: bytes) -> str:
    """The words of the only page, as copying them would give them."""
    return " ".join(open_pdf(pdf)[0].get_text().split())
