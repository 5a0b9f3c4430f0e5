import pytest
from sqlalchemy import select, update
from sqlalchemy.exc import IntegrityError

from lms.accounts.sign_in_models import SignInToken
from lms.extensions import db
from tests.accounts.post import letters, newest
from tests.accounts.steps import ask, is_signed_in


def wrong(code: str) -> str:
    return f"{(int(code) + 1) % 1_000_000:06}"


def test_the_code_signs_in_where_it_was_asked_for(browser, cast, mail_folder):
    page = ask(browser, "alice@example.org")
    browser.send(page, code=newest(mail_folder).code)
    assert is_signed_in(browser)


@pytest.mark.parametrize("form", ["{0} {1}", " {0}{1} ", "{0}-{1}", "{0}\u00a0{1}"])
def test_the_code_may_be_typed_with_spaces(browser, cast, mail_folder, form):
    page = ask(browser, "alice@example.org")
    code = newest(mail_folder).code
    browser.send(page, code=form.format(code[:3], code[3:]))
    assert is_signed_in(browser)


@pytest.mark.parametrize("typed", ["", "12345", "1234567", "abcdef", "１２３４５６"])
def test_what_is_no_code_is_not_counted_as_a_try(browser, cast, typed):
    page = browser.send(ask(browser, "alice@example.org"), code=typed, status=422)
    assert page.errors == ["Enter the 6 digits from the e-mail"]
    assert db.session.scalar(select(SignInToken.code_tries)) == 0


def test_a_wrong_code_is_said_and_kept_for_mending(browser, cast, mail_folder):
    page = ask(browser, "alice@example.org")
    typed = wrong(newest(mail_folder).code)
    page = browser.send(page, code=typed, status=422)
    assert page.title.startswith("Error: ")
    assert page.values()["code"] == typed


def test_after_five_wrong_codes_the_right_one_is_refused(browser, cast, mail_folder):
    page = ask(browser, "alice@example.org")
    code = newest(mail_folder).code
    for _ in range(5):
        page = browser.send(page, code=wrong(code), status=422)
    assert page.errors == ["This code can no longer be used. Ask for a new e-mail"]
    browser.send(page, code=code, status=422)
    assert not is_signed_in(browser)


def test_the_fifth_try_may_still_be_right(browser, cast, mail_folder):
    page = ask(browser, "alice@example.org")
    code = newest(mail_folder).code
    for _ in range(4):
        page = browser.send(page, code=wrong(code), status=422)
    browser.send(page, code=code)
    assert is_signed_in(browser)


def test_the_database_itself_refuses_a_sixth_try(browser, cast):
    ask(browser, "alice@example.org")
    with pytest.raises(IntegrityError, match="code_tries_are_limited"):
        db.session.execute(update(SignInToken).values(code_tries=6))


def test_the_link_works_after_the_code_was_tried_too_often(browser, cast, mail_folder):
    page = ask(browser, "alice@example.org")
    letter = newest(mail_folder)
    for _ in range(5):
        page = browser.send(page, code=wrong(letter.code), status=422)
    browser.send(browser.get(letter.link))
    assert is_signed_in(browser)


def test_a_code_works_only_in_the_browser_that_asked(browser, cast, mail_folder, another_browser):
    ask(browser, "alice@example.org")
    code = newest(mail_folder).code
    elsewhere = another_browser()
    page = ask(elsewhere, "alice@example.org")
    elsewhere.send(page, code=code, status=422)
    assert not is_signed_in(elsewhere)


def test_a_code_for_one_address_does_not_sign_in_another(browser, cast, mail_folder):
    ask(browser, "alice@example.org")
    alices = newest(mail_folder).code
    page = ask(browser, "cora@example.org")
    browser.send(page, code=alices, status=422)
    assert not is_signed_in(browser)


def test_the_code_of_an_earlier_mail_still_works(browser, cast, mail_folder):
    ask(browser, "alice@example.org")
    page = ask(browser, "alice@example.org")
    browser.send(page, code=letters(mail_folder)[0].code)
    assert is_signed_in(browser)


def test_using_the_code_uses_up_the_link(browser, cast, mail_folder, another_browser):
    page = ask(browser, "alice@example.org")
    letter = newest(mail_folder)
    browser.send(page, code=letter.code)
    another_browser().get(letter.link, status=410)


def test_using_a_code_uses_up_the_links_of_other_mails_to_that_address(
    browser, cast, mail_folder, another_browser
):
    ask(browser, "alice@example.org")
    page = ask(browser, "alice@example.org")
    first, second = letters(mail_folder)
    browser.send(page, code=second.code)
    another_browser().get(first.link, status=410)


def test_using_the_link_uses_up_the_code(browser, cast, mail_folder, another_browser):
    page = ask(browser, "alice@example.org")
    letter = newest(mail_folder)
    phone = another_browser()
    phone.send(phone.get(letter.link))
    browser.send(page, code=letter.code, status=422)


def test_a_code_ends_after_15_minutes(browser, cast, mail_folder, moved_clock):
    page = ask(browser, "alice@example.org")
    moved_clock.move(minutes=15)
    page = browser.send(page, code=newest(mail_folder).code, status=422)
    assert "Ask for a new e-mail" in page.errors[0]


def test_the_page_for_the_code_needs_a_mail_that_was_asked_for(browser, app):
    assert browser.fetch("/sign-in/code").headers["Location"] == "/sign-in"


def test_the_browser_is_told_that_this_is_a_one_time_code(browser, cast):
    page = ask(browser, "alice@example.org")
    assert 'autocomplete="one-time-code"' in page.html
    assert 'inputmode="numeric"' in page.html
