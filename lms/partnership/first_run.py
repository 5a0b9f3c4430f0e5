"""What a new installation needs before anybody can use it: the partners and a first coordinator."""

from __future__ import annotations

from sqlalchemy import select

from lms.accounts.models import Person
from lms.accounts.people import COORDINATOR, add_person, sign_in_link
from lms.config import Settings
from lms.extensions import db
from lms.partnership.partner_list import HERTFORDSHIRE, load_partners
from lms.partnership.partners import has_partners, load

# An address that nobody can receive mail at, to be replaced by the coordinator's own.
PLACEHOLDER = "coordinator@example.org"
NAME = "Partnership coordinator"


def first_run(settings: Settings) -> str:
    """Load the partners into an empty database and add a coordinator if there is none.

    Returns the words that tell the operator how to sign in. A list that coordinators already work with is
    left alone. Flushes; the caller commits.
    """
    words = []
    if not has_partners():
        loaded = load(load_partners(HERTFORDSHIRE))
        words.append(f"Loaded {loaded.added} partners.")
    emails = db.session.scalars(select(Person.email).where(Person.is_coordinator)).all()
    if not emails:
        add_person(PLACEHOLDER, NAME, None, COORDINATOR)
        emails = [PLACEHOLDER]
    words.append(_how_to_sign_in(settings) if PLACEHOLDER in emails else _how_others_sign_in(settings))
    if settings.mail_folder:
        words.append(f"Mail is not sent: it is written to {settings.mail_folder}.")
    return "\n".join(words)


def _how_to_sign_in(settings: Settings) -> str:
    return (
        f"To sign in as the coordinator, {PLACEHOLDER}, open this link within 15 minutes; it works once:\n"
        f"  {sign_in_link(PLACEHOLDER, settings.base_url)}\n"
        f"For another link: lms sign-in-link {PLACEHOLDER}\n"
        "To make yourself a coordinator: lms people add --role coordinator --email … --name …"
    )


def _how_others_sign_in(settings: Settings) -> str:
    address = f"{settings.base_url.rstrip('/')}/sign-in"
    return f"Coordinators sign in at {address}. Without mail: lms sign-in-link EMAIL"
