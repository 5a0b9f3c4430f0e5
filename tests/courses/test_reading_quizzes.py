from __future__ import annotations

import pytest

from lms.courses.model import Quiz
from tests.courses.conftest import CoursesFolder

QUIZ = "small/01-looking/quiz.md"


def quiz_of(folder: CoursesFolder) -> Quiz:
    return folder.course().get_quiz("looking/quiz")


def test_one_right_option_makes_a_single_choice(folder: CoursesFolder):
    question = quiz_of(folder).get_question("whom")
    assert question.kind == "single"
    assert question.correct_keys == {"helpline"}


def test_several_right_options_make_a_choice_of_several(folder: CoursesFolder):
    question = quiz_of(folder).get_question("signs")
    assert question.kind == "several"
    assert len(question.correct_keys) == 2


def test_context_stands_apart_from_the_question(folder: CoursesFolder):
    question = quiz_of(folder).get_question("whom")
    assert question.html == "Whom do you call?"
    assert question.body_html == '<p class="govuk-body">You are in the street.</p>'


def test_an_option_keeps_its_emphasis_and_escapes_the_rest(folder: CoursesFolder):
    folder.change(QUIZ, "A blue door", "A *blue* door & 2 < 3 {{ fact.helpline }}")
    option = quiz_of(folder).get_question("signs").options[2]
    assert option.html == "A <em>blue</em> door &amp; 2 &lt; 3 01632 960 001"


def test_feedback_belongs_to_its_option_and_shows_facts(folder: CoursesFolder):
    option = quiz_of(folder).get_question("whom").get_option("helpline")
    assert 'href="tel:01632960001"' in option.feedback_html


def test_nothing_that_a_learner_reads_says_which_is_right(folder: CoursesFolder):
    for quiz in folder.course().quizzes:
        for question in quiz.questions:
            shown = [question.html, question.body_html, *(option.html for option in question.options)]
            assert not any("[" in html for html in shown)


def test_an_option_without_a_key_keeps_its_derived_key_when_others_change(folder: CoursesFolder):
    before = quiz_of(folder).get_question("signs").options[0].key
    folder.change(QUIZ, "- [X] Fear", "- [X] Fear of the employer")
    assert quiz_of(folder).get_question("signs").options[0].key == before


def test_a_quiz_takes_the_pass_mark_of_the_course(folder: CoursesFolder):
    assert quiz_of(folder).pass_mark == 0.8


def test_front_matter_overrides(folder: CoursesFolder):
    folder.change(QUIZ, "---\n\n", "pass_mark: 0.5\norder: fixed\n---\n\n")
    quiz = quiz_of(folder)
    assert (quiz.pass_mark, quiz.is_shuffled, quiz.max_attempts) == (0.5, False, None)


def test_the_final_quiz_draws(folder: CoursesFolder):
    quiz = folder.course().get_quiz("quiz")
    assert (quiz.question_count, len(quiz.questions), quiz.max_attempts) == (1, 2, 3)


def test_the_revision_of_a_quiz_is_that_of_its_own_words(folder: CoursesFolder):
    before = folder.course()
    folder.change(QUIZ, "A blue door", "A green door")
    after = folder.course()
    assert after.get_quiz("looking/quiz").revision != before.get_quiz("looking/quiz").revision
    assert after.get_quiz("quiz").revision == before.get_quiz("quiz").revision


@pytest.mark.parametrize(
    ("old", "new", "line", "message"),
    [
        (" {#whom}", "", 5, "the question has no key"),
        ("{#whom}", "{#Whom!}", 5, "cannot be a key"),
        ("{#whom}", "{#signs}", 14, "the key 'signs' is used twice"),
        ("- [ ] Nobody", "- [] Nobody", 9, "this option cannot be read"),
        ("- [ ] Nobody", "- [?] Nobody", 9, "this option cannot be read"),
        ("- [x] The helpline", "- [ ] The helpline", 5, "no option is right"),
        ("- [ ] Nobody", "- [x] Nobody", 5, "every option is right"),
        ("  > Somebody has to know.\n", "", 9, "the option has no feedback"),
        ("  > Somebody has", "> Somebody has", 10, "not under its option"),
        ("{#nobody}", "{#helpline}", 11, "two options of this question have the same key 'helpline'"),
        ("- [X] Fear", "- [X] A locked door", 18, "two options of this question have the same words"),
        ("- [ ] Nobody", "- Nobody", 5, "fewer than two options"),
        ("\n## Which", "\nSo much for that.\n\n## Which", 14, "text after the options"),
        ("---\n\n", "---\nHello.\n", 4, "text before the first question"),
        (
            "title: Check yourself",
            "title: Check yourself\ndraw: 3",
            3,
            "draw is 3, but there are 2 questions",
        ),
        ("title: Check yourself", "title: Check yourself\npas_mark: 1", 3, "'pas_mark' is not known here"),
        ("## Whom", "### Whom", 5, "a question is a level-2 heading"),
        ("You are", "::: callout", 7, "a quiz has no blocks"),
        ("[ ] Nobody", "[ ] [x] Nobody", 9, "a second box"),
        ("> Somebody", "> - [ ] Somebody", 10, "a box in the feedback"),
        ("[ ] Nobody", "[ ] [Nobody](quiz.md)", 9, "a link in what is chosen from"),
    ],
)
def test_a_slip_in_a_quiz_is_named_with_its_line(
    folder: CoursesFolder, old: str, new: str, line: int, message: str
):
    folder.change(QUIZ, old, new)
    found = [(problem.line, problem.message) for problem in folder.problems()]
    assert any(at == line and message in text for at, text in found), found


def test_every_slip_is_reported_at_once(folder: CoursesFolder):
    folder.change(QUIZ, " {#whom}", "")
    folder.change(QUIZ, "{#signs}", "{#SIGNS}")
    folder.change(QUIZ, "  > No.\n", "")
    assert len({problem.line for problem in folder.problems()}) == 3
