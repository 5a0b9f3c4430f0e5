"""From a pack to its PDF: PDF/UA-1, A4, on the same press as the certificates."""

from __future__ import annotations

import hashlib
from functools import cache
from pathlib import Path

from jinja2 import FileSystemLoader, StrictUndefined
from jinja2.sandbox import SandboxedEnvironment

from lms.authoring.printing.pack import Pack
from lms.authoring.printing.tagging import finish_pack
from lms.authoring.printing.words import settle_headings
from lms.certificates.glyphs import find_missing_scripts, list_extra_families
from lms.certificates.press import get_press
from lms.courses.facts import describe_check, write_date
from lms.errors import DomainError

DESIGN = Path(__file__).parent / "design"


class UnprintableCourse(DomainError):
    """The course has characters that no font on this machine can print."""


def render_pack(pack: Pack, with_answers: bool) -> bytes:
    """The pack as PDF/UA-1; with answers it ends in a part for the trainer. Raises UnprintableCourse."""
    html = build_html(pack, with_answers)
    missing = find_missing_scripts(html)
    if missing:
        reasons = "; ".join(str(script) for script in missing)
        raise UnprintableCourse(f"This course cannot be printed here: {reasons}.")
    identifier = hashlib.sha256(html.encode()).hexdigest()[:32].encode()
    return get_press().print_pages(html, DESIGN / "pack.css", identifier, finish_pack, pack.pictures)


def build_html(pack: Pack, with_answers: bool) -> str:
    """The document before it is laid out on pages."""
    template = _templates().get_template("pack.html")
    html = template.render(pack=pack, course=pack.course, with_answers=with_answers, extra_families=[])
    families = list_extra_families(html)
    if families:
        html = template.render(
            pack=pack, course=pack.course, with_answers=with_answers, extra_families=families
        )
    return settle_headings(html)


@cache
def _templates() -> SandboxedEnvironment:
    environment = SandboxedEnvironment(
        loader=FileSystemLoader(DESIGN),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters |= {"long_date": write_date, "describe_check": describe_check}
    return environment
