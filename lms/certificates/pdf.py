"""From a certificate's facts to its PDF: pure, and byte for byte the same whenever it is made."""

from __future__ import annotations

import hashlib
import unicodedata
from dataclasses import asdict, dataclass
from datetime import UTC, date, datetime
from functools import cache
from pathlib import Path
from typing import Any

import segno
from jinja2 import FileSystemLoader, StrictUndefined
from jinja2.sandbox import SandboxedEnvironment
from markupsafe import Markup

from lms.certificates.glyphs import check_printable, list_extra_families, tidy_text, width_in_ems
from lms.certificates.press import DESIGN_FOLDER, Finisher, finish, get_press
from lms.certificates.typefaces import language_of

# Of the eight masks one is fixed, so that another release of the library cannot choose another.
QR_MASK = 3
# A design tries these in turn, larger first, until the page is one page.
_SQUEEZES = (0, 1, 2, 3)
# The C library would write them in the language of the machine.
_MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)


@dataclass(frozen=True)
class CertificateDocument:
    """What a certificate says. `minutes` is the learning time, `design` the folder that it is drawn from.

    Raises `ValueError` for an `issued_at` without a time zone: it would be another moment on another machine.
    """

    uuid: str
    name: str
    course_title: str
    course_version: int
    organisation: str | None
    partnership: str
    completed_on: date
    issued_at: datetime
    expires_on: date
    code: str
    verify_url: str
    minutes: int
    design: int = 1

    def __post_init__(self) -> None:
        if self.issued_at.tzinfo is None:
            raise ValueError("issued_at needs a time zone")


def render_certificate(document: CertificateDocument) -> bytes:
    """The certificate as PDF/UA-1, one page.

    Raises `UnprintableName` when a text has a character without a font on this machine, and `ValueError`
    when there is no such design or the text is too long for a page.
    """
    folder = _design_folder(document.design)
    _check_texts(document)
    template = _templates().get_template(f"{document.design}/certificate.html")
    facts = _facts(document)
    sheets = (template.render(facts, squeeze=squeeze) for squeeze in _SQUEEZES)
    return get_press().print_sheet(
        sheets, folder / "certificate.css", _identifier(facts), _finisher(facts["name"])
    )


def warm() -> None:
    """Load fonts, stylesheet and template ahead of the first certificate: print one and forget it."""
    render_certificate(_SPECIMEN)


def build_qr_code(url: str) -> segno.QRCode:
    """The QR code for an address: medium error correction, fixed mask."""
    return segno.make(url, error="m", mask=QR_MASK, micro=False, boost_error=False)


def direction_of(text: str) -> str:
    """`rtl` when the first letter of the text is written from right to left, else `ltr`."""
    for character in text:
        match unicodedata.bidirectional(character):
            case "L":
                return "ltr"
            case "R" | "AL":
                return "rtl"
    return "ltr"


def _design_folder(design: int) -> Path:
    folder = DESIGN_FOLDER / str(design)
    if not folder.is_dir():
        raise ValueError(f"There is no certificate design {design}.")
    return folder


def _check_texts(document: CertificateDocument) -> None:
    for field in ("name", "course_title", "organisation", "partnership"):
        check_printable(getattr(document, field) or "", field)


def _facts(document: CertificateDocument) -> dict[str, Any]:
    name = tidy_text(document.name)
    texts = (name, document.course_title, document.organisation or "", document.partnership)
    return asdict(document) | {
        "name": name,
        "name_direction": direction_of(name),
        "name_width": width_in_ems(name),
        "course_title": tidy_text(document.course_title),
        "course_width": width_in_ems(document.course_title),
        "organisation": tidy_text(document.organisation or ""),
        "partnership": tidy_text(document.partnership),
        "extra_families": list_extra_families(" ".join(texts)),
        "issued_at": document.issued_at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ"),
        "qr_code": _qr_markup(document),
    }


def _qr_markup(document: CertificateDocument) -> Markup:
    drawing = build_qr_code(document.verify_url).svg_inline(
        border=0, omitsize=True, lineclass=None, title=f"QR code: opens {document.verify_url}"
    )
    # The lines are to be stroked only. segno escapes the title; the rest of the drawing is numbers.
    return Markup(drawing.replace("<path ", '<path fill="none" ', 1))  # noqa: S704


def _identifier(facts: dict[str, Any]) -> bytes:
    """The PDF's own identifier: the same for the same certificate, another for another."""
    told = "\n".join(f"{key}: {value}" for key, value in sorted(facts.items()))
    return hashlib.sha256(told.encode()).hexdigest()[:32].encode()


def _finisher(name: str) -> Finisher:
    """What is done to the finished PDF beside what is done to all: the name's language is set."""
    language = language_of(name)

    def finish_certificate(laid_out: Any, pdf: Any) -> None:
        import pydyf  # type: ignore[import-untyped]

        finish(laid_out, pdf)
        for element in (item for item in pdf.objects if isinstance(item, pydyf.Dictionary)):
            # WeasyPrint tags no languages. The name is the page's only heading of the second level.
            if language and element.get("S") == "/H2":
                element["Lang"] = pydyf.String(language)

    return finish_certificate


@cache
def _templates() -> SandboxedEnvironment:
    environment = SandboxedEnvironment(
        loader=FileSystemLoader(DESIGN_FOLDER), autoescape=True, undefined=StrictUndefined, auto_reload=False
    )
    environment.filters["long_date"] = lambda day: f"{day.day} {_MONTHS[day.month - 1]} {day.year}"
    return environment


_SPECIMEN = CertificateDocument(
    uuid="00000000-0000-0000-0000-000000000000",
    name="Specimen محمد",
    course_title="Specimen",
    course_version=1,
    organisation="Specimen",
    partnership="Specimen",
    completed_on=date(2026, 1, 1),
    issued_at=datetime(2026, 1, 1, tzinfo=UTC),
    expires_on=date(2028, 1, 1),
    code="XXXX-XXXX-XXXX",
    verify_url="https://example.org/verify/XXXX-XXXX-XXXX",
    minutes=1,
)
