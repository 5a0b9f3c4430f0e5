"""The documentation names every setting and command, and its links lead somewhere."""

from __future__ import annotations

import re
from pathlib import Path

import click
import pytest

from lms.cli import main
from lms.config import ROOT, Settings

OPERATORS = (ROOT / "docs" / "operators.md").read_text()
HEADINGS = "\n".join(line for line in OPERATORS.splitlines() if line.startswith("#"))
PAGES = [
    ROOT / "README.md",
    *ROOT.glob("docs/**/*.md"),
    *ROOT.glob("courses/*.md"),
    *ROOT.glob("*/README.md"),
]


def list_commands(group: click.Group, prefix: str) -> list[str]:
    names = []
    for name, command in group.commands.items():
        path = f"{prefix} {name}"
        names += list_commands(command, path) if isinstance(command, click.Group) else [path]
    return names


@pytest.mark.parametrize("setting", sorted(Settings.model_fields))
def test_every_setting_has_a_heading(setting: str) -> None:
    assert f"`LMS_{setting.upper()}`" in HEADINGS


@pytest.mark.parametrize("command", list_commands(main, "lms"))
def test_every_command_has_a_heading(command: str) -> None:
    assert f"`{command}`" in HEADINGS


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_links_lead_to_files_that_exist(page: Path) -> None:
    # What stands in a block of code, or in backticks, is an example.
    prose = re.sub(r"```.*?```|`[^`\n]*`", "", page.read_text(), flags=re.DOTALL)
    links = re.findall(r"\]\((?!https?:|mailto:|#)([^)#\s]+)", prose)
    missing = [link for link in links if not (page.parent / link).exists()]
    assert missing == []
