from sqlalchemy import func, select

from lms.accounts import mailed_sign_in
from lms.accounts.sign_in_models import SignIn, SignInToken, Throttle
from lms.accounts.tidying import forget_ended
from lms.extensions import db
from tests.accounts.steps import is_signed_in


def count(model):
    return db.session.scalar(select(func.count()).select_from(model))


def test_what_is_over_is_forgotten(browser, cast, moved_clock):
    mailed_sign_in.request_mail("alice@example.org", None, "192.0.2.1")
    moved_clock.move(days=2)
    forget_ended()
    assert (count(SignInToken), count(Throttle)) == (0, 0)


def test_what_still_counts_is_kept(browser, cast):
    browser.sign_in_as(cast.alice)
    mailed_sign_in.request_mail("alice@example.org", None, "192.0.2.1")
    forget_ended()
    db.session.commit()
    assert (count(SignInToken), count(Throttle), count(SignIn)) == (1, 3, 1)
    assert is_signed_in(browser)


def test_a_link_of_today_can_still_say_what_became_of_it(app, moved_clock):
    link = mailed_sign_in.issue("alice@example.org", None).link_token
    moved_clock.move(hours=20)
    forget_ended()
    assert mailed_sign_in.find_by_link(link) is not None
