"""A certificate to print."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

from lms.certificates.pdf import CertificateDocument, render_certificate

SPECIMEN = CertificateDocument(
    uuid="0b7f7e0a-6f3c-4c7b-9c53-0d1f0c0f5a11",
    name="Siân Ŵyn",
    course_title="Spot the Signs: the essentials",
    course_version=3,
    organisation="North Herts Council",
    partnership="Hertfordshire Modern Slavery Partnership",
    completed_on=date(2026, 11, 22),
    issued_at=datetime(2026, 11, 22, 9, 30, tzinfo=UTC),
    expires_on=date(2028, 11, 22),
    code="K7QM-2XHD-9RTA",
    verify_url="https://training.example.org/verify/K7QM-2XHD-9RTA",
    minutes=30,
)


def print_specimen(**changes: Any) -> bytes:
    return render_certificate(replace(SPECIMEN, **changes))
