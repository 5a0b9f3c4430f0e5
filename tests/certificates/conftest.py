"""What the tests of certificates share."""

from __future__ import annotations

import pytest
from flask import Flask

from lms.certificates.models import Certificate
from lms.learning.models import Completion
from tests.cast import Cast
from tests.certificates.completed import certify, make_completion
from tests.pages import Browser


@pytest.fixture
def completion(cast: Cast) -> Completion:
    """Alice has completed the course, and has no certificate yet."""
    return make_completion(cast.alice)


@pytest.fixture
def certificate(completion: Completion) -> Certificate:
    """Alice's certificate."""
    return certify(completion)


@pytest.fixture
def alices(cast: Cast, browser: Browser) -> Browser:
    """Alice's browser, signed in."""
    return browser.sign_in_as(cast.alice)


@pytest.fixture
def coras(cast: Cast, app: Flask) -> Browser:
    """The coordinator's browser, signed in."""
    return Browser(app).sign_in_as(cast.cora)


@pytest.fixture
def stranger(app: Flask) -> Browser:
    """The browser of somebody without an account."""
    return Browser(app)
