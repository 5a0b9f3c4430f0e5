from urllib.parse import urljoin, urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lms.accounts.next_path import local_path
from tests.accounts.post import newest
from tests.accounts.steps import ask, sign_in_by_link

ELSEWHERE = [
    "//evil.example",
    "///evil.example",
    "https://evil.example/",
    "http:evil.example",
    "javascript:alert(1)",
    "/\\evil.example",
    "\\\\evil.example",
    "/\t/evil.example",
    "/\n/evil.example",
    "\t//evil.example",
    " //evil.example",
    "evil.example",
    "https:/evil.example",
    "//[evil",
    "",
    "/" + "a" * 500,
]


@pytest.mark.parametrize("wanted", ELSEWHERE)
def test_nothing_leads_off_our_site(wanted):
    assert local_path(wanted) is None


@pytest.mark.parametrize(
    "wanted", ["/courses", "/courses/first-steps?question=2", "/verify/AB%20C", "/courses#two"]
)
def test_a_page_of_ours_is_kept(wanted):
    assert local_path(wanted) == wanted


@pytest.mark.parametrize("wanted", ["/sign-in", "/sign-in/code", "/sign-up", "/sign-out"])
def test_pages_of_signing_in_are_no_goal(wanted):
    assert local_path(wanted) is None


@given(
    st.lists(st.sampled_from(["/", "\\", ":", "@", "\t", "\r", ".", "?", "#", "evil.example", "http", "%2f"]))
)
def test_whatever_is_kept_stays_on_our_site(parts):
    wanted = local_path("".join(parts))
    # What a browser does first with what it is given.
    seen = (wanted or "/").replace("\\", "/").replace("\t", "").replace("\r", "")
    assert urlsplit(urljoin("https://training.example/sign-in", seen)).netloc == "training.example"


@pytest.mark.parametrize("wanted", ["//evil.example", "/%09/evil.example", "https://evil.example"])
def test_signing_in_by_code_never_leads_off_our_site(browser, cast, mail_folder, wanted):
    page = browser.get("/sign-in")
    page = browser.send(page, email="alice@example.org", next=wanted)
    answer = browser.client.post("/sign-in/code", data={**page.values(), "code": newest(mail_folder).code})
    assert (
        urlsplit(urljoin("http://localhost/sign-in/code", answer.headers["Location"])).netloc == "localhost"
    )


def test_whoever_was_turned_away_comes_back_to_that_page(browser, cast):
    assert sign_in_by_link(browser, "alice@example.org", "/account/name").h1 == "Change your name"


def test_the_wanted_page_survives_signing_up(browser, cast):
    page = sign_in_by_link(browser, "new@northford.example", "/account/name")
    assert browser.send(page, name="Nia Newcomer").h1 == "Change your name"


def test_the_wanted_page_survives_the_way_to_the_password(browser, cast):
    page = browser.get("/sign-in?next=/account/name")
    assert "/sign-in/password?next=/account/name" in page.links


def test_the_wanted_page_survives_a_mistyped_address(browser, cast):
    page = browser.send(browser.get("/sign-in?next=/account/name"), email="alice", status=422)
    assert page.values()["next"] == "/account/name"


def test_who_is_signed_in_already_goes_straight_on(browser, cast):
    browser.sign_in_as(cast.alice)
    assert browser.get("/sign-in?next=/account/name").h1 == "Change your name"


def test_asking_does_not_lose_what_was_typed(browser, cast):
    page = browser.send(browser.get("/sign-in"), email="alice@", status=422)
    assert page.values()["email"] == "alice@"
    assert page.errors == ["Enter an e-mail address in the right form, like name@example.org"]


def test_the_page_of_the_code_says_where_mail_is_written(browser, cast, mail_folder):
    assert f"writes mail to files: {mail_folder}" in ask(browser, "alice@example.org").text
