"""Going through the small course: by the pages' own forms as a learner does, or faster, by the rules."""

from __future__ import annotations

from sqlalchemy import select

from lms.accounts.models import Person
from lms.courses.model import Course, Question, Quiz
from lms.extensions import db
from lms.learning import attempts, enrolments, lessons, own_attempts, starting
from lms.learning.models import Attempt, Enrolment
from lms.learning.own_attempts import OwnAttempt
from tests.pages import Browser, Page

# The last form of a lesson, after those of its exercises.
CONTINUE = -1


def go_through_lessons(browser: Browser, course: Course) -> None:
    for module, lesson in course.lessons:
        browser.send(browser.get(f"/courses/{course.key}/{module.key}/{lesson.key}"), form=CONTINUE)


def start_quiz(browser: Browser, course: Course, quiz: str) -> Page:
    """The page of the questions."""
    return browser.send(browser.get(f"/courses/{course.key}/{quiz}"))


def offered(page: Page, position: int = 1) -> list[str]:
    """The keys of the options of a question on the page."""
    return [field.get("value") for field in page.main.iter() if field.get("name") == f"q{position}"]


def respond(question: Question, *, right: bool = True) -> list[str]:
    """The keys of a right or a wrong response."""
    wrong = next(option.key for option in question.options if not option.is_correct)
    return sorted(question.correct_keys) if right else [wrong]


def respond_to_all(quiz: Quiz, wrong: int = 0) -> dict[str, list[str]]:
    """What the form sends when every question of the open attempt is answered, so many of them wrongly."""
    attempt = db.session.scalars(select(Attempt).where(Attempt.submitted_at.is_(None))).one()
    return {
        f"q{each.position}": respond(quiz.get_question(each.question), right=each.position > wrong)
        for each in attempt.responses
    }


def take_quiz(browser: Browser, course: Course, key: str, wrong: int = 0) -> Page:
    """Take the quiz and submit it, with so many wrong responses; returns the page that follows."""
    page = start_quiz(browser, course, key)
    return browser.send(page, **respond_to_all(course.get_quiz(key), wrong))


def complete_course(browser: Browser, course: Course) -> Page:
    """Everything from the course's page to the one that congratulates."""
    browser.send(browser.get(f"/courses/{course.key}"))
    go_through_lessons(browser, course)
    for quiz in course.quizzes:
        page = take_quiz(browser, course, quiz.key)
    return page


def start_by_rules(enrolment: Enrolment, course: Course, key: str = "quiz") -> OwnAttempt:
    person = enrolment.person
    locked = enrolments.lock(person, course.key)
    return own_attempts.get(person, starting.start(person, locked, course, course.get_quiz(key)).uuid)


def answer_by_rules(attempt: OwnAttempt, quiz: Quiz, wrong: int = 0) -> None:
    given = {
        each.position: respond(quiz.get_question(each.question), right=each.position > wrong)
        for each in attempt.responses
    }
    assert attempts.save_responses(attempt, quiz, given) == {}


def take_quiz_by_rules(
    enrolment: Enrolment, person: Person, course: Course, key: str, wrong: int = 0
) -> OwnAttempt:
    """Take the quiz and submit it; commits."""
    quiz = course.get_quiz(key)
    attempt = start_by_rules(enrolment, course, key)
    answer_by_rules(attempt, quiz, wrong)
    attempts.submit(attempt, person, course, quiz)
    db.session.commit()
    return attempt


def read_by_rules(person: Person, course: Course) -> None:
    """Go through every lesson; commits."""
    for module, lesson in course.lessons:
        lessons.complete_lesson(person, course, f"{module.key}/{lesson.key}")
    db.session.commit()


def complete_by_rules(person: Person, course: Course) -> Enrolment:
    """Complete the course, again if it was completed before; commits."""
    enrolment = enrolments.enrol(person, course)
    read_by_rules(person, course)
    for quiz in course.quizzes:
        take_quiz_by_rules(enrolment, person, course, quiz.key)
    return enrolment
