"""Reading a scenario: headings are its steps, and a list of links to other steps is the decision."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from lms.courses.braces import Braced, read_braces
from lms.courses.building import check_calls, key_of_words, report_doubles, require_key
from lms.courses.drafts import FEEDBACK, Row
from lms.courses.exercises import Choice, Rating, Scenario, ScenarioStep
from lms.courses.markdown import Page, Renderer
from lms.courses.problems import FileProblems, suggest

_HEADING = re.compile(r" {0,3}(#{1,6})\s+(.*?)\s*")
_CHOICE = re.compile(r" {0,3}[-*+]\s+\[(.*)\]\(\s*#?([^)\s]*)\s*\)(.*)")
_BEGUN_CHOICE = re.compile(r" {0,3}[-*+]\s+\[")
_RATINGS: dict[str, Rating] = {"best": "best", "acceptable": "acceptable", "unsafe": "unsafe"}
# A story longer than this is a course.
MOST_STEPS = 40
_WRITE_CHOICE = "write '- [What you do](#key-of-a-step) {best}', or {acceptable}, or {unsafe}"


@dataclass
class _DraftChoice:
    line: int
    words: str
    leads_to: str
    braces: str
    feedback: list[str] = field(default_factory=list)


@dataclass
class _DraftStep:
    line: int
    heading: Braced
    body: list[str] = field(default_factory=list)
    choices: list[_DraftChoice] = field(default_factory=list)


def build_scenario(
    head: Braced, text: str, first_line: int, page: Page, renderer: Renderer, problems: FileProblems
) -> Scenario:
    """The scenario whose title and key are in `head`, with everything wrong in it reported."""
    require_key(head, first_line - 1, "scenario", problems)
    intro, drafts = _split_steps(text, first_line, problems)
    if len(drafts) > MOST_STEPS:
        problems.error(drafts[MOST_STEPS].line, f"there are more than {MOST_STEPS} steps", "make two of it")
        drafts = []
    elif not drafts:
        problems.error(first_line - 1, "the scenario has no steps", "write one: '### At the door {#door}'")
    steps = tuple(_build_step(draft, page, renderer, problems) for draft in drafts)
    report_doubles([(draft.line, draft.heading.key or "") for draft in drafts], "step", problems)
    _check_ways(drafts, problems)
    return Scenario(
        key=head.key or "",
        title=renderer.facts.fill_text(head.words),
        html=renderer.render("\n".join(intro), page),
        steps=steps,
    )


def _split_steps(text: str, first_line: int, problems: FileProblems) -> tuple[list[str], list[_DraftStep]]:
    intro: list[str] = []
    drafts: list[_DraftStep] = []
    for line, row in _join_choices(text.split("\n"), first_line):
        heading = _HEADING.fullmatch(row)
        if heading:
            if len(heading[1]) != 3:
                problems.error(line, "a step is a level-3 heading", "write '### At the door {#door}'")
            words = read_braces(heading[2], line, problems)
            require_key(words, line, "step", problems)
            drafts.append(_DraftStep(line, words))
        elif drafts:
            _take_row(drafts[-1], row, line, problems)
        elif _BEGUN_CHOICE.match(row):
            problems.error(line, "this choice belongs to no step", "write '### At the door {#door}' above it")
        else:
            intro.append(row)
    return intro, drafts


def _join_choices(rows: Sequence[str], first_line: int) -> list[Row]:
    """The rows with their lines; a choice that runs over several lines is one row, at the first of them."""
    joined: list[Row] = []
    is_choice = False
    for line, row in enumerate(rows, first_line):
        if is_choice and row.startswith(" ") and row.strip() and not FEEDBACK.fullmatch(row):
            joined[-1] = (joined[-1][0], f"{joined[-1][1].rstrip()} {row.strip()}")
            continue
        is_choice = _BEGUN_CHOICE.match(row) is not None
        joined.append((line, row))
    return joined


def _take_row(draft: _DraftStep, row: str, line: int, problems: FileProblems) -> None:
    choice = _CHOICE.fullmatch(row)
    feedback = FEEDBACK.fullmatch(row)
    if choice:
        draft.choices.append(_DraftChoice(line, choice[1], choice[2], choice[3].strip()))
    elif _BEGUN_CHOICE.match(row):
        problems.error(line, "this choice cannot be read", _WRITE_CHOICE)
    elif not draft.choices:
        draft.body.append(row)
    elif feedback:
        draft.choices[-1].feedback.append(feedback[2])
    elif row.startswith("  ") and draft.choices[-1].feedback:
        draft.choices[-1].feedback.append(row.strip())
    elif row.strip():
        problems.error(line, "this is neither a choice nor its feedback", _WRITE_CHOICE)


def _build_step(draft: _DraftStep, page: Page, renderer: Renderer, problems: FileProblems) -> ScenarioStep:
    if not any(row.strip() for row in draft.body):
        problems.error(draft.line, "this step says nothing", "write what happens under its heading")
    choices = tuple(_build_choice(choice, page, renderer, problems) for choice in draft.choices)
    if len(choices) == 1:
        problems.error(draft.line, "one choice is no decision", "offer two or more, or none for an ending")
    if choices and not any(choice.rating == "best" for choice in choices):
        problems.error(draft.line, "no choice is best", "mark one with {best}")
    report_doubles(
        [(drafted.line, choice.key) for drafted, choice in zip(draft.choices, choices, strict=True)],
        "choice",
        problems,
    )
    return ScenarioStep(
        key=draft.heading.key or "",
        title=renderer.facts.fill_text(draft.heading.words),
        html=renderer.render("\n".join(draft.body), page),
        choices=choices,
    )


def _build_choice(draft: _DraftChoice, page: Page, renderer: Renderer, problems: FileProblems) -> Choice:
    braces = read_braces(f"x {draft.braces}", draft.line, problems, marks=_RATINGS)
    feedback = "\n".join(draft.feedback).strip()
    if len(braces.marks) != 1 or braces.words != "x":
        mend = f"{_WRITE_CHOICE}; feedback goes on the line below, after '  > '"
        problems.error(draft.line, "this choice is not marked", mend)
    if not draft.words.strip():
        problems.error(draft.line, "the choice has no words", _WRITE_CHOICE)
    if not feedback:
        problems.error(
            draft.line,
            "the choice has no feedback",
            "add a line under it: '  > What that leads to, and why.'",
        )
    check_calls(draft.words, draft.line, renderer.facts, problems)
    return Choice(
        key=braces.key or key_of_words(draft.words),
        html=renderer.render_inline(draft.words, page),
        leads_to=draft.leads_to,
        rating=_RATINGS[braces.marks[0]] if braces.marks else "acceptable",
        feedback_html=renderer.render(feedback, page),
    )


def _check_ways(drafts: Sequence[_DraftStep], problems: FileProblems) -> None:
    """Every link leads to a step, every step can be reached, and no path comes back to where it was."""
    by_key = {draft.heading.key: draft for draft in drafts if draft.heading.key}
    for draft in drafts:
        for choice in draft.choices:
            if choice.leads_to not in by_key:
                message = f"there is no step {choice.leads_to!r} in this scenario"
                problems.error(choice.line, message, suggest(choice.leads_to, by_key))
    reached: set[str] = set()
    if drafts and drafts[0].heading.key:
        _walk(drafts[0].heading.key, by_key, [], reached, problems)
    for key, draft in by_key.items():
        if key not in reached:
            problems.error(
                draft.line, f"nothing leads to the step {key!r}", f"add a choice that links to #{key}"
            )


def _walk(
    key: str, by_key: dict[str, _DraftStep], path: list[str], reached: set[str], problems: FileProblems
) -> None:
    reached.add(key)
    for choice in by_key[key].choices:
        if choice.leads_to in (*path, key):
            problems.error(
                choice.line, "this choice leads back to where the reader was", "lead on to another step"
            )
        elif choice.leads_to in by_key and choice.leads_to not in reached:
            _walk(choice.leads_to, by_key, [*path, key], reached, problems)
