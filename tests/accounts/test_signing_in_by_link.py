from sqlalchemy import select

from lms.accounts.mailed_sign_in import issue
from lms.accounts.sign_in_models import SignIn, SignInToken
from lms.extensions import db
from tests.accounts.post import letters, newest
from tests.accounts.steps import ask, is_signed_in, sign_in_by_link


def test_a_link_signs_in_whoever_presses_the_button(browser, cast):
    sign_in_by_link(browser, "alice@example.org")
    assert is_signed_in(browser)


def test_a_mail_scanner_that_opens_the_link_does_not_use_it_up(browser, cast, mail_folder, another_browser):
    ask(browser, "alice@example.org")
    link = newest(mail_folder).link
    another_browser().get(link)
    another_browser().client.head(link)
    browser.send(browser.get(link))
    assert is_signed_in(browser)


def test_opening_the_link_alone_signs_nobody_in(browser, cast, mail_folder):
    ask(browser, "alice@example.org")
    browser.get(newest(mail_folder).link)
    assert not is_signed_in(browser)


def test_a_used_link_cannot_be_used_again(browser, cast, mail_folder, another_browser):
    ask(browser, "alice@example.org")
    thief, link = another_browser(), newest(mail_folder).link
    opened_before = thief.get(link)
    browser.send(browser.get(link))
    page = thief.send(opened_before, status=410)
    assert page.h1 == "This link no longer works"
    assert not is_signed_in(thief)


def test_a_link_ends_after_15_minutes(browser, cast, mail_folder, moved_clock):
    ask(browser, "alice@example.org")
    page = browser.get(newest(mail_folder).link)
    moved_clock.move(minutes=15)
    assert browser.send(page, status=410).h1 == "This link no longer works"
    assert not is_signed_in(browser)


def test_a_link_still_works_just_before_that(browser, cast, mail_folder, moved_clock):
    ask(browser, "alice@example.org")
    moved_clock.move(minutes=14, seconds=59)
    browser.send(browser.get(newest(mail_folder).link))
    assert is_signed_in(browser)


def test_an_ended_link_offers_a_new_mail_to_the_same_address(browser, cast, mail_folder, moved_clock):
    ask(browser, "alice@example.org", "/sign-in?next=/certificates")
    moved_clock.move(hours=1)
    page = browser.get(newest(mail_folder).link, status=410)
    browser.send(page)
    arrived = letters(mail_folder)
    assert [letter.to for letter in arrived] == ["alice@example.org"] * 2
    assert page.values()["next"] == "/certificates"


def test_a_mangled_link_says_what_to_do(browser, cast):
    page = browser.get("/sign-in/link/nonsense", status=410)
    assert "Ask for a new e-mail" in page.text


def test_an_earlier_mail_that_arrives_late_still_works(browser, cast, mail_folder):
    ask(browser, "alice@example.org")
    ask(browser, "alice@example.org")
    browser.send(browser.get(letters(mail_folder)[0].link))
    assert is_signed_in(browser)


def test_using_one_link_uses_up_all_of_that_address(browser, cast, mail_folder, another_browser):
    ask(browser, "alice@example.org")
    ask(browser, "alice@example.org")
    first, second = letters(mail_folder)
    browser.send(browser.get(second.link))
    another_browser().get(first.link, status=410)


def test_using_a_link_leaves_other_peoples_alone(browser, cast, mail_folder, another_browser):
    ask(browser, "alice@example.org")
    ask(another_browser(), "lena@example.org")
    hers, lenas = letters(mail_folder)
    browser.send(browser.get(hers.link))
    another_browser().get(lenas.link)


def test_a_link_works_on_another_device_and_leads_where_its_asker_wanted(
    browser, cast, mail_folder, another_browser
):
    ask(browser, "alice@example.org", "/sign-in?next=/account/name")
    phone = another_browser()
    page = phone.send(phone.get(newest(mail_folder).link))
    assert page.h1 == "Change your name"


def test_only_hashes_of_link_and_code_are_kept(app):
    issued = issue("alice@example.org", None)
    kept = db.session.scalar(select(SignInToken))
    assert issued.link_token not in vars(kept).values()
    assert issued.code not in vars(kept).values()


def test_signing_in_again_ends_the_earlier_sign_in_of_this_browser(browser, cast, mail_folder):
    sign_in_by_link(browser, "alice@example.org")
    link = issue("alice@example.org", None).link_token
    db.session.commit()
    browser.send(browser.get(f"/sign-in/link/{link}"))
    live = db.session.scalars(select(SignIn).where(SignIn.ended_at.is_(None))).all()
    assert len(live) == 1


def test_the_page_of_a_link_is_kept_by_no_browser(browser, cast, mail_folder):
    ask(browser, "alice@example.org")
    assert browser.fetch(newest(mail_folder).link).headers["Cache-Control"] == "no-store"
