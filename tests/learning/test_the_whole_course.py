"""From the course's page to the congratulation, by nothing but the pages' own forms."""

from __future__ import annotations

from tests.learning.journey import complete_course


def test_a_learner_completes_the_course_by_its_pages(alices, course):
    page = complete_course(alices, course)
    assert page.h1 == "Course completed"
    assert "valid until 25 November 2028" in page.text
    assert "/certificates" in page.links
