"""From a drafted question to the one that is asked: words rendered, keys checked, gaps reported."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence

from lms.courses.braces import Braced, read_braces
from lms.courses.checks import BOX
from lms.courses.drafts import DraftOption, DraftPair, DraftQuestion, drop_table_head
from lms.courses.facts import EXPRESSION, Facts
from lms.courses.markdown import Page, Renderer
from lms.courses.problems import FileProblems
from lms.courses.questions import Option, Prompt, Question, QuestionKind
from lms.courses.scenes import check_regions, has_region, read_region, take_drawing
from lms.courses.sources import digest

FEWEST = {"choice": 2, "order": 3, "match": 2}


def build_question(
    draft: DraftQuestion, head: Braced, page: Page, renderer: Renderer, problems: FileProblems
) -> Question:
    """The question. `head` is its heading without the braces; its key is required elsewhere."""
    check_words(head.words, draft.line, problems)
    if draft.form == "match":
        return _build_match(draft, head, page, renderer, problems)
    options = tuple(_build_option(option, page, renderer, problems) for option in draft.options)
    _check_options(draft, options, problems)
    kind = _kind_of(draft, options)
    drawing = None
    if kind == "scene":
        drawing = take_drawing(draft.body, draft.line, page, renderer.facts, problems)
        check_regions(draft, options, drawing, problems)
    return Question(
        key=head.key or "",
        kind=kind,
        html=renderer.render_inline(head.words, page),
        body_html=renderer.render("\n".join(draft.body), page),
        options=options,
        drawing=drawing,
        module=head.values.get("module"),
    )


def _kind_of(draft: DraftQuestion, options: Sequence[Option]) -> QuestionKind:
    if draft.form == "order":
        return "order"
    if any(has_region(option) for option in draft.options):
        return "scene"
    return "single" if sum(option.is_correct for option in options) == 1 else "several"


def _build_option(draft: DraftOption, page: Page, renderer: Renderer, problems: FileProblems) -> Option:
    head = read_braces(" ".join(draft.text), draft.line, problems, names=("at",))
    feedback = "\n".join(draft.feedback).strip()
    if not head.words:
        problems.error(draft.line, "the option has no words", "write them after the box")
    if not feedback:
        problems.error(
            draft.line, "the option has no feedback", "add a line under it: '  > Why it is right or wrong.'"
        )
    check_words(head.words, draft.line, problems)
    check_calls(head.words, draft.line, renderer.facts, problems)
    return Option(
        key=head.key or key_of_words(head.words),
        html=renderer.render_inline(head.words, page),
        is_correct=draft.is_correct,
        feedback_html=renderer.render(feedback, page),
        region=read_region(head.values["at"], draft.line, problems) if "at" in head.values else None,
    )


def _build_match(
    draft: DraftQuestion, head: Braced, page: Page, renderer: Renderer, problems: FileProblems
) -> Question:
    pairs = drop_table_head(draft, problems)
    feedback = "\n".join(draft.feedback).strip()
    if not feedback:
        problems.error(draft.line, "the question has no feedback", "add '> Why they belong together.' below")
    if len(pairs) < FEWEST["match"]:
        problems.error(draft.line, "there are fewer than two rows to match", "add rows to the table")
    options: dict[str, Option] = {}
    prompts: list[Prompt] = []
    for pair in pairs:
        left, right = _read_pair(pair, renderer.facts, problems)
        answer = right.key or key_of_words(right.words)
        options.setdefault(answer, Option(answer, renderer.render_inline(right.words, page), True, ""))
        key = left.key or key_of_words(left.words)
        if key in {prompt.key for prompt in prompts}:
            problems.error(pair.line, "this left side stands here twice", "keep one of the two rows")
        prompts.append(Prompt(key, renderer.render_inline(left.words, page), answer))
    if len(options) == 1:
        problems.error(draft.line, "every row has the same right side", "give at least two different ones")
    return Question(
        key=head.key or "",
        kind="match",
        html=renderer.render_inline(head.words, page),
        body_html=renderer.render("\n".join(draft.body), page),
        options=tuple(options.values()),
        prompts=tuple(prompts),
        feedback_html=renderer.render(feedback, page),
        module=head.values.get("module"),
    )


def _read_pair(pair: DraftPair, facts: Facts, problems: FileProblems) -> tuple[Braced, Braced]:
    left = read_braces(pair.left, pair.line, problems)
    right = read_braces(pair.right, pair.line, problems)
    for side in (left, right):
        if not side.words:
            problems.error(pair.line, "a side of this row is empty", "write what belongs there")
        check_words(side.words, pair.line, problems)
        check_calls(side.words, pair.line, facts, problems)
    return left, right


def check_words(words: str, line: int, problems: FileProblems) -> None:
    """What is chosen from has neither a second box nor a link in it."""
    if BOX.search(words):
        problems.error(
            line, "there is a second box in these words", "leave one box, at the beginning of the option"
        )
    if re.search(r"\]\(|<https?:", words):
        problems.error(
            line, "there is a link in what is chosen from", "move it to the feedback or above the options"
        )


def check_calls(words: str, line: int, facts: Facts, problems: FileProblems) -> None:
    """A tap on what is chosen must not start a call, so a phone number there would be no link."""
    for found in EXPRESSION.finditer(words):
        if (facts.find_address(found[1], found[2]) or "").startswith("tel:"):
            message = f"the phone number {found[1]!r} cannot be called from what is chosen"
            problems.warning(line, message, "name the service here, and put the number into the feedback")


def _check_options(draft: DraftQuestion, options: Sequence[Option], problems: FileProblems) -> None:
    if draft.form == "order":
        if len(options) < FEWEST["order"]:
            problems.error(draft.line, "there are fewer than three steps to put in order", "add one")
    elif len(options) < FEWEST["choice"]:
        problems.error(
            draft.line, "there are fewer than two options", "add '- [ ] …' lines under the question"
        )
    elif not any(option.is_correct for option in options):
        problems.error(draft.line, "no option is right", "mark one or more with [x]")
    elif all(option.is_correct for option in options):
        problems.error(draft.line, "every option is right", "add at least one that is wrong: '- [ ] …'")
    _check_keys(draft.options, options, problems)


def _check_keys(drafts: Sequence[DraftOption], options: Sequence[Option], problems: FileProblems) -> None:
    keys: set[str] = set()
    for draft, option in zip(drafts, options, strict=True):
        if option.key in keys:
            same = "words" if option.key == key_of_words(" ".join(draft.text)) else f"key {option.key!r}"
            message = f"two options of this question have the same {same}"
            problems.error(draft.line, message, "give this one its own key, or other words")
        keys.add(option.key)


def require_key(head: Braced, line: int, what: str, problems: FileProblems) -> None:
    """Report a question, check, scene or scenario without a key or without words."""
    if head.key is None:
        problems.error(line, f"the {what} has no key", "end the heading with one: {#who-refers}")
    if not head.words:
        problems.error(line, f"the {what} has no words", "write '## The question? {#its-key}'")


def report_doubles(lines: Collection[tuple[int, str]], what: str, problems: FileProblems) -> None:
    """Report each key that was used before. `lines` are the lines with the keys that stand there."""
    keys: set[str] = set()
    for line, key in lines:
        if key and key in keys:
            problems.error(line, f"the key {key!r} is used twice", f"give this {what} its own")
        keys.add(key)


def key_of_words(words: str) -> str:
    """The key of what has none: other words, another key."""
    return digest([" ".join(words.split())])[:8]
