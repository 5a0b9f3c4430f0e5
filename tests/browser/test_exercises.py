"""Every element of a lesson: with a pointer, by keyboard, without JavaScript, without a connection."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Browser, Locator, Page, StorageState, expect

from lms.courses.exercises import Check, Exercise, Scenario, Scene
from tests.browser.conftest import NARROW
from tests.browser.server import Server
from tests.browser.walking import COURSE, load_course, sign_in_by_link

LEARNER = "practice@example.com"


@pytest.fixture(scope="session")
def signed_in(server: Server, chromium: Browser) -> StorageState:
    """The cookies of a learner who has started the course."""
    server.lms("people", "add", "--email", LEARNER, "--name", "Maya Lind", "--organisation", "Thrive Homes")
    context = chromium.new_context(base_url=server.url)
    page = context.new_page()
    sign_in_by_link(page, server, LEARNER)
    page.goto(f"/courses/{COURSE}")
    page.get_by_role("button", name="Start", exact=True).click()
    state = context.storage_state()
    context.close()
    return state


@pytest.fixture
def open_lesson(signed_in: StorageState, open_browser: Callable[..., Page]) -> Callable[..., Locator]:
    """Open the first lesson that has such an exercise, which is to be done anew; returns the exercise."""

    def open_one(kind: type[Exercise], **options: object) -> Locator:
        page = open_browser(storage_state=signed_in, **options)
        module, lesson, exercise = find_exercise(kind)
        page.goto(f"/courses/{COURSE}/{module}/{lesson}?again={exercise.key}")
        return page.locator(f"#exercise-{exercise.key}")

    return open_one


def find_exercise(kind: type[Exercise]) -> tuple[str, str, Exercise]:
    for module, lesson in load_course().lessons:
        for exercise in lesson.exercises:
            if isinstance(exercise, kind):
                return module.key, lesson.key, exercise
    raise AssertionError(f"the essentials have no {kind.__name__}")


def signs_of(exercise: Exercise) -> list[str]:
    assert isinstance(exercise, Scene)
    return sorted(exercise.question.correct_keys)


def test_the_signs_of_a_scene_are_found_with_a_pointer(open_lesson: Callable[..., Locator]):
    scene = open_lesson(Scene)
    signs = signs_of(find_exercise(Scene)[2])
    for key in signs:
        scene.locator(f'[data-key="{key}"] rect').click()
    expect(scene.locator("input:checked")).to_have_count(len(signs))
    scene.get_by_role("button", name="Check what I found").click()
    expect(scene).to_contain_text(f"You found {len(signs)} of {len(signs)} signs.")


def test_what_is_pointed_at_twice_is_no_longer_chosen(open_lesson: Callable[..., Locator]):
    scene = open_lesson(Scene)
    region = scene.locator("[data-key] rect").first
    region.click()
    region.click()
    expect(scene.locator("input:checked")).to_have_count(0)


def test_a_scene_is_answered_by_touch_on_a_phone(open_lesson: Callable[..., Locator]):
    scene = open_lesson(Scene, viewport=NARROW, has_touch=True)
    scene.locator("[data-key] rect").first.tap()
    scene.get_by_role("button", name="Check what I found").tap()
    expect(scene).to_contain_text("You found")
    assert scene.evaluate("() => document.documentElement.scrollWidth") <= 320


def test_the_numbers_in_a_picture_can_be_read_on_a_phone(open_lesson: Callable[..., Locator]):
    scene = open_lesson(Scene, viewport=NARROW)
    scene.get_by_role("checkbox").first.check()
    number = scene.locator(".app-scene__region--is-chosen text").bounding_box()
    assert number
    assert number["height"] >= 12


def test_a_scene_is_answered_by_keyboard(open_lesson: Callable[..., Locator]):
    scene = open_lesson(Scene)
    boxes = scene.get_by_role("checkbox")
    boxes.first.focus()
    for _ in range(boxes.count()):
        scene.page.keyboard.press("Space")
        scene.page.keyboard.press("Tab")
    scene.page.keyboard.press("Enter")
    expect(scene).to_contain_text("for a sign that")
    # What came of it is where the keyboard is now, so that a screen reader says it.
    expect(scene.locator("[data-exercise-verdict]")).to_be_focused()


def test_a_scene_is_answered_without_javascript(open_lesson: Callable[..., Locator]):
    scene = open_lesson(Scene, java_script_enabled=False)
    expect(scene.get_by_text("in the picture, or in the list")).to_be_hidden()
    scene.get_by_role("checkbox").first.check()
    scene.get_by_role("button", name="Check what I found").click()
    expect(scene).to_contain_text("You found")


@pytest.mark.parametrize("scripted", [True, False])
def test_a_check_says_at_once_whether_it_is_right(open_lesson: Callable[..., Locator], scripted: bool):
    check = open_lesson(Check, java_script_enabled=scripted)
    check.get_by_role("button", name="Check my answer").click()
    expect(check.locator(".govuk-error-message")).to_be_visible()
    fill_in(check)
    check.get_by_role("button", name="Check my answer").click()
    expect(check.get_by_text("Answer again")).to_be_visible()


def fill_in(check: Locator) -> None:
    exercise = find_exercise(Check)[2]
    assert isinstance(exercise, Check)
    if exercise.question.kind in ("single", "several"):
        check.locator(".govuk-radios__input, .govuk-checkboxes__input").first.check()
    else:
        for place, field in enumerate(check.locator("select").all(), 1):
            field.select_option(index=place)


@pytest.mark.parametrize("scripted", [True, False])
def test_a_scenario_is_gone_through_to_its_end_and_again(open_lesson: Callable[..., Locator], scripted: bool):
    scenario = open_lesson(Scenario, java_script_enabled=scripted)
    decisions = play_to_the_end(scenario)
    expect(scenario).to_contain_text("The end.")
    scenario.get_by_text("Go through it again").click()
    expect(scenario.get_by_role("button", name="Decide")).to_be_visible()
    assert decisions >= 2


def play_to_the_end(scenario: Locator) -> int:
    decide = scenario.get_by_role("button", name="Decide")
    for made in range(20):
        if not decide.count():
            return made
        scenario.get_by_role("radio").first.check()
        decide.click()
        expect(scenario.locator(".app-decision")).to_have_count(made + 1)
    raise AssertionError("the scenario has no end")


def test_a_scenario_needs_only_a_keyboard(open_lesson: Callable[..., Locator]):
    scenario = open_lesson(Scenario)
    scenario.get_by_role("radio").first.focus()
    scenario.page.keyboard.press("Space")
    scenario.page.keyboard.press("Tab")
    scenario.page.keyboard.press("Enter")
    expect(scenario.locator(".app-decision")).to_have_count(1)


def test_a_lost_connection_is_said_and_what_was_chosen_stays(open_lesson: Callable[..., Locator]):
    scene = open_lesson(Scene)
    scene.get_by_role("checkbox").first.check()
    scene.page.context.set_offline(True)
    scene.get_by_role("button", name="Check what I found").click()
    expect(scene.get_by_role("alert")).to_contain_text("Not saved: there is no connection.")
    expect(scene.locator("input:checked")).to_have_count(1)
    scene.page.context.set_offline(False)
    scene.get_by_role("button", name="Check what I found").click()
    expect(scene).to_contain_text("You found")


def test_who_signs_in_again_in_another_tab_sends_what_they_chose(
    open_browser: Callable[..., Page], server: Server
):
    page = open_browser()
    sign_in_by_link(page, server, LEARNER)
    module, lesson, check = find_exercise(Check)
    page.goto(f"/courses/{COURSE}/{module}/{lesson}?again={check.key}")
    shown = page.locator(f"#exercise-{check.key}")
    shown.get_by_role("radio").first.check()
    other = page.context.new_page()
    other.goto("/goal")
    other.get_by_role("button", name="Sign out").click()
    expect(other.get_by_role("link", name="Sign in").first).to_be_visible()
    shown.get_by_role("button", name="Check my answer").click()
    expect(shown.get_by_role("alert")).to_contain_text("Not saved: you are signed out.")
    sign_in_by_link(other, server, LEARNER)
    shown.get_by_role("button", name="Check my answer").click()
    expect(shown.get_by_text("Answer again")).to_be_visible()


def test_a_double_click_sends_once(open_lesson: Callable[..., Locator]):
    check = open_lesson(Check)
    sent: list[str] = []
    check.page.on("request", lambda request: sent.append(request.url) if request.method == "POST" else None)
    check.get_by_role("radio").first.check()
    check.get_by_role("button", name="Check my answer").dblclick()
    expect(check.get_by_text("Answer again")).to_be_visible()
    assert len(sent) == 1


def test_on_paper_a_scene_is_its_picture_with_numbers_and_a_scenario_has_its_branches(
    open_lesson: Callable[..., Locator],
):
    scene = open_lesson(Scene)
    scene.page.emulate_media(media="print")
    expect(scene.locator(".app-scene__region text").first).to_be_visible()
    scenario = open_lesson(Scenario)
    scenario.page.emulate_media(media="print")
    expect(scenario.get_by_text("(go to “").first).to_be_visible()


def test_a_lesson_with_a_scene_is_light(open_lesson: Callable[..., Locator]):
    scene = open_lesson(Scene)
    page = scene.page
    session = page.context.new_cdp_session(page)
    session.send("Network.enable")
    session.send("Network.setCacheDisabled", {"cacheDisabled": True})
    received: list[float] = []
    session.on("Network.loadingFinished", lambda event: received.append(event["encodedDataLength"]))
    page.reload(wait_until="networkidle")
    assert len(received) >= 5, "page, style sheets, scripts and the picture"
    assert sum(received) < 150_000
