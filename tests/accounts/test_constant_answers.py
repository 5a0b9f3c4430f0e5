import re
from time import process_time

import pytest

from lms.accounts import passwords
from lms.extensions import db
from tests.accounts.post import letters
from tests.accounts.steps import ask

KNOWN, UNKNOWN = "alice@example.org", "nobody@example.org"


def blank(html: str, email: str) -> str:
    """The page without what differs from one visit to the next: the address and the token against forgery."""
    return re.sub(r'name="csrf_token"[^>]*value="[^"]*"', "", html.replace(email, "ADDRESS"))


def post(browser, path, **data):
    return browser.client.post(path, data={"csrf_token": browser.csrf_token(), **data})


def test_asking_for_mail_answers_the_same_for_known_and_unknown(cast, another_browser):
    answers = [post(another_browser(), "/sign-in", email=email) for email in (KNOWN, UNKNOWN)]
    assert [(each.status_code, each.headers["Location"]) for each in answers] == [(303, "/sign-in/code")] * 2


def test_the_next_page_is_the_same_for_known_and_unknown(cast, another_browser):
    known, unknown = (blank(ask(another_browser(), email).html, email) for email in (KNOWN, UNKNOWN))
    assert known == unknown


def test_the_mail_is_the_same_for_known_and_unknown(cast, mail_folder, another_browser):
    for email in (KNOWN, UNKNOWN):
        ask(another_browser(), email)
    known, unknown = (
        each.text.replace(each.code, "CODE").replace(each.link, "LINK") for each in letters(mail_folder)
    )
    assert known == unknown


def test_the_page_of_the_link_is_the_same_for_known_and_unknown(cast, mail_folder, another_browser):
    for email in (KNOWN, UNKNOWN):
        ask(another_browser(), email)
    pages = [another_browser().get(each.link) for each in letters(mail_folder)]
    assert blank(pages[0].html, KNOWN) == blank(pages[1].html, UNKNOWN)


@pytest.fixture
def passwords_set(cast):
    passwords.set_password(cast.alice, "marble otter window quilt", here=None)
    db.session.commit()


def test_a_wrong_password_answers_the_same_for_known_and_unknown(passwords_set, cast, another_browser):
    # Lena is known, and has no password.
    answers = [
        post(another_browser(), "/sign-in/password", email=email, password="wrong password here")
        for email in (KNOWN, "lena@example.org", UNKNOWN)
    ]
    pages = {
        blank(answer.get_data(as_text=True), email)
        for answer, email in zip(answers, (KNOWN, "lena@example.org", UNKNOWN), strict=True)
    }
    assert [each.status_code for each in answers] == [422] * 3
    assert len(pages) == 1


def test_a_password_for_an_unknown_address_is_hashed_all_the_same(passwords_set, cast):
    def cost(email: str) -> float:
        begun = process_time()
        passwords.find_by_password(email, "wrong password here", "192.0.2.1")
        return process_time() - begun

    cost(UNKNOWN)
    # Without the hash it would be a hundredth.
    assert cost(UNKNOWN) > cost(KNOWN) / 4
