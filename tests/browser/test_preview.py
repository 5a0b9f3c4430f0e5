"""The authors' preview in a real browser: it comes up to date by itself, and axe finds nothing."""

from __future__ import annotations

import shutil
import threading
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect
from werkzeug.serving import WSGIRequestHandler, make_server

from lms.authoring.new_course import write_course
from lms.authoring.preview import open_preview
from lms.authoring.preview_app import create_preview_app
from lms.config import ROOT
from tests.browser.conftest import NARROW, WIDE

TODAY = date(2026, 11, 25)
AXE = (Path(__file__).parent / "vendor" / "axe.min.js").read_text()
RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}
FIRST = "/courses/my-course/first-steps"
PAGES = [
    "/",
    "/courses/my-course",
    f"{FIRST}/what-you-see",
    f"{FIRST}/what-you-do",
    f"{FIRST}/quiz",
    "/nothing",
]


class Quiet(WSGIRequestHandler):
    def log_request(self, code="-", size="-"):
        """Nothing: a test's output is for what went wrong."""


@pytest.fixture
def courses(tmp_path: Path) -> Path:
    shutil.copy(ROOT / "tests" / "content" / "facts.yaml", tmp_path)
    write_course(tmp_path, "my-course", "My course", "Pat", TODAY)
    return tmp_path


@pytest.fixture
def page(chromium: Browser, courses: Path) -> Iterator[Page]:
    app = create_preview_app(open_preview(courses, lambda: TODAY))
    server = make_server("127.0.0.1", 0, app, threaded=True, request_handler=Quiet)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    context = chromium.new_context(base_url=f"http://127.0.0.1:{server.server_port}", viewport=WIDE)
    context.set_default_timeout(10_000)
    yield context.new_page()
    context.close()
    server.shutdown()
    thread.join()
    server.server_close()


def test_a_saved_file_is_shown_without_a_press_of_a_key(page: Page, courses: Path):
    page.goto(f"{FIRST}/what-you-see")
    lesson = courses / "my-course/01-first-steps/01-what-you-see.md"
    lesson.write_text(lesson.read_text().replace("## Look around", "## Look about you now"))
    expect(page.get_by_role("heading", name="Look about you now")).to_be_visible()


def test_a_slip_appears_at_the_top_while_the_course_stays(page: Page, courses: Path):
    page.goto(f"{FIRST}/what-you-see")
    lesson = courses / "my-course/01-first-steps/01-what-you-see.md"
    lesson.write_text(lesson.read_text().replace("::: callout", "::: callot"))
    expect(page.get_by_role("region", name="1 problem")).to_contain_text("did you mean 'callout'?")
    expect(page.get_by_role("heading", name="Look around")).to_be_visible()


def test_a_drag_over_the_picture_of_a_scene_gives_its_region_to_copy(page: Page):
    page.goto(f"{FIRST}/what-you-see")
    picture = page.locator(".preview-scene")
    box = picture.bounding_box()
    assert box
    unit = box["width"] / 800
    at = [(box["x"] + x * unit, box["y"] + y * unit) for x, y in ((60, 380), (500, 490))]
    page.mouse.move(*at[0])
    expect(page.get_by_text("x 60, y 380")).to_be_visible()
    page.mouse.down()
    page.mouse.move(*at[1])
    page.mouse.up()
    expect(page.get_by_text('at="60 380 440 110"')).to_be_visible()


def test_two_clicks_give_the_same_from_any_corner(page: Page):
    page.goto(f"{FIRST}/what-you-see")
    picture = page.locator(".preview-scene")
    width = picture.evaluate("picture => picture.getBoundingClientRect().width")
    for x, y in ((500, 490), (60, 380)):
        picture.click(position={"x": x * width / 800, "y": y * width / 800})
    expect(page.get_by_text('at="60 380 440 110"')).to_be_visible()


@pytest.mark.parametrize("path", PAGES)
def test_axe_finds_nothing_and_nothing_is_wider_than_a_phone(page: Page, path: str):
    page.set_viewport_size(NARROW)
    page.goto(path)
    assert page.evaluate("document.documentElement.scrollWidth") <= NARROW["width"]
    page.evaluate(AXE)
    found = page.evaluate("rules => axe.run(document, rules)", RULES)["violations"]
    assert [(each["id"], [node["html"][:200] for node in each["nodes"]]) for each in found] == []
