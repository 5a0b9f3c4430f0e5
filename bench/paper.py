"""The page of a certificate before it is printed, for the bare server to print."""

from __future__ import annotations

from datetime import UTC, date, datetime

from lms.certificates import pdf

DOCUMENT = pdf.CertificateDocument(
    uuid="00000000-0000-4000-8000-000000000000",
    name="Siân Example",
    course_title="Spot the Signs: the essentials",
    course_version=1,
    organisation="Organisation of two thousand",
    partnership="Hertfordshire Modern Slavery Partnership",
    completed_on=date(2026, 11, 1),
    issued_at=datetime(2026, 11, 1, 12, tzinfo=UTC),
    expires_on=date(2028, 11, 1),
    code="K7QM-2XHD-9RTA",
    verify_url="http://127.0.0.1:8000/verify/K7QM-2XHD-9RTA",
    minutes=34,
)


def draw_certificate() -> str:
    """HTML, by the platform's own template. Nobody else needs it unprinted, so that it has no public name."""
    template = pdf._templates().get_template(f"{DOCUMENT.design}/certificate.html")
    return template.render(pdf._facts(DOCUMENT), squeeze=0)
