"""What is kept only for a while: called by the worker now and then, never by a request."""

from __future__ import annotations

from lms.accounts import invitations, mailed_sign_in, signing_in, throttling


def forget_ended() -> None:
    """Delete mailed links, sign-ins and limits that are over, and end invitations that nobody has answered.

    Flushes, and may run as often as one likes.
    """
    invitations.end_old()
    mailed_sign_in.forget_ended()
    signing_in.forget_ended()
    throttling.forget_ended()
