import pytest

from tests.web.tiny import make_app


@pytest.fixture
def tiny_app():
    """An application without features: only what the web edge itself gives to templates."""
    return make_app()
