"""Every fact with its uses: in courses, and on the pages of the partnership."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from lms.courses.catalogue import Catalogue
from lms.courses.fact_reviews import NOTICE_DAYS, FactReview, list_reviews
from lms.courses.fact_uses import Use, Uses, find_uses
from lms.courses.sources import read_sources
from lms.partnership.concern import FIRST, STEPS

REFERRALS, REFERRALS_PUBLISHED = "nrm-2025", "nrm-2025-published"
_PAGES = {
    "Report a concern": [key for step in (FIRST, *STEPS) for key in step.keys],
    "The front page": [REFERRALS, REFERRALS_PUBLISHED],
}


def list_fact_reviews(
    courses: Path, catalogue: Catalogue, today: date, due_within: int = NOTICE_DAYS
) -> list[FactReview]:
    """How each fact of the catalogue stands; `courses` is the folder that is searched for its uses."""
    return list_reviews(catalogue.facts, find_all_uses(courses, catalogue), today, due_within)


def find_all_uses(courses: Path, catalogue: Catalogue) -> Uses:
    """The uses of each fact, the partnership's own pages first."""
    in_courses = find_uses(read_sources(courses)[0], catalogue)
    uses: dict[str, tuple[Use, ...]] = {}
    for place, keys in _PAGES.items():
        for key in keys:
            uses[key] = (*uses.get(key, ()), Use(place, place))
    return {key: uses.get(key, ()) + in_courses.get(key, ()) for key in {*uses, *in_courses}}
