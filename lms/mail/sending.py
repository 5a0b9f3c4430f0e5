"""Writing a mail: plain text from a template, queued in the transaction of whatever it tells about."""

from __future__ import annotations

from typing import Any
from uuid import uuid4

from flask import render_template

from lms import clock
from lms.jobs.models import Job
from lms.jobs.queue import enqueue
from lms.mail.delivery import KIND


def send(to: str, subject: str, template: str, **context: Any) -> Job:
    """Queue a mail to the address `to`: if the current transaction rolls back, no mail is sent.

    What makes two deliveries of one job the same message is settled here: its id and its date.
    """
    payload = {
        "id": uuid4().hex,
        "written_at": clock.now().isoformat(),
        "to": to,
        "subject": " ".join(subject.split()),
        "text": render_template(template, **context).strip() + "\n",
    }
    job = enqueue(KIND, payload)
    # Orders the files of mails that were written in the same moment.
    job.payload = payload | {"number": job.id}
    return job
