"""What may stand in each YAML file, as pydantic models, and how their complaints read to an author."""

from __future__ import annotations

import datetime
import re
from typing import Annotated, Any, Literal, TypeVar

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    StringConstraints,
    ValidationError,
)
from pydantic_core import ErrorDetails

from lms.courses.marked_yaml import MarkedYaml, Place
from lms.courses.model import FactKind, FactStatus
from lms.courses.problems import FileProblems, suggest

KEY = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")

Text = Annotated[
    str,
    StringConstraints(strip_whitespace=True, min_length=1),
    AfterValidator(lambda text: " ".join(text.split())),
]
Minutes = Annotated[int, Field(ge=1, le=600)]
Share = Annotated[float, Field(gt=0, le=1)]


class Strict(BaseModel):
    model_config = ConfigDict(strict=True, extra="forbid", frozen=True)


SettingKey = Literal[
    "housing", "health", "schools", "inspectors", "business", "care", "faith", "charities", "police"
]


class FactSchema(Strict):
    label: Text
    kind: FactKind
    value: Text
    note: Text | None = None
    source: Text
    url: Annotated[str, StringConstraints(pattern=r"^https?://\S+$")] | None = None
    checked: datetime.date | None = None
    review_by: datetime.date
    status: FactStatus
    owner: Text


class ChangeSchema(Strict):
    version: Annotated[int, Field(ge=1)]
    date: datetime.date
    kind: Literal["material", "editorial"]
    summary: Text


class CourseSchema(Strict):
    title: Text
    summary: Text
    tier: Annotated[int, Field(ge=1, le=3)]
    audience: Text
    minutes: Minutes
    pass_mark: Share
    valid_months: Annotated[int, Field(ge=1, le=120)]
    qualifying: bool
    version: Annotated[int, Field(ge=1)]
    changes: Annotated[list[ChangeSchema], Field(min_length=1)]
    owner: Text
    reviewed: datetime.date
    review_by: datetime.date
    content_note: Text | None = None
    settings: list[SettingKey] = []


# The subjects of the training framework that Skills for Care and St Mary's University launched in 2020.
Subject = Literal[
    "what-it-is",
    "law-and-rights",
    "person-centred-care",
    "care-and-support",
    "risk-and-demand",
    "self-in-practice",
]


class OutcomeSchema(Strict):
    outcome: Text
    subject: Subject | None = None


# An outcome may be given as words alone.
Outcome = Annotated[
    OutcomeSchema,
    BeforeValidator(lambda value: {"outcome": value} if isinstance(value, str) else value),
]


class ConfirmationSchema(Strict):
    what: Text
    who: Text
    confirmed: datetime.date | None = None
    by: Text | None = None


class ModuleSchema(Strict):
    title: Text
    summary: Text
    minutes: Minutes
    outcomes: Annotated[list[Outcome], Field(min_length=1)]
    sources: list[Text] = []
    confirm: list[ConfirmationSchema] = []


class ConfidenceSchema(Strict):
    spotting: Text
    talking: Text
    first_step: Annotated[Text, Field(alias="first-step")]
    whom_to_call: Annotated[Text, Field(alias="whom-to-call")]
    my_limits: Annotated[Text, Field(alias="my-limits")]


class SurveySchema(Strict):
    title: Text
    confidence: ConfidenceSchema


class LessonSchema(Strict):
    title: Text
    minutes: Minutes


class QuizSchema(Strict):
    title: Text
    pass_mark: Share | None = None
    draw: Annotated[int, Field(ge=1)] | None = None
    order: Literal["shuffled", "fixed"] = "shuffled"
    max_attempts: Annotated[int, Field(ge=1)] | None = None


Model = TypeVar("Model", bound=BaseModel)

_MEND_NUMBER = "write a whole number without quotes, such as 12"
_MEND_DATE = "write a date as 2026-11-22, without quotes"
_WRONG_KIND = {
    "string_type": ("is not a text", "write words; put a number or a date in quotes"),
    "string_too_short": ("is empty", "write something there"),
    "string_pattern_mismatch": ("is no address", "give a whole address that begins with https://"),
    "int_type": ("is not a whole number", _MEND_NUMBER),
    "int_from_float": ("is not a whole number", _MEND_NUMBER),
    "float_type": ("is not a number", "write a number without quotes, such as 0.8"),
    "finite_number": ("is not a number", "write a number such as 0.8"),
    "bool_type": ("is neither true nor false", "write true or false"),
    "date_type": ("is not a date", _MEND_DATE),
    "date_from_datetime_inexact": ("has a time of day", _MEND_DATE),
    "list_type": ("is not a list", "write one line for each item, beginning with a hyphen"),
    "model_type": ("is not made of values with names", "write indented lines of the form 'name: value'"),
    "too_short": ("is empty", "add at least one item"),
    "greater_than": ("is too small", "write more than {gt}"),
    "greater_than_equal": ("is too small", "write at least {ge}"),
    "less_than_equal": ("is too large", "write at most {le}"),
}


_INNER: dict[str, type[BaseModel]] = {
    "changes": ChangeSchema,
    "outcomes": OutcomeSchema,
    "confirm": ConfirmationSchema,
    "confidence": ConfidenceSchema,
}


def _names_in(schema: type[BaseModel]) -> list[str]:
    return [each.alias or name for name, each in schema.model_fields.items()]


def read_as(schema: type[Model], marked: MarkedYaml, problems: FileProblems, at: Place = ()) -> Model | None:
    """The values at the place `at` as a `schema`, or None with every complaint as a problem of its line."""
    value: Any = marked.value
    for step in at:
        value = value[step]
    try:
        return schema.model_validate(value)
    except ValidationError as error:
        for detail in error.errors(include_url=False):
            _report(detail, schema, marked, problems, at)
    return None


def _report(
    detail: ErrorDetails, schema: type[BaseModel], marked: MarkedYaml, problems: FileProblems, at: Place
) -> None:
    place = tuple(detail["loc"])
    name = ".".join(str(step + 1 if isinstance(step, int) else step) for step in place)
    line = marked.line_of((*at, *place))
    kind = detail["type"]
    if kind == "extra_forbidden":
        known = _INNER.get(str(place[0]), schema) if len(place) > 1 else schema
        problems.error(line, f"{name!r} is not known here", suggest(str(place[-1]), _names_in(known)))
    elif kind == "missing":
        problems.error(line, f"{name!r} is missing", "add it")
    elif kind == "model_type" and not place:
        problems.error(line, "there are no values here", f"write {', '.join(_names_in(schema))}")
    elif kind == "literal_error":
        given = "empty" if detail["input"] is None else repr(str(detail["input"])[:40])
        problems.error(line, f"{name!r} is {given}", f"write one of {detail['ctx']['expected']}")
    else:
        what, mend = _WRONG_KIND.get(kind, ("cannot be read", "correct the value"))
        is_empty = detail["input"] is None
        problems.error(
            line,
            f"{name!r} {'is empty' if is_empty else what}",
            mend.format(**detail.get("ctx", {})),
        )
