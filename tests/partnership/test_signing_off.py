"""The sign-off list in the repository is the one that its courses make."""

from __future__ import annotations

import shutil
from datetime import date

import pytest
from click.testing import CliRunner

from lms.cli import main
from lms.config import ROOT
from lms.partnership.signing_off import BrokenCourses, build_sign_off

TODAY = date(2026, 11, 25)


@pytest.fixture
def content(tmp_path, monkeypatch):
    folder = tmp_path / "content"
    shutil.copytree(ROOT / "tests" / "content", folder)
    monkeypatch.setenv("LMS_COURSES", str(folder))
    return folder


def sign_off(*options: str):
    return CliRunner().invoke(main, ["courses", "sign-off", *options])


def test_the_committed_list_is_up_to_date():
    file, text = build_sign_off(ROOT / "courses", TODAY)
    assert file.read_text(encoding="utf-8") == text, "run: lms courses sign-off"


def test_the_list_does_not_change_with_the_calendar():
    path = ROOT / "tests" / "content"
    assert build_sign_off(path, TODAY)[1] == build_sign_off(path, date(2029, 1, 1))[1]


def test_a_written_list_is_up_to_date_until_a_fact_changes(content):
    assert sign_off("--check").exit_code == 1
    assert sign_off().exit_code == 0
    assert sign_off("--check").exit_code == 0
    facts = content / "facts.yaml"
    facts.write_text(facts.read_text().replace("label: Emergency by text", "label: Emergency by message"))
    assert sign_off("--check").exit_code == 1


def test_pages_that_use_a_fact_are_named_too(content):
    sign_off()
    assert "| Report a concern |" in (content / "SIGN-OFF.md").read_text()


def test_courses_with_an_error_make_no_list(content):
    (content / "first-steps" / "course.yaml").write_text("")
    with pytest.raises(BrokenCourses, match="Mend the courses first: content"):
        build_sign_off(content, TODAY)
