"""What a first visit to a lesson sends over the wire, as a real browser counts it."""

from __future__ import annotations

import shutil
from dataclasses import dataclass
from typing import Any

from bench.filling import Learner

ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--disable-background-networking",
    "--disable-sync",
]
# Long enough for a script that loads something later.
SETTLE_MS = 500


@dataclass(frozen=True)
class Visit:
    """Requests by the path's end, with the bytes of head and body that were received for each."""

    received: dict[str, int]

    @property
    def total(self) -> int:
        return sum(self.received.values())


def visit(url: str, path: str, learner: Learner) -> Visit | None:
    """A signed-in learner's visit with an empty cache; None on a machine without Chromium."""
    chromium = shutil.which("chromium")
    if chromium is None:
        return None
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=ARGUMENTS)
        context = browser.new_context()
        context.add_cookies([{"name": n, "value": v, "url": url} for n, v in learner.cookies.items()])
        page = context.new_page()
        received = _listen(context.new_cdp_session(page))
        page.goto(f"{url}{path}", wait_until="load")
        page.wait_for_timeout(SETTLE_MS)
        browser.close()
    return Visit(received)


def _listen(devtools: Any) -> dict[str, int]:
    """Bytes by file, filled while the page loads."""
    names: dict[str, str] = {}
    received: dict[str, int] = {}

    def note(event: dict[str, Any]) -> None:
        names[event["requestId"]] = event["request"]["url"].rpartition("/")[2]

    def add(event: dict[str, Any]) -> None:
        received[names[event["requestId"]]] = int(event["encodedDataLength"])

    devtools.on("Network.requestWillBeSent", note)
    devtools.on("Network.loadingFinished", add)
    devtools.send("Network.enable")
    return received
