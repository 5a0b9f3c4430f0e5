"""What is kept only for a while: called by the worker now and then, never by a request."""

from __future__ import annotations

from lms.accounts import mailed_sign_in, signing_in, throttling


def forget_ended() -> None:
    """Delete mailed links, sign-ins and limits that are over; flushes, and may run as often as one likes."""
    mailed_sign_in.forget_ended()
    signing_in.forget_ended()
    throttling.forget_ended()
