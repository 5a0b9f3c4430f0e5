import pytest
from argon2 import PasswordHasher
from sqlalchemy import select

from lms.accounts import passwords
from lms.audit.models import AuditEntry
from lms.extensions import db
from tests.accounts.post import newest
from tests.accounts.steps import again, is_signed_in

GOOD = "marble otter window quilt"


def sign_in(browser, password, email="alice@example.org", status=200):
    page = browser.get("/sign-in/password?next=/account/name")
    return browser.send(page, email=email, password=password, status=status)


@pytest.fixture
def alice(cast):
    passwords.set_password(cast.alice, GOOD, here=None)
    db.session.commit()
    return cast.alice


def test_a_password_signs_in(browser, alice):
    sign_in(browser, GOOD)
    assert is_signed_in(browser)


def test_a_wrong_password_does_not(browser, alice):
    page = sign_in(browser, "marble otter window quilts", status=422)
    assert page.errors == ["That e-mail address and password do not belong together"]
    assert not is_signed_in(browser)


def test_who_has_no_password_cannot_sign_in_with_an_empty_one(browser, cast):
    assert sign_in(browser, "", "lena@example.org", status=422).errors == ["Enter your password"]


def test_the_wrong_password_is_not_sent_back(browser, alice):
    assert "otter" not in sign_in(browser, "wrong otter", status=422).html


def test_a_password_is_set_on_the_account_page(browser, cast):
    browser.sign_in_as(cast.alice)
    browser.send(browser.get("/account/password"), password=GOOD)
    assert again(cast.alice).password_hash.startswith("$argon2id$v=19$m=19456,t=2,p=1$")


@pytest.mark.parametrize(
    ("password", "message"),
    [
        ("short", "Your password must be 12 characters or more"),
        ("x" * 129, "Your password must be 128 characters or fewer"),
        ("passwordpassword", "easy to guess"),
        ("alice adeyemi", "easy to guess"),
        ("aliceexample.org", "easy to guess"),
        ("123456789012345", "easy to guess"),
    ],
)
def test_a_weak_password_is_refused_with_what_to_do(browser, cast, password, message):
    browser.sign_in_as(cast.alice)
    page = browser.send(browser.get("/account/password"), password=password, status=422)
    assert message in page.errors[0]
    assert again(cast.alice).password_hash is None


def test_the_same_letters_in_another_unicode_form_are_the_same_password(browser, cast):
    passwords.set_password(cast.alice, "Siân marble otter window", here=None)
    db.session.commit()
    sign_in(browser, "Sia\u0302n marble otter window")
    assert is_signed_in(browser)


def test_a_new_password_signs_out_the_other_devices_and_not_this_one(browser, cast, another_browser):
    phone = another_browser().sign_in_as(cast.alice)
    browser.sign_in_as(cast.alice)
    browser.send(browser.get("/account/password"), password=GOOD)
    assert (is_signed_in(browser), is_signed_in(phone)) == (True, False)


def test_the_owner_is_told_by_mail_of_a_new_password(alice, mail_folder):
    letter = newest(mail_folder)
    assert (letter.to, letter.subject) == ("alice@example.org", "Your password was changed")
    assert GOOD not in letter.text


def test_a_password_can_be_removed(browser, alice):
    browser.sign_in_as(alice)
    browser.send(browser.get("/account/password"), "/account/password/remove")
    assert again(alice).password_hash is None


def test_a_hash_of_weaker_parameters_is_replaced_when_its_owner_signs_in(browser, alice):
    alice.password_hash = PasswordHasher(time_cost=1, memory_cost=8_192, parallelism=1).hash(GOOD)
    db.session.commit()
    sign_in(browser, GOOD)
    assert "m=19456,t=2,p=1" in again(alice).password_hash
    assert is_signed_in(browser)


def test_setting_and_removing_are_in_the_audit(browser, alice):
    passwords.remove_password(alice)
    actions = db.session.scalars(select(AuditEntry.action).order_by(AuditEntry.id)).all()
    assert actions == ["passwords.set", "sign_ins.ended_everywhere", "passwords.removed"]
