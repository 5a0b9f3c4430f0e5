"""Delivering mail: the job that hands a message to an SMTP server, or writes it into a folder."""

from __future__ import annotations

from datetime import datetime
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime
from typing import Any

from lms.config import Settings
from lms.jobs.queue import handles
from lms.mail.folder import write_message
from lms.mail.smtp import hand_over
from lms.web.settings import settings

KIND = "mail.send"

# Lines up to the longest that SMTP allows stay whole, so that a link can be read in the raw message.
POLICY = SMTP.clone(max_line_length=990)


@handles(KIND)
def deliver(payload: dict[str, Any]) -> None:
    """Deliver one mail. Delivered twice, it is the same message: to a folder one file, to a server one id."""
    chosen = settings()
    message = build_message(payload, chosen)
    if folder := chosen.mail_folder:
        written_at = datetime.fromisoformat(payload["written_at"])
        write_message(folder, f"{written_at:%Y%m%dT%H%M%S.%f}Z-{payload['number']:08}.eml", bytes(message))
    else:
        hand_over(message, chosen.mail_url)


def build_message(payload: dict[str, Any], chosen: Settings) -> EmailMessage:
    sender = Address("Spot the Signs", addr_spec=chosen.mail_from)
    message = EmailMessage(policy=POLICY)
    message["From"] = sender
    message["To"] = Address(addr_spec=payload["to"])
    message["Subject"] = payload["subject"]
    message["Date"] = format_datetime(datetime.fromisoformat(payload["written_at"]))
    message["Message-ID"] = f"<{payload['id']}@{sender.domain}>"
    # Keeps out-of-office replies from answering us.
    message["Auto-Submitted"] = "auto-generated"
    message.set_content(payload["text"])
    return message
