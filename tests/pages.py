"""A client that checks every HTML response as a page, and fills in forms as a person would."""

from __future__ import annotations

from contextvars import Context
from typing import Any
from urllib.parse import urlsplit
from uuid import uuid4

import html5lib
from flask import Flask
from werkzeug.test import TestResponse

from lms import clock
from lms.accounts.current import hash_token
from lms.accounts.models import Person
from lms.accounts.sign_in_models import SignIn
from lms.extensions import db

XHTML = "{http://www.w3.org/1999/xhtml}"
FIELDS = {"input", "select", "textarea"}


class Page:
    """A parsed HTML page; `text` is what a reader sees, with white space folded."""

    def __init__(self, response: TestResponse) -> None:
        self.response = response
        self.status = response.status_code
        self.html = response.get_data(as_text=True)
        self.tree = html5lib.HTMLParser(strict=True, tree=html5lib.getTreeBuilder("etree")).parse(self.html)
        self._check()

    @property
    def main(self) -> Any:
        return self.tree.find(f".//{XHTML}main")

    @property
    def text(self) -> str:
        return " ".join("".join(self.main.itertext()).split())

    @property
    def h1(self) -> str:
        return self._text(self.tree.find(f".//{XHTML}h1"))

    @property
    def title(self) -> str:
        return self._text(self.tree.find(f".//{XHTML}title"))

    @property
    def links(self) -> list[str]:
        return [link.get("href") for link in self.tree.iter(f"{XHTML}a") if link.get("href")]

    @property
    def errors(self) -> list[str]:
        """The messages of the error summary."""
        for node in self.tree.iter():
            if "govuk-error-summary__list" in (node.get("class") or "").split():
                return [self._text(item) for item in node.iter(f"{XHTML}li")]
        return []

    def values(self, form: int | str = 0) -> dict[str, Any]:
        """What the form would send if nothing were changed: a form by its number or by its action's path."""
        found = self._form(form)
        sent: dict[str, Any] = {}
        for field in found.iter():
            tag, name, value = field.tag.removeprefix(XHTML), field.get("name"), field.get("value", "")
            if tag not in FIELDS or not name or field.get("type") == "submit":
                continue
            if tag == "select":
                options = list(field.iter(f"{XHTML}option"))
                chosen = [each for each in options if each.get("selected") is not None] or options[:1]
                sent[name] = chosen[0].get("value", self._text(chosen[0])) if chosen else ""
            elif tag == "textarea":
                sent[name] = field.text or ""
            elif field.get("type") in {"radio", "checkbox"}:
                if field.get("checked") is not None:
                    sent.setdefault(name, []).append(value)
            else:
                sent[name] = value
        return sent

    def action(self, form: int | str = 0) -> str:
        return self._form(form).get("action") or self.response.request.path

    def _form(self, form: int | str) -> Any:
        forms = [
            each for each in self.tree.iter(f"{XHTML}form") if each.get("method", "get").lower() == "post"
        ]
        if isinstance(form, int):
            # The header of every page has a form to sign out: a page's own are those in <main>.
            return [
                each for each in self.main.iter(f"{XHTML}form") if each.get("method", "get").lower() == "post"
            ][form]
        return next(each for each in forms if urlsplit(each.get("action") or "").path == form)

    @staticmethod
    def _text(node: Any) -> str:
        return "" if node is None else " ".join("".join(node.itertext()).split())

    def _check(self) -> None:
        """The house style of every page: strict HTML, one h1, a title, unique ids, a label for each field."""
        html = self.tree
        assert html.get("lang"), "a page names its language"
        assert self.title, "a page has a title"
        assert len(list(html.iter(f"{XHTML}h1"))) == 1, "a page has one h1"
        ids = [node.get("id") for node in html.iter() if node.get("id")]
        assert len(ids) == len(set(ids)), (
            f"ids are unique: {sorted(each for each in ids if ids.count(each) > 1)}"
        )
        labelled = {label.get("for") for label in html.iter(f"{XHTML}label")}
        for field in html.iter():
            if field.tag.removeprefix(XHTML) in FIELDS and field.get("type") not in {"hidden", "submit"}:
                has_label = (
                    field.get("id") in labelled or field.get("aria-label") or field.get("aria-labelledby")
                )
                assert has_label, f"field {field.get('name')} has a label"
        for node in html.iter():
            for reference in ("aria-describedby", "aria-labelledby", "aria-controls"):
                for each in (node.get(reference) or "").split():
                    assert each in ids, f"{reference} names an id of the page: {each}"
            assert node.get("style") is None, "no inline style: the content security policy forbids it"
            assert not any(name.startswith("on") for name in node.attrib), "no inline script"
            if node.tag == f"{XHTML}img":
                assert node.get("alt") is not None, "a picture has an alternative text"


class Browser:
    """One person's browser. `sign_in_as` is the short way in; signing in by mail has tests of its own."""

    def __init__(self, app: Flask) -> None:
        self.client = app.test_client()

    def sign_in_as(self, person: Person) -> Browser:
        token = uuid4().hex
        db.session.add(
            SignIn(
                person_id=person.id, token_hash=hash_token(token), expires_at=clock.now().replace(year=2099)
            )
        )
        db.session.commit()
        with self.client.session_transaction() as session:
            session["_user_id"] = token
            session["_fresh"] = True
        return self

    def get(self, path: str, status: int = 200) -> Page:
        """Fetch a page, following redirects, and check it as a page."""
        response = self._request("GET", path, follow_redirects=True)
        assert response.status_code == status, f"{path} answered {response.status_code}"
        return Page(response)

    def fetch(self, path: str, **options: Any) -> TestResponse:
        """Fetch anything, without following redirects and without checking it as a page."""
        return self._request("GET", path, **options)

    def send(self, page: Page, form: int | str = 0, status: int = 200, **changes: Any) -> Page:
        """Fill in a form and send it, following redirects. A change to None leaves the field out."""
        data = {**page.values(form), **changes}
        data = {name: value for name, value in data.items() if value is not None}
        response = self._request("POST", page.action(form), data=data, follow_redirects=True)
        assert response.status_code == status, f"{page.action(form)} answered {response.status_code}"
        return Page(response)

    def post(self, path: str, **data: Any) -> TestResponse:
        """Send a form with a valid CSRF token, without following redirects: for what no page offers."""
        return self._request("POST", path, data={"csrf_token": self.csrf_token(), **data})

    def csrf_token(self) -> str:
        page = Page(self._request("GET", "/sign-in", follow_redirects=True))
        for field in page.tree.iter(f"{XHTML}input"):
            if field.get("name") == "csrf_token":
                return str(field.get("value"))
        raise AssertionError("no page offers a CSRF token")

    def _request(self, method: str, path: str, **options: Any) -> TestResponse:
        """A request has a context and a database session of its own, as in a server.

        In the test's own context it would share the signed-in person with every other browser. The test's
        transaction ends before, so that nobody waits for it, and what it has read is read again after.
        """
        db.session.commit()
        response: TestResponse = Context().run(self.client.open, path, method=method, **options)
        db.session.expire_all()
        return response
