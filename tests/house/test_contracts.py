"""The import contracts hold for what they were written for, also for files that come later."""

from __future__ import annotations

import tomllib
from typing import Any

from lms.config import ROOT

CONTRACTS: list[dict[str, Any]] = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"][
    "importlinter"
]["contracts"]


def test_every_file_of_views_is_bound_to_write_no_sql() -> None:
    contract = next(each for each in CONTRACTS if each["name"] == "Views write no SQL")
    views = {f"lms.{path.parent.name}.{path.stem}" for path in (ROOT / "lms").glob("*/views*.py")}
    assert views == set(contract["source_modules"])


def test_no_file_has_a_name_that_says_nothing() -> None:
    names = {
        path.stem for folder in ("lms", "tests", "scripts", "bench") for path in (ROOT / folder).rglob("*.py")
    }
    assert not names & {"utils", "helpers", "common", "misc", "services"}
