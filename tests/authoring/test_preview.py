"""The preview shows what learners do not see, and what is wrong, from the files as they are now."""

from __future__ import annotations

import os
import shutil
import socket
import threading
import time
import urllib.request
from datetime import date

import pytest
from werkzeug.test import Client

from lms.authoring.new_course import write_course
from lms.authoring.preview import open_preview
from lms.authoring.preview_app import create_preview_app, describe_hidden, open_server
from lms.config import ROOT
from lms.errors import InvalidInput, NotFound

TODAY = date(2026, 11, 25)
SEE = "/courses/my-course/first-steps/what-you-see"
DO = "/courses/my-course/first-steps/what-you-do"


@pytest.fixture
def courses(tmp_path):
    shutil.copy(ROOT / "tests" / "content" / "facts.yaml", tmp_path)
    write_course(tmp_path, "my-course", "My course", "Pat", TODAY)
    return tmp_path


@pytest.fixture
def client(courses) -> Client:
    return make_client(courses)


def make_client(path) -> Client:
    return create_preview_app(open_preview(path, lambda: TODAY)).test_client()


def get(client: Client, path: str, status: int = 200) -> str:
    with client.get(path, base_url="http://127.0.0.1:8001") as response:
        assert response.status_code == status
        return response.get_data(as_text=True)


def change(path, old: str, new: str) -> None:
    """Save a file with other words; a moment later than before, as an editor would."""
    text = path.read_text()
    assert old in text
    path.write_text(text.replace(old, new))
    later = time.time_ns() + 5_000_000
    os.utime(path, ns=(later, later))


def test_every_course_is_listed(client):
    assert "My course" in get(client, "/")


@pytest.mark.parametrize("path", [SEE, DO, "/courses/my-course", "/courses/my-course/first-steps/quiz"])
def test_every_page_of_a_course_is_shown(client, path):
    assert "<h1" in get(client, path)


def test_answers_and_feedback_are_shown(client):
    page = get(client, "/courses/my-course/first-steps/quiz")
    assert ">Right</strong> Nothing yet, but it is worth telling" in page
    assert "One sign can have many reasons." in page


def test_the_regions_of_a_scene_are_drawn_over_its_picture(client):
    page = get(client, SEE)
    assert '<image href="/courses/my-course/pictures/hall.svg?v=' in page
    assert page.count("<rect ") == 3


def test_every_step_of_a_scenario_is_shown_with_its_ratings(client):
    page = get(client, DO)
    assert all(f">{rating}</strong>" in page for rating in ("best", "acceptable", "unsafe"))
    assert "You told somebody" in page


def test_blocks_for_some_readers_are_open(client):
    assert "This block is open for people who work in housing." in get(client, DO)


def test_folded_stretches_are_open(client, courses):
    change(
        courses / "my-course/01-first-steps/01-what-you-see.md",
        "::: scene",
        "::: details Why?\nSo.\n:::\n\n::: scene",
    )
    assert "<details open " in get(client, SEE)


def test_facts_are_listed_with_their_state(client, courses):
    change(
        courses / "my-course/01-first-steps/01-what-you-see.md",
        "You wait",
        "Call {{ fact.helpline }}. You wait",
    )
    page = get(client, SEE)
    assert "in order until 1 November 2027; checked 1 November 2026" in page
    assert "Helpline: 01632 960 001" in get(client, "/courses/my-course")


def test_a_saved_change_is_shown_at_once(client, courses):
    before = get(client, "/-/mark")
    change(courses / "my-course/01-first-steps/01-what-you-see.md", "Look around", "Look about")
    assert get(client, "/-/mark") != before
    assert "Look about" in get(client, SEE)


def test_an_error_is_shown_at_the_top_and_the_course_as_it_was(client, courses):
    get(client, SEE)
    change(courses / "my-course/01-first-steps/01-what-you-see.md", "::: callout", "::: callot")
    page = get(client, SEE)
    assert f"{courses.name}/my-course/01-first-steps/01-what-you-see.md:6</code> unknown block" in page
    assert "did you mean &#39;callout&#39;?" in page
    assert "You see it as it was before." in page


def test_a_course_that_never_was_without_an_error_is_named(courses):
    change(courses / "my-course/course.yaml", "tier: 1", "tier: 9")
    client = make_client(courses)
    assert "my-course</a>: not shown, because it has 1 error" in get(client, "/")


def test_the_terminal_names_it_too(courses):
    change(courses / "my-course/course.yaml", "tier: 1", "tier: 9")
    (line,) = describe_hidden(open_preview(courses, lambda: TODAY).current())
    assert line.startswith("my-course is not shown: it has 1 error")


@pytest.mark.parametrize("path", ["/courses/my-course", SEE])
def test_each_page_of_a_course_that_is_not_shown_says_so_and_why(courses, path):
    change(courses / "my-course/course.yaml", "tier: 1", "tier: 9")
    page = get(make_client(courses), path, 404)
    assert '<h1 class="govuk-heading-l">my-course is not shown</h1>' in page
    assert "my-course/course.yaml:3" in page


def test_a_page_of_no_course_at_all_is_only_said_to_be_missing(client):
    assert "not part of the preview" in get(client, "/courses/none", 404)


def test_both_sides_of_a_match_stand_together_without_headings_of_ours(client):
    page = get(client, "/courses/my-course/first-steps/quiz")
    assert "<li>Eleven pairs of shoes → Many people may live here</li>" in page
    assert "Belongs to" not in page


def test_one_course_can_be_previewed_by_its_own_folder(courses):
    write_course(courses, "another", "Another course", "Pat", TODAY)
    page = get(make_client(courses / "my-course"), "/")
    assert "My course" in page
    assert "Another course" not in page


def test_pages_of_the_site_itself_are_said_to_be_missing(client):
    assert "not part of the preview" in get(client, "/report-a-concern", 404)


def test_nothing_but_our_own_files_may_run(client):
    response = client.get("/", base_url="http://127.0.0.1:8001")
    assert "script-src 'self'" in response.headers["Content-Security-Policy"]
    assert "<script>" not in response.get_data(as_text=True)
    assert " style=" not in get(client, SEE)


def test_its_own_script_and_style_are_served(client):
    for name in ("preview.js", "regions.js", "preview.css"):
        assert get(client, f"/preview-files/{name}")


def test_another_name_for_this_machine_is_refused(client):
    assert client.get("/", base_url="http://evil.example:8001").status_code == 400


def test_a_folder_that_is_not_there_is_answered_in_words(tmp_path):
    with pytest.raises(NotFound, match="There is no folder"):
        open_preview(tmp_path / "none", lambda: TODAY)


def test_a_port_that_is_taken_is_answered_in_a_line(courses, capfd):
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        with pytest.raises(InvalidInput, match="Choose another one with --port"):
            open_server(open_preview(courses, lambda: TODAY), taken.getsockname()[1])
    assert capfd.readouterr() == ("", "")


def test_the_server_answers_at_a_port_that_is_free(courses):
    server = open_server(open_preview(courses, lambda: TODAY), 0)
    thread = threading.Thread(target=server.handle_request)
    thread.start()
    with urllib.request.urlopen(f"http://127.0.0.1:{server.server_address[1]}/") as answer:
        assert "My course" in answer.read().decode()
    thread.join()
    server.server_close()


def test_every_page_of_the_real_courses_can_be_shown():
    preview = open_preview(ROOT / "courses", lambda: TODAY)
    client = create_preview_app(preview).test_client()
    for course in preview.current().courses.values():
        for step in course.steps:
            assert "<h1" in get(client, f"/courses/{course.key}/{step.key}")
