"""Handing a message to a mail server."""

from __future__ import annotations

import smtplib
import ssl
from email.message import EmailMessage
from urllib.parse import SplitResult, unquote, urlsplit

TIMEOUT_SECONDS = 20
DEFAULT_PORTS = {"smtp": 25, "smtps": 465}


class NoEncryption(Exception):
    """The server wants a password and offers no encryption."""


def hand_over(message: EmailMessage, mail_url: str) -> None:
    """Send by `smtp://` (encrypted when the server offers it) or `smtps://`.

    Raises smtplib.SMTPException or OSError when the server does not take the message, and NoEncryption rather
    than send a password in the clear.
    """
    url = urlsplit(mail_url)
    with _connect(url) as server:
        server.ehlo_or_helo_if_needed()
        if url.scheme == "smtp" and server.has_extn("starttls"):
            server.starttls(context=ssl.create_default_context())
            server.ehlo()
        if url.username:
            _log_in(server, url)
        _send(server, message)


def _connect(url: SplitResult) -> smtplib.SMTP:
    host, port = url.hostname or "localhost", url.port or DEFAULT_PORTS[url.scheme]
    if url.scheme == "smtps":
        return smtplib.SMTP_SSL(host, port, timeout=TIMEOUT_SECONDS, context=ssl.create_default_context())
    return smtplib.SMTP(host, port, timeout=TIMEOUT_SECONDS)


def _log_in(server: smtplib.SMTP, url: SplitResult) -> None:
    if not isinstance(server.sock, ssl.SSLSocket):
        raise NoEncryption("The mail server wants a password but offers no encryption.")
    server.login(unquote(url.username or ""), unquote(url.password or ""))


def _send(server: smtplib.SMTP, message: EmailMessage) -> None:
    """A server that does not say it takes eight bits gets seven."""
    if server.has_extn("8bitmime"):
        server.send_message(message, mail_options=["BODY=8BITMIME"])
    else:
        server.sendmail(
            str(message["From"].addresses[0].addr_spec),
            [each.addr_spec for each in message["To"].addresses],
            message.as_bytes(policy=message.policy.clone(cte_type="7bit")),
        )
