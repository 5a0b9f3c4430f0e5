from __future__ import annotations

import os
import threading
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from lms.courses.catalogue import LiveCatalogue
from lms.errors import NotFound
from tests.courses.conftest import CoursesFolder

VAN = "small/01-looking/02-a-van.md"


class Process:
    """A running process with a clock of its own: `look` is a request some seconds later."""

    def __init__(self, folder: CoursesFolder, last_good: Path) -> None:
        self.at = datetime(2026, 11, 25, 10, 0, tzinfo=UTC)
        self.live = LiveCatalogue(folder.path, last_good, lambda: self.at)

    def look(self, seconds: float = 3) -> str:
        """The lesson on the van as it is served."""
        self.at += timedelta(seconds=seconds)
        return self.live.current().get_course("small").get_lesson("looking", "a-van").html


@pytest.fixture
def last_good(tmp_path: Path) -> Path:
    return tmp_path / "last-good"


@pytest.fixture
def process(folder: CoursesFolder, last_good: Path) -> Process:
    process = Process(folder, last_good)
    process.look()
    return process


def break_course(folder: CoursesFolder) -> None:
    folder.write(VAN, "::: callot\n")


def test_an_edit_is_served_within_seconds(folder: CoursesFolder, process: Process):
    folder.change(VAN, "A van.", "A lorry.")
    assert "A lorry." in process.look()


def test_files_are_not_looked_at_more_often_than_every_two_seconds(folder: CoursesFolder, process: Process):
    folder.change(VAN, "A van.", "A lorry.")
    assert "A van." in process.look(seconds=1)
    assert "A lorry." in process.look(seconds=1)


def test_nothing_is_loaded_again_when_nothing_changed(process: Process):
    before = process.live.current()
    process.look()
    assert process.live.current() is before


def test_an_edit_of_one_lesson_renders_only_that_one(folder: CoursesFolder, process: Process):
    before = process.live.current().get_course("small").get_lesson("looking", "a-door")
    folder.change(VAN, "A van.", "A lorry.")
    process.look()
    assert process.live.current().get_course("small").get_lesson("looking", "a-door") is before


def test_a_broken_course_goes_on_in_its_last_good_version(folder: CoursesFolder, process: Process):
    break_course(folder)
    assert "A van." in process.look()


def test_a_restart_with_a_broken_course_still_serves_it(
    folder: CoursesFolder, process: Process, last_good: Path
):
    break_course(folder)
    assert "A van." in Process(folder, last_good).look()


def test_a_mended_course_is_served_again(folder: CoursesFolder, process: Process):
    good = (folder.path / VAN).read_text()
    break_course(folder)
    process.look()
    folder.write(VAN, good.replace("A van.", "A lorry."))
    assert "A lorry." in process.look()


def test_a_course_that_was_never_good_is_not_served(folder: CoursesFolder, last_good: Path):
    break_course(folder)
    with pytest.raises(NotFound):
        Process(folder, last_good).look()


def test_a_course_that_was_deleted_is_no_longer_served(folder: CoursesFolder, process: Process):
    (folder.path / "small").rename(folder.path / ".small")
    with pytest.raises(NotFound):
        process.look()


def test_a_courses_folder_that_vanishes_takes_nothing_off_the_air(folder: CoursesFolder, process: Process):
    folder.path.rename(folder.path.with_name("elsewhere"))
    assert "A van." in process.look()


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_a_module_that_cannot_be_read_is_not_left_out(folder: CoursesFolder, process: Process):
    (folder.path / "small/01-looking").chmod(0)
    assert "A van." in process.look()


@pytest.mark.parametrize("content", ["", "helpline: [", "helpline:\n  label: only\n"])
def test_broken_facts_leave_the_last_good_ones(folder: CoursesFolder, process: Process, content: str):
    folder.write("facts.yaml", content)
    process.look()
    assert process.live.current().facts.published("helpline").value == "01632 960 001"


def test_a_course_can_be_edited_while_the_facts_are_broken(folder: CoursesFolder, process: Process):
    folder.write("facts.yaml", "helpline: [")
    folder.change(VAN, "A van.", "Call {{ fact.helpline }}.")
    assert "01632 960 001" in process.look()


def test_a_broken_course_shows_the_facts_of_now(folder: CoursesFolder, process: Process):
    folder.change(VAN, "A van.", "Call {{ fact.helpline }}.")
    process.look()
    break_course(folder)
    folder.change("facts.yaml", "01632 960 001", "01632 960 002")
    assert "01632 960 002" in process.look()


def test_a_broken_course_keeps_a_fact_that_was_deleted_since(folder: CoursesFolder, process: Process):
    folder.change("facts.yaml", "form:", "other-form:")
    assert "A van." in process.look()


def test_a_fact_that_was_withdrawn_takes_its_course_off_the_air(folder: CoursesFolder, process: Process):
    folder.change("facts.yaml", "status: confirmed", "status: unconfirmed")
    with pytest.raises(NotFound):
        process.look()


def test_a_passed_review_date_takes_nothing_off_the_air(process: Process):
    assert "A van." in process.look(seconds=3 * 365 * 86400)


def test_a_damaged_archive_is_as_good_as_none(folder: CoursesFolder, process: Process, last_good: Path):
    break_course(folder)
    (last_good / "small.zip").write_bytes(b"not an archive")
    with pytest.raises(NotFound):
        Process(folder, last_good).look()


def test_a_folder_that_cannot_be_written_does_not_stop_the_serving(folder: CoursesFolder, tmp_path: Path):
    (tmp_path / "a-file").write_text("in the way")
    process = Process(folder, tmp_path / "a-file" / "last-good")
    process.look()
    break_course(folder)
    assert "A van." in process.look()


def test_no_half_written_file_is_left(process: Process, last_good: Path):
    assert sorted(path.name for path in last_good.iterdir()) == ["facts.yaml.zip", "small.zip"]


def test_problems_are_logged_with_file_and_line(
    folder: CoursesFolder, process: Process, caplog: pytest.LogCaptureFixture
):
    folder.change(VAN, "A van.", "::: callot")
    process.look()
    assert "courses/small/01-looking/02-a-van.md:5: unknown block 'callot'" in caplog.text


def test_many_threads_are_served_while_the_courses_change(folder: CoursesFolder, process: Process):
    seen: list[str] = []

    def ask() -> None:
        for _ in range(50):
            seen.append(process.look(seconds=0.5))

    threads = [threading.Thread(target=ask) for _ in range(8)]
    for thread in threads:
        thread.start()
    for number in range(20):
        folder.write(VAN, f"---\ntitle: A van\nminutes: 3\n---\nVan {number}.\n")
    for thread in threads:
        thread.join()
    assert len(seen) == 400
    assert "Van 19." in process.look()
