"""The health check says whether the database answers."""

from __future__ import annotations

from lms.config import ROOT


def test_a_healthy_installation_says_ok(browser):
    response = browser.fetch("/healthz")
    assert (response.status_code, response.get_json()) == (200, {"status": "ok"})


def test_without_a_database_it_is_unavailable(without_database):
    without_database(ROOT / "tests" / "content").get("/healthz", status=503)
