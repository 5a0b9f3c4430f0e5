"""Going through the small course: by the pages' own forms as a learner does, or faster, by the rules."""

from __future__ import annotations

from lms.accounts.models import Person
from lms.courses.model import Course, Quiz
from lms.extensions import db
from lms.learning import attempts, enrolments, lessons, starting
from lms.learning.models import Attempt, Enrolment
from tests.pages import Browser, Page


def go_through_lessons(browser: Browser, course: Course) -> None:
    for module, lesson in course.lessons:
        browser.send(browser.get(f"/courses/{course.key}/{module.key}/{lesson.key}"))


def start_quiz(browser: Browser, course: Course, quiz: str) -> Page:
    """The page of the first question."""
    return browser.send(browser.get(f"/courses/{course.key}/{quiz}"))


def offered(page: Page) -> list[str]:
    """The keys of the options on the page of a question."""
    return [field.get("value") for field in page.main.iter() if field.get("name") == "chosen"]


def answer(browser: Browser, page: Page, quiz: Quiz, *, right: bool = True) -> Page:
    """Give a right or a wrong response to the question on the page; returns the page after it."""
    question = next(each for each in quiz.questions if each.html in page.html)
    assert {option.key for option in question.options} == set(offered(page))
    wrong = next(option.key for option in question.options if not option.is_correct)
    return browser.send(page, chosen=sorted(question.correct_keys) if right else [wrong])


def answer_all(browser: Browser, course: Course, key: str, wrong: int = 0) -> Page:
    """Take the quiz up to the page that offers to submit, with so many wrong responses."""
    quiz = course.get_quiz(key)
    page = start_quiz(browser, course, key)
    for number in range(quiz.question_count):
        page = answer(browser, page, quiz, right=number >= wrong)
    return page


def take_quiz(browser: Browser, course: Course, key: str, wrong: int = 0) -> Page:
    """Take the quiz and submit it; returns the page that follows."""
    return browser.send(answer_all(browser, course, key, wrong))


def complete_course(browser: Browser, course: Course) -> Page:
    """Everything from the course's page to the one that congratulates."""
    browser.send(browser.get(f"/courses/{course.key}"))
    go_through_lessons(browser, course)
    for quiz in course.quizzes:
        page = take_quiz(browser, course, quiz.key)
    return page


def answer_by_rules(attempt: Attempt, quiz: Quiz, wrong: int = 0) -> None:
    for response in attempt.responses:
        question = quiz.get_question(response.question)
        bad = next(option.key for option in question.options if not option.is_correct)
        chosen = [bad] if response.position <= wrong else sorted(question.correct_keys)
        attempts.save_response(attempt, quiz, response.position, chosen)


def take_quiz_by_rules(
    enrolment: Enrolment, person: Person, course: Course, key: str, wrong: int = 0
) -> Attempt:
    """Take the quiz and submit it; commits."""
    quiz = course.get_quiz(key)
    attempt = starting.start(enrolment, course, quiz)
    answer_by_rules(attempt, quiz, wrong)
    attempts.submit(attempt, person, course, quiz)
    db.session.commit()
    return attempt


def read_by_rules(enrolment: Enrolment, person: Person, course: Course) -> None:
    """Go through every lesson; commits."""
    for module, lesson in course.lessons:
        lessons.complete_lesson(enrolment, person, course, f"{module.key}/{lesson.key}")
    db.session.commit()


def complete_by_rules(person: Person, course: Course) -> Enrolment:
    """Complete the course, again if it was completed before; commits."""
    enrolment = enrolments.enrol(person, course)
    read_by_rules(enrolment, person, course)
    for quiz in course.quizzes:
        take_quiz_by_rules(enrolment, person, course, quiz.key)
    return enrolment
