"""Going through the small course as a learner does: by the pages' own forms."""

from __future__ import annotations

from lms.courses.model import Course, Quiz
from lms.learning.models import Attempt, Enrolment
from tests.pages import Browser, Page

LESSONS = ("01-looking/01-a-door", "01-looking/02-a-van", "02-acting/01-the-call")


def go_through_lessons(browser: Browser, course: Course) -> None:
    for module, lesson in course.lessons:
        browser.send(browser.get(f"/courses/{course.key}/{module.key}/{lesson.key}"))


def start_quiz(browser: Browser, course: Course, quiz: str) -> Page:
    """The page of the first question."""
    return browser.send(browser.get(f"/courses/{course.key}/{quiz}"))


def answer(browser: Browser, page: Page, quiz: Quiz, *, right: bool = True) -> Page:
    """Give a right or a wrong response to the question on the page; returns the page after it."""
    offered = {field.get("value") for field in page.main.iter() if field.get("name") == "chosen"}
    question = next(
        each
        for each in quiz.questions
        if {option.key for option in each.options} == offered and " ".join(each.html.split()) in page.html
    )
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
    page = browser.get(f"/courses/{course.key}")
    for quiz in course.quizzes:
        page = take_quiz(browser, course, quiz.key)
    return page


def answer_by_rule(attempt: Attempt, quiz: Quiz, *, wrong: int = 0) -> None:
    """Save a response to every question without pages."""
    from lms.learning.attempts import save_response

    for response in attempt.responses:
        question = quiz.get_question(response.question)
        bad = next(option.key for option in question.options if not option.is_correct)
        chosen = [bad] if response.position <= wrong else sorted(question.correct_keys)
        save_response(attempt, quiz, response.position, chosen)
