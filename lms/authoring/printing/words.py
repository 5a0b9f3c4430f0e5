"""The words of a lesson made part of one long document: headings further down, links that lead within it."""

from __future__ import annotations

import re
from collections.abc import Collection

from lms.courses.lessons import FACTS_SUMMARY

_ID = re.compile(r' id="([^"]+)"')
_HREF = re.compile(r' href="([^"]*)"')
_HEADING = re.compile(r"<(/?)h([1-6])\b")
_FACTS = re.compile(
    r'<details class="govuk-details">\s*<summary[^>]*><span[^>]*>'
    rf"{FACTS_SUMMARY}</span></summary>.*?</details>",
    re.DOTALL,
)
_SHIFT = 2


def place_words(html: str, anchor: str, course: str, anchors: Collection[str]) -> str:
    """The HTML of a lesson under the anchor `anchor`: what is closed on a page is open on paper.

    Links to a step of the course become links to its anchor; others within the site lead nowhere on paper.
    """
    html = _FACTS.sub("", html)
    html = html.replace('<details class="govuk-details">', '<div class="aside">').replace(
        "</details>", "</div>"
    )
    html = re.sub(r"<summary[^>]*>(.*?)</summary>", r'<p class="aside-title">\1</p>', html, flags=re.DOTALL)
    html = _ID.sub(rf' id="{anchor}--\1"', html)
    html = _HREF.sub(lambda match: _place_link(match[1], anchor, course, anchors), html)
    return _HEADING.sub(lambda match: f"<{match[1]}h{min(int(match[2]) + _SHIFT, 6)}", html)


def anchor_of(step: str) -> str:
    """The anchor of a step of a course: what "what-it-is/quiz" is called in the document."""
    return step.replace("/", "--")


def settle_headings(html: str) -> str:
    """The document without a skipped level of heading: readers of a screen take one for a lost heading."""
    before = level = 0

    def settle(match: re.Match[str]) -> str:
        nonlocal before, level
        if not match[1]:
            before = level = min(int(match[2]), before + 1)
        return f"<{match[1]}h{level}"

    return _HEADING.sub(settle, html)


def _place_link(href: str, anchor: str, course: str, anchors: Collection[str]) -> str:
    if href.startswith("#"):
        return f' href="#{anchor}--{href[1:]}"' if href != "#" else ""
    if not href.startswith("/"):
        return f' href="{href}"'
    path, _, fragment = href.partition("#")
    target = anchor_of(path.removeprefix(f"/courses/{course}/"))
    if target not in anchors:
        return ""
    return f' href="#{target}--{fragment}"' if fragment else f' href="#{target}"'
