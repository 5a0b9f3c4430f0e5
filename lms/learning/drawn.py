"""Questions, exercises and results as pages show them: most of each is drawn once in a process, and kept.

Only what nobody has touched yet is kept, and the results that many have alike; the rest is drawn as it comes.
Content that is read anew consists of new objects, so that what was drawn of the old is not found again.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Sequence
from dataclasses import replace

from flask import current_app
from markupsafe import Markup

from lms.courses.exercises import Choice
from lms.courses.questions import Option
from lms.learning.asking import AskedQuestion
from lms.learning.lesson_page import ShownQuestion, ShownScenario
from lms.learning.responding import list_values
from lms.learning.results import QuestionResult
from lms.learning.stencils import POSITION, TOKEN, Blank, Stencil
from lms.web.forgery import csrf_token

# Some 3 kB each; the questions of all courses, with their usual results, come to a third of it.
MOST = 2_000
_BLANK = Blank()
_kept: dict[Hashable, tuple[object, Stencil]] = {}


def draw_questions(asked: Iterable[AskedQuestion], total: int) -> Markup:
    """The questions of a quiz of `total`, with their controls."""
    return Markup("".join([draw_question(each, total) for each in asked]))  # noqa: S704 – drawn by Jinja.


def draw_question(asked: AskedQuestion, total: int) -> Markup:
    """A question of a quiz of `total`, with its controls."""
    if not _is_untouched(asked):
        return _macro("_question.html", "question")(asked, total)

    def draw() -> Markup:
        # Nobody's question yet: it has no number.
        bare = replace(_in_file_order(asked), position=POSITION)  # type: ignore[arg-type]
        return _macro("_question.html", "question")(bare, total, blank=_BLANK)

    stencil = _keep(asked.question, (total,), asked.question.options, draw)
    return _fill(stencil, asked.options, {POSITION: str(asked.position)})


def draw_exercise(part: ShownQuestion | ShownScenario, page: str) -> Markup:
    """An exercise of the lesson at the address `page`, as far as its reader has come with it."""
    if isinstance(part, ShownScenario):
        return _draw_scenario(part, page)
    asked = part.asked
    if part.outcome or not _is_untouched(asked):
        return _macro("_exercise.html", "exercise")(part, page)

    def draw() -> Markup:
        bare = replace(part, asked=_in_file_order(asked))
        return _macro("_exercise.html", "exercise")(bare, page, blank=_BLANK)

    stencil = _keep(asked.question, (page, part.number), asked.question.options, draw)
    return _fill(stencil, asked.options, {TOKEN: csrf_token()})


def _draw_scenario(part: ShownScenario, page: str) -> Markup:
    if part.story.decisions or part.message or part.chosen:
        return _macro("_exercise.html", "exercise")(part, page)
    choices = part.story.now.choices

    def draw() -> Markup:
        return _macro("_exercise.html", "exercise")(replace(part, choices=choices), page, blank=_BLANK)

    stencil = _keep(part.scenario, (page, part.number), choices, draw)
    return _fill(stencil, part.choices, {TOKEN: csrf_token()})


def draw_results(results: Iterable[QuestionResult]) -> Markup:
    """What came of the questions of an attempt."""
    return Markup("".join([draw_result(each) for each in results]))  # noqa: S704 – drawn by Jinja.


def draw_result(result: QuestionResult) -> Markup:
    """What came of one question."""
    question = result.question
    if question is None or not result.is_as_asked:
        # The quiz was edited since then, and everybody may have kept something else of it.
        return _macro("_result.html", "section")(result)

    def draw() -> Markup:
        in_file_order = [option.key for option in question.options]
        bare = replace(result, position=POSITION, shown=in_file_order)  # type: ignore[arg-type]
        return _macro("_result.html", "section")(bare, blank=_BLANK)

    position = {POSITION: str(result.position)}
    if result.has_rows:
        stencil = _keep(question, (result.is_correct, tuple(result.chosen)), (), draw)
        return Markup(stencil.fill((), position))  # noqa: S704 – drawn by Jinja.
    stencil = _keep(question, (result.is_correct, frozenset(result.chosen)), question.options, draw)
    return Markup(stencil.fill(result.shown, position))  # noqa: S704 – drawn by Jinja.


def _is_untouched(asked: AskedQuestion) -> bool:
    return not (asked.message or asked.is_refused or any(asked.values))


def _in_file_order(asked: AskedQuestion) -> AskedQuestion:
    options = asked.question.options
    values = list_values(asked.question, [option.key for option in options], None)
    return replace(asked, options=options, values=values)


def _keep(
    content: object, also: tuple[Hashable, ...], options: Sequence[Option | Choice], draw: Callable[[], str]
) -> Stencil:
    """The stencil of this content and of what else it depends on; drawn if there is none yet."""
    # By identity, which says the same as all the words and takes no time. The content is kept with what was
    # drawn of it, so that no other can get its identity.
    key = (id(content), *also)
    kept = _kept.get(key)
    if kept is None or kept[0] is not content:
        if len(_kept) >= MOST:
            _kept.clear()
        kept = _kept[key] = content, Stencil(str(draw()), [option.key for option in options])
    return kept[1]


def _fill(stencil: Stencil, options: Sequence[Option | Choice], blanks: dict[str, str]) -> Markup:
    return Markup(stencil.fill([option.key for option in options], blanks))  # noqa: S704 – drawn by Jinja.


def _macro(template: str, name: str) -> Callable[..., Markup]:
    macro: Callable[..., Markup] = getattr(
        current_app.jinja_env.get_template(f"learning/{template}").module, name
    )
    return macro
