import pytest
from sqlalchemy import select

from lms.accounts.devices import describe_device
from lms.accounts.sign_in_models import SignIn
from lms.accounts.signing_in import forget_ended
from lms.extensions import db
from tests.accounts.steps import is_signed_in, sign_in_by_link

# As the browsers send them, without the versions of their parts.
CHROME = "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit (KHTML, like Gecko) Chrome/142.0 Safari"
EDGE = f"{CHROME} Edg/142.0.0.0"
SAFARI = "Mozilla/5.0 (iPhone; CPU iPhone OS 18_6 like Mac OS X) AppleWebKit Mobile Safari"
FIREFOX = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0"


def copied_from(browser, another_browser):
    """Somebody else's browser with a copy of this one's cookie."""
    copy = another_browser()
    copy.client.set_cookie("lms", browser.client.get_cookie("lms").value)
    return copy


def test_a_copied_cookie_ends_with_the_sign_out(browser, cast, another_browser):
    page = sign_in_by_link(browser, "alice@example.org", "/account/name")
    copy = copied_from(browser, another_browser)
    assert is_signed_in(copy)
    browser.send(page, "/sign-out")
    assert not is_signed_in(copy)


def test_signing_out_everywhere_ends_every_device(browser, cast, another_browser):
    phone = another_browser()
    sign_in_by_link(phone, "alice@example.org", "/account/name")
    sign_in_by_link(browser, "alice@example.org", "/account/name")
    copy = copied_from(phone, another_browser)
    browser.send(browser.get("/account"), "/account/sign-out-everywhere")
    assert [is_signed_in(each) for each in (browser, phone, copy)] == [False] * 3


def test_signing_out_everywhere_leaves_other_people_signed_in(browser, cast, another_browser):
    lena = another_browser().sign_in_as(cast.lena)
    browser.sign_in_as(cast.alice)
    browser.send(browser.get("/account"), "/account/sign-out-everywhere")
    assert is_signed_in(lena)


def test_a_session_that_was_planted_before_is_worth_nothing_after(
    browser, cast, another_browser, mail_folder
):
    browser.get("/sign-in")
    planted = copied_from(browser, another_browser)
    sign_in_by_link(browser, "alice@example.org", "/account/name")
    assert not is_signed_in(planted)
    assert browser.client.get_cookie("lms").value != planted.client.get_cookie("lms").value


def test_nothing_of_the_session_before_is_kept_after_signing_in(browser, cast):
    browser.get("/sign-in")
    with browser.client.session_transaction() as session:
        session["planted"] = "by somebody else"
    sign_in_by_link(browser, "alice@example.org", "/account/name")
    with browser.client.session_transaction() as session:
        assert not {"planted", "pending", "proved"} & set(session)


def test_a_sign_in_ends_after_30_days(browser, cast, moved_clock):
    sign_in_by_link(browser, "alice@example.org", "/account/name")
    moved_clock.move(days=29)
    assert is_signed_in(browser)
    moved_clock.move(days=1)
    assert not is_signed_in(browser)


def test_the_cookie_goes_with_the_browser_unless_asked_to_stay(browser, cast):
    sign_in_by_link(browser, "alice@example.org", "/account/name")
    assert browser.client.get_cookie("lms").expires is None


def test_the_cookie_stays_when_asked(browser, cast):
    sign_in_by_link(browser, "alice@example.org", "/account/name", stay="y")
    assert browser.client.get_cookie("lms").expires is not None


def test_only_the_hash_of_the_cookie_is_kept(browser, cast):
    sign_in_by_link(browser, "alice@example.org", "/account/name")
    with browser.client.session_transaction() as session:
        token = session["_user_id"]
    kept = db.session.scalar(select(SignIn))
    assert token not in {str(value) for value in vars(kept).values()}


def test_signing_out_is_not_done_by_a_link(browser, cast):
    browser.sign_in_as(cast.alice)
    assert browser.fetch("/sign-out").status_code == 405


def test_the_account_lists_where_one_is_signed_in(browser, cast):
    browser.client.environ_base["HTTP_USER_AGENT"] = FIREFOX
    sign_in_by_link(browser, "alice@example.org", "/account/name")
    assert "Firefox on Linux (this one)" in browser.get("/account").text


@pytest.mark.parametrize(
    ("header", "words"),
    [
        (CHROME, "Chrome on Windows"),
        (EDGE, "Edge on Windows"),
        (SAFARI, "Safari on iPhone"),
        (FIREFOX, "Firefox on Linux"),
        ("curl/8.0", "Unknown browser"),
        ("", "Unknown browser"),
    ],
)
def test_a_device_is_named_in_words_its_owner_knows(header, words):
    assert describe_device(header) == words


def test_old_sign_ins_are_forgotten(browser, cast, moved_clock):
    browser.send(sign_in_by_link(browser, "alice@example.org", "/account/name"), "/sign-out")
    moved_clock.move(days=31)
    forget_ended()
    assert db.session.scalars(select(SignIn)).all() == []
