"""The post office of these tests: delivers what is due, and opens what arrived."""

from __future__ import annotations

import re
from dataclasses import dataclass
from email import message_from_bytes, policy
from email.message import EmailMessage
from pathlib import Path

from lms.jobs.queue import run_due_jobs


@dataclass(frozen=True)
class Letter:
    to: str
    subject: str
    text: str

    @property
    def code(self) -> str:
        return re.findall(r"\b\d{6}\b", self.text)[0]

    @property
    def link(self) -> str:
        """The path of the link to sign in with."""
        return re.findall(r"http://localhost(/\S+)", self.text)[0]


def letters(folder: Path) -> list[Letter]:
    """Every letter that has arrived, oldest first."""
    run_due_jobs()
    return [_read(file) for file in sorted(folder.glob("*.eml"))]


def newest(folder: Path) -> Letter:
    return letters(folder)[-1]


def _read(file: Path) -> Letter:
    message = message_from_bytes(file.read_bytes(), policy=policy.default)
    assert isinstance(message, EmailMessage)
    return Letter(message["To"], message["Subject"], message.get_content())
