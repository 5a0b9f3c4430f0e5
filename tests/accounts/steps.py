"""What people do in these tests, in as few words."""

from __future__ import annotations

from flask import Flask

from lms.accounts.models import Person
from lms.extensions import db
from tests.accounts.post import newest
from tests.pages import Browser, Page


def ask(browser: Browser, email: str, path: str = "/sign-in") -> Page:
    """Ask for mail; the page is the one that waits for the code."""
    return browser.send(browser.get(path), email=email)


def sign_in_by_link(browser: Browser, email: str, path: str = "/sign-in", **choices: str) -> Page:
    ask(browser, email, path)
    return browser.send(browser.get(newest(_folder(browser.client.application)).link), **choices)


def is_signed_in(browser: Browser) -> bool:
    return browser.fetch("/account").status_code == 200


def again(person: Person) -> Person:
    """The person as the database has them now."""
    db.session.expire_all()
    return db.session.get_one(Person, person.id)


def _folder(app: Flask):
    return app.config["LMS"].mail_folder
