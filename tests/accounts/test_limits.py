from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from sqlalchemy import select, text

from lms.accounts import throttling
from lms.accounts.sign_in_models import Throttle
from lms.errors import TooManyTries
from lms.extensions import db
from tests.accounts.post import letters, newest
from tests.accounts.steps import ask, is_signed_in

QUARTER = timedelta(minutes=15)


def try_passwords(browser, times, email="alice@example.org"):
    page = browser.get("/sign-in/password")
    return [
        browser.client.post("/sign-in/password", data={**page.values(), "email": email, "password": "x" * 12})
        for _ in range(times)
    ]


def test_a_sixth_mail_within_15_minutes_is_refused(browser, cast, mail_folder):
    for _ in range(5):
        ask(browser, "alice@example.org")
    page = browser.send(browser.get("/sign-in"), email="alice@example.org", status=429)
    assert "10:15am" in page.text
    assert page.response.headers["Retry-After"] == "900"
    assert len(letters(mail_folder)) == 5


def test_the_next_mail_is_sent_when_the_time_is_up(browser, cast, mail_folder, moved_clock):
    for _ in range(5):
        ask(browser, "alice@example.org")
    moved_clock.move(minutes=15)
    assert ask(browser, "alice@example.org").h1 == "Check your e-mail"


def test_the_limit_of_one_address_does_not_touch_another(browser, cast):
    for _ in range(5):
        ask(browser, "alice@example.org")
    assert ask(browser, "lena@example.org").h1 == "Check your e-mail"


def test_the_same_limit_holds_for_an_unknown_address(browser, app):
    for _ in range(5):
        ask(browser, "nobody@example.org")
    browser.send(browser.get("/sign-in"), email="nobody@example.org", status=429)


def test_asking_in_capitals_does_not_evade_the_limit(browser, cast):
    for _ in range(5):
        ask(browser, "alice@example.org")
    browser.send(browser.get("/sign-in"), email="ALICE@Example.ORG", status=429)


def test_one_client_may_ask_for_60_mails(browser, app):
    page = browser.get("/sign-in")
    answers = [
        browser.client.post("/sign-in", data={**page.values(), "email": f"p{number}@example.org"}).status_code
        for number in range(61)
    ]
    assert answers == [303] * 60 + [429]


def test_an_eleventh_password_within_15_minutes_is_refused(browser, cast):
    answers = try_passwords(browser, 11)
    assert [each.status_code for each in answers] == [422] * 10 + [429]
    assert answers[-1].headers["Retry-After"] == "900"


def test_whoever_is_kept_from_passwords_can_still_sign_in_by_mail(browser, cast, mail_folder):
    try_passwords(browser, 11)
    ask(browser, "alice@example.org")
    browser.send(browser.get(newest(mail_folder).link))
    assert is_signed_in(browser)


def test_new_mails_do_not_give_endless_tries_of_the_code(browser, cast, mail_folder, moved_clock):
    for _ in range(6):
        page = ask(browser, "alice@example.org")
        wrong = f"{(int(newest(mail_folder).code) + 1) % 1_000_000:06}"
        for _ in range(5):
            page = browser.send(page, code=wrong, status=422)
        moved_clock.move(minutes=15)
    browser.send(ask(browser, "alice@example.org"), code="123456", status=429)


def test_no_address_is_kept_in_the_table_of_limits(browser, cast):
    ask(browser, "alice@example.org")
    keys = db.session.scalars(select(Throttle.key)).all()
    assert len(keys) == 3
    assert not any("alice" in key or "127.0.0.1" in key for key in keys)


def test_when_to_come_back_is_never_too_early(app, moved_clock):
    moved_clock.move(seconds=40)
    throttling.check("x", 1, QUARTER)
    with pytest.raises(TooManyTries) as refused:
        throttling.check("x", 1, QUARTER)
    assert f"{refused.value.retry_at:%H:%M:%S}" == "10:16:00"


def test_tries_at_the_same_moment_are_all_counted(app):
    def one(_number):
        with app.app_context():
            throttling.check("x", 100, QUARTER)
            db.session.commit()

    with ThreadPoolExecutor(4) as pool:
        list(pool.map(one, range(20)))
    assert db.session.scalar(text("SELECT tries FROM throttles")) == 20


def test_windows_that_are_over_are_forgotten(app, moved_clock):
    throttling.check("old", 1, QUARTER)
    moved_clock.move(minutes=15)
    throttling.check("new", 1, QUARTER)
    throttling.forget_ended()
    assert len(db.session.scalars(select(Throttle)).all()) == 1


def ask_from(browser, addresses):
    """Ask for mail to as many unknown people, from one network address each; returns the statuses."""
    page = browser.get("/sign-in")
    return [
        browser.client.post(
            "/sign-in",
            data={**page.values(), "email": f"somebody{number}@example.org"},
            environ_base={"REMOTE_ADDR": address},
        ).status_code
        for number, address in enumerate(addresses)
    ]


def test_the_addresses_of_one_ipv6_network_share_a_limit(browser, app):
    statuses = ask_from(browser, [f"2001:db8:0:1::{number:x}" for number in range(1, 62)])
    assert statuses[-2:] == [303, 429]


def test_two_ipv6_networks_do_not_share_a_limit(browser, app):
    statuses = ask_from(browser, [f"2001:db8:0:{number:x}::1" for number in range(1, 62)])
    assert set(statuses) == {303}


def test_an_ipv4_address_has_the_same_limit_when_it_is_written_as_ipv6(browser, app):
    statuses = ask_from(browser, ["192.0.2.1"] * 30 + ["::ffff:192.0.2.1"] * 31)
    assert statuses[-2:] == [303, 429]


def test_a_header_of_the_client_does_not_evade_a_limit_when_we_stand_alone(browser, app):
    page = browser.get("/sign-in")
    statuses = [
        browser.client.post(
            "/sign-in",
            data={**page.values(), "email": f"somebody{number}@example.org"},
            headers={"X-Forwarded-For": f"192.0.2.{number}"},
        ).status_code
        for number in range(61)
    ]
    assert statuses[-2:] == [303, 429]


def test_nobody_can_fill_a_strangers_mailbox(browser, cast, mail_folder, moved_clock):
    for _ in range(5):
        for _ in range(5):
            browser.client.post(
                "/sign-in", data={**browser.get("/sign-in").values(), "email": "alice@example.org"}
            )
        moved_clock.move(minutes=15)
    assert len(letters(mail_folder)) == 20
