"""Question banks of other systems become quizzes of ours, and nothing is lost without a word."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner

from lms.authoring.importing import import_bank
from lms.authoring.moodle_xml import UnreadableBank
from lms.cli import main
from lms.config import ROOT
from lms.courses.facts import Facts
from lms.courses.markdown import Renderer
from lms.courses.places import Places
from lms.courses.problems import FileProblems
from lms.courses.quizzes import load_quiz
from lms.errors import InvalidInput

BANKS = Path(__file__).parent


def take(bank: Path, tmp_path: Path):
    return import_bank(bank, tmp_path / "quiz.md", "Imported", Facts())


def read_quiz(path: Path):
    """The questions by key; feedback that is missing is put in, as the author would have to."""
    text = path.read_text().replace("at work\n", "at work\n  > a\n").replace("is safe\n", "is safe\n  > a\n")
    text = (
        text.replace("never\n", "never\n  > a\n")
        .replace("] A\n", "] A\n  > a\n")
        .replace("] B\n", "] B\n  > a\n")
    )
    problems = FileProblems("quiz.md")
    quiz, _ = load_quiz("quiz", text, 0.8, Renderer(Facts()), Places("c/quiz.md", [], {}), problems)
    assert quiz, problems.found
    return {question.key: question for question in quiz.questions}


@pytest.fixture
def gift(tmp_path):
    return take(BANKS / "bank.gift", tmp_path)


@pytest.fixture
def xml(tmp_path):
    return take(BANKS / "bank.xml", tmp_path)


def test_gift_questions_keep_their_kinds(gift):
    assert {key: question.kind for key, question in read_quiz(gift.target).items()} == {
        "who-refers": "single",
        "signs": "several",
        "one-sign-is-proof": "single",
        "numbers": "match",
        "the-person-should-be-met-if-you-can": "single",
        "odd-name": "single",
    }


def test_moodle_questions_keep_their_kinds(xml):
    assert {key: question.kind for key, question in read_quiz(xml.target).items()} == {
        "who-refers": "single",
        "proof": "single",
        "numbers": "match",
        "first-steps": "order",
        "picture": "single",
    }


def test_each_option_keeps_its_feedback(gift):
    options = read_quiz(gift.target)["who-refers"].options
    assert [(option.is_correct, option.feedback_html) for option in options] == [
        (False, '<p class="govuk-body">Only some bodies can.</p>'),
        (True, '<p class="govuk-body">Yes, with the person\'s agreement.</p>'),
        (False, '<p class="govuk-body">No.</p>'),
    ]


def test_feedback_of_a_true_or_false_goes_to_the_answer_that_it_is_about(gift):
    options = read_quiz(gift.target)["one-sign-is-proof"].options
    assert [(option.html, option.is_correct, "Right." in option.feedback_html) for option in options] == [
        ("True", False, False),
        ("False", True, True),
    ]


def test_feedback_of_the_whole_question_serves_options_without_their_own(xml):
    assert all("Signs add up." in option.feedback_html for option in read_quiz(xml.target)["proof"].options)


def test_a_long_question_is_split_into_context_and_question(xml):
    question = read_quiz(xml.target)["who-refers"]
    assert question.html == "Whom do you tell?"
    assert "<strong>afraid</strong> &amp; tired" in question.body_html


def test_signs_that_mean_something_to_us_stay_ordinary_words(gift):
    question = read_quiz(gift.target)["odd-name"]
    assert question.html == "Is 2 = 2 and {this} *fine*, <strong>really</strong>?"
    assert [option.html for option in question.options] == ["Yes, [x] it is", "No ~ never"]


def test_what_is_not_taken_is_named_with_its_line_and_why(gift):
    refused = [(note.line, note.name, note.message) for note in gift.notes if note.is_refusal]
    assert refused == [
        (25, "Typed", "the answer is typed"),
        (27, "Essay", "it asks for a text, which somebody would have to mark"),
        (29, "Year", "the answer is a number"),
        (31, "Signs are only signs.", "it has no answers"),
    ]


def refusals_and_statements(imported):
    return [note for note in imported.notes if note.is_refusal or "statement" in note.message]


def test_a_statement_that_becomes_a_heading_is_pointed_out(gift):
    remarks = [(note.name, note.mend) for note in gift.notes if "statement" in note.message]
    assert remarks == [("One sign is proof.", "make its heading a question, such as 'Is it true that …?'")]


def test_what_is_taken_only_in_part_is_named_too(xml):
    remarks = [(note.line, note.message) for note in xml.notes if note not in refusals_and_statements(xml)]
    shared = "its feedback is about the whole question, and was given to each option"
    assert remarks == [
        (12, shared),
        (19, "an answer that belongs to nothing was left out"),
        (27, shared),
        (42, "a picture was left out"),
    ]


def test_missing_feedback_is_left_for_the_author_and_named(gift):
    rows = gift.target.read_text().split("\n")
    assert [rows[problem.line - 1] for problem in gift.problems] == [
        "- [ ] at work",
        "- [x] where it is safe",
        "- [ ] No ~ never",
    ]


def test_the_report_counts_and_says_what_is_still_to_do(gift):
    report = gift.render()
    assert f"6 of 10 questions are now in {gift.target}." in report
    assert f"{gift.target}:42: the option has no feedback – add a line under it" in report


def test_options_of_different_worth_are_pointed_out(tmp_path):
    bank = tmp_path / "bank.gift"
    bank.write_text("Best? {=Call #a ~%50%Wait #b ~Run #c}")
    assert "worth more than others" in take(bank, tmp_path).notes[0].message


def test_a_quiz_that_is_there_is_not_overwritten(tmp_path):
    (tmp_path / "quiz.md").write_text("mine")
    with pytest.raises(InvalidInput, match="name another file, and copy the questions over"):
        take(BANKS / "bank.gift", tmp_path)
    assert (tmp_path / "quiz.md").read_text() == "mine"


def test_a_folder_that_was_not_there_is_named(tmp_path):
    imported = import_bank(BANKS / "bank.gift", tmp_path / "a" / "b" / "quiz.md", "Imported", Facts())
    assert f"Made a new folder: {tmp_path}/a/b." in imported.render()


def test_a_folder_that_was_there_is_not(gift):
    assert "Made a new folder" not in gift.render()


DOCUMENTS = [b"PK\x03\x04", b"\xd0\xcf\x11\xe0", b"%PDF-1.7", b"{\\rtf1", b"\x1f\x8b"]


@pytest.mark.parametrize("content", DOCUMENTS)
def test_a_document_is_refused_in_a_line_that_says_what_to_do(tmp_path, content):
    bank = tmp_path / "bank.docx"
    bank.write_bytes(content + b"\n\n{=a ~b}" * 50)
    with pytest.raises(UnreadableBank, match=r"^.* is a document or an archive, .* GIFT or Moodle XML\.$"):
        take(bank, tmp_path)


def test_a_text_that_is_no_bank_is_refused_in_a_line(tmp_path):
    bank = tmp_path / "bank.txt"
    bank.write_text("Some words.\n\n" * 200 + "Some {words}.\n\n" * 20)
    with pytest.raises(InvalidInput, match=r"^There is no question in .* looks like no question bank.*$"):
        take(bank, tmp_path)


def test_of_many_reasons_only_the_first_are_listed(tmp_path):
    bank = tmp_path / "bank.txt"
    bank.write_text("Say why. {}\n\n" * 200)
    with pytest.raises(InvalidInput) as caught:
        take(bank, tmp_path)
    assert len(str(caught.value).splitlines()) == 7
    assert str(caught.value).endswith("and 195 more")


ENTITIES = '<!DOCTYPE quiz [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;">]><quiz>&b;</quiz>'
OUTSIDE = '<!DOCTYPE quiz [<!ENTITY a SYSTEM "file:///etc/passwd">]><quiz>&a;</quiz>'


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (ENTITIES, "declares a document type"),
        (OUTSIDE, "declares a document type"),
        ("<quiz>" + "<a>" * 100, "nested too deeply"),
        ("<quiz><question></quiz>", "Line 1: this is not well-formed XML"),
        ("<html></html>", "begins with <html>"),
    ],
)
def test_a_harmful_or_broken_file_is_refused(tmp_path, content, message):
    bank = tmp_path / "bank.xml"
    bank.write_text(content)
    with pytest.raises(UnreadableBank, match=message):
        take(bank, tmp_path)


def test_a_script_in_a_question_does_not_come_along(tmp_path):
    bank = tmp_path / "bank.gift"
    bank.write_text("::A:: [html]<p>Who?<script>alert(1)</script></p><b onclick\\=x>Now</b> {=A#a ~B#b}")
    take(bank, tmp_path)
    assert "alert" not in (tmp_path / "quiz.md").read_text()
    assert "onclick" not in (tmp_path / "quiz.md").read_text()


@pytest.mark.parametrize(
    "text",
    ["", "{", "::a", "a {=", "a {~b", "a {->}", "}{", "::: x {=a ~b}", "a {=b -> c}", "a {=b -> c =d}"],
)
def test_a_mangled_bank_is_answered_in_words(tmp_path, text):
    bank = tmp_path / "bank.gift"
    bank.write_text(text)
    result = CliRunner().invoke(main, ["courses", "import", str(bank), "--to", str(tmp_path / "quiz.md")])
    assert "There is no question in" in result.output or "questions are now in" in result.output


def test_the_command_prints_the_report(tmp_path, monkeypatch):
    monkeypatch.setenv("LMS_COURSES", str(ROOT / "tests" / "content"))
    target = tmp_path / "quiz.md"
    result = CliRunner().invoke(main, ["courses", "import", str(BANKS / "bank.xml"), "--to", str(target)])
    assert "5 of 6 questions are now in" in result.output
