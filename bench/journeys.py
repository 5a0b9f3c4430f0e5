"""What people do, request by request."""

from __future__ import annotations

import re

from bench.client import Answer, Client, UnexpectedAnswer
from lms.courses.model import Course, Quiz

QUESTION_BEGINS = re.compile(r'data-question="(\d+)"')
PDF = re.compile(r'href="(/certificates/[0-9a-f-]+\.pdf)"')
WORDS_BEGIN = 'app-question__words" dir="auto">'
# Under these words the time of a request is kept.
LESSON, CONTINUE, QUESTION, SAVE = "lesson", "continue", "question", "save"


def lesson_paths(course: Course) -> list[str]:
    return [f"/courses/{course.key}/{module.key}/{lesson.key}" for module, lesson in course.lessons]


def paths_before_lessons(course: Course) -> list[str]:
    """The lessons that another lesson follows, and not a quiz."""
    return [
        f"/courses/{course.key}/{module.key}/{lesson.key}"
        for module in course.modules
        for lesson in module.lessons[:-1]
    ]


def read_on(client: Client, path: str, csrf_token: str) -> None:
    """ "Continue" on a lesson's page, which is written down, and the page of the next one."""
    sent = client.post(path, {"csrf_token": csrf_token}, CONTINUE)
    client.get(sent.location, LESSON)


def take_quiz(client: Client, course: Course, intro: Answer) -> None:
    """The final quiz from the button on its first page to the result, each response saved as it is given."""
    quiz = course.get_quiz("quiz")
    started = client.send_form(intro, {}, SAVE)
    page = client.get(started.location.partition("#")[0], QUESTION)
    given = _right_responses(quiz, page)
    for name, values in given.items():
        fields: dict[str, str | list[str]] = {"csrf_token": page.csrf_token, name: values}
        client.post(f"{page.path}/responses/{name.removeprefix('q')}", fields, SAVE, expect=204)
    sent = client.send_form(page, given, SAVE)
    if not sent.location.endswith("/result"):
        raise UnexpectedAnswer(f"the quiz ended on {sent.location}")
    client.get(sent.location, QUESTION)


def open_quiz(client: Client, course: Course) -> Answer:
    return client.get(f"/courses/{course.key}/quiz")


def issue_certificate(client: Client, completion: str) -> str:
    """Issue the certificate of a completion; returns the path of its PDF."""
    sent = client.send_form(client.get("/certificates"), {"name": "Siân Example"})
    if completion not in sent.path:
        raise UnexpectedAnswer(f"the form was for {sent.path}")
    return find_certificate(client.get(sent.location))


def find_certificate(page: Answer) -> str:
    """The path of the first PDF on the page of one's own certificates."""
    found = PDF.search(page.main)
    if not found:
        raise UnexpectedAnswer("there is no certificate")
    return found[1]


def _right_responses(quiz: Quiz, page: Answer) -> dict[str, list[str]]:
    """What the controls of each question on the page send when it is answered rightly, by their name."""
    _, *parts = QUESTION_BEGINS.split(page.main)
    return {
        f"q{position}": _right_values(quiz, part)
        for position, part in zip(parts[::2], parts[1::2], strict=True)
    }


def _right_values(quiz: Quiz, part: str) -> list[str]:
    question = next(each for each in quiz.questions if f"{WORDS_BEGIN}{each.html}<" in part)
    if question.kind != "order":
        return list(question.right_response)
    shown = sorted(question.options, key=lambda option: part.index(f">{option.html}<"))
    return [str(question.right_response.index(option.key) + 1) for option in shown]
