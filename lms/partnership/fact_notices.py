"""The mail that tells coordinators which facts are due for review, before a reader sees an old one."""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy import select

from lms import clock
from lms.accounts.models import Person
from lms.courses.fact_reviews import FactReview
from lms.courses.live import catalogue
from lms.extensions import db
from lms.mail.sending import send
from lms.partnership.fact_list import list_fact_reviews
from lms.partnership.first_run import PLACEHOLDER
from lms.partnership.models import FactNotice
from lms.web.settings import settings


def send_notices(reviews: Iterable[FactReview], address: str) -> int:
    """Tell every coordinator of the published facts that are due or overdue and that nobody was told of yet.

    Returns how many facts are told of; all of them stand in one mail. `address` is that of the page of facts.
    May run as often as one likes: a fact is told of once for each review date. Flushes; the caller commits.
    """
    addresses = _list_addresses()
    due = [review for review in reviews if review.state in ("overdue", "due")]
    told = _list_told(due)
    new = [review for review in due if (review.fact.key, review.fact.review_by) not in told]
    if not new or not addresses:
        return 0
    count = f"{len(new)} facts need" if len(new) > 1 else "1 fact needs"
    for email in addresses:
        send(email, f"{count} to be reviewed", "partnership/mail/facts_due.txt", reviews=new, address=address)
    db.session.add_all(FactNotice(fact=review.fact.key, review_by=review.fact.review_by) for review in new)
    db.session.flush()
    return len(new)


def _list_addresses() -> list[str]:
    """The coordinators', without the one at whose address nobody receives mail."""
    query = select(Person.email).where(Person.is_coordinator, Person.email != PLACEHOLDER)
    return list(db.session.scalars(query.order_by(Person.id)))


def _list_told(reviews: Iterable[FactReview]) -> set[tuple[str, object]]:
    keys = [review.fact.key for review in reviews]
    rows = db.session.scalars(select(FactNotice).where(FactNotice.fact.in_(keys)))
    return {(row.fact, row.review_by) for row in rows}


def tell_of_due_facts() -> int:
    """What the worker does about facts, again and again: see `send_notices`."""
    chosen = settings()
    reviews = list_fact_reviews(chosen.courses, catalogue(), clock.today())
    return send_notices(reviews, f"{chosen.base_url.rstrip('/')}/facts")
