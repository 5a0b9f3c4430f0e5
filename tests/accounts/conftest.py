from collections.abc import Callable

import pytest
from flask import Flask

from tests.pages import Browser


@pytest.fixture
def another_browser(app: Flask) -> Callable[[], Browser]:
    """A browser on another device, or somebody else's."""
    return lambda: Browser(app)


@pytest.fixture(autouse=True)
def _empty_mail_folder(mail_folder) -> None:
    """Each test finds only its own mail."""
