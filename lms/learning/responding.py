"""What the controls of one question send, and what is kept of it. Pure.

A question's controls send values in the order in which they stand on the page: the keys that are ticked; for
an order the place of each item; for a match the key put beside each row. Kept are keys (`Response.chosen`):
of an order in the order given, of a match one for each row. A place or row that is still empty keeps "".
"""

from __future__ import annotations

from collections.abc import Sequence

from lms.courses.model import Question
from lms.errors import InvalidInput

FIELD = "response"
NOT_OFFERED = "Select from the options on this page"


def is_left_alone(question: Question, given: Sequence[str]) -> bool:
    """Whether a page that sends these values says nothing about the question.

    Boxes that are all empty send nothing, and that is a response taken back. Nobody can empty a radio button.
    """
    return not given and question.kind not in {"several", "scene"}


def read_response(question: Question, offered: Sequence[str], given: Sequence[str]) -> list[str] | None:
    """What to keep of the values; None when every control is empty.

    `offered` are the options' keys in the order shown. Raises InvalidInput for what the page does not offer,
    for two options where one is asked for, and for two items in the same place.
    """
    if question.kind == "order":
        kept = _read_places(offered, given)
    elif question.kind == "match":
        kept = _read_rows(question, offered, given)
    else:
        kept = _read_ticked(question, offered, given)
    return kept if any(kept) else None


def _read_ticked(question: Question, offered: Sequence[str], given: Sequence[str]) -> list[str]:
    ticked = set(given)
    if not ticked <= set(offered):
        raise InvalidInput(FIELD, NOT_OFFERED)
    if question.kind == "single" and len(ticked) > 1:
        raise InvalidInput(FIELD, "Select one option only")
    return [key for key in offered if key in ticked]


def _read_places(offered: Sequence[str], given: Sequence[str]) -> list[str]:
    places = {str(place): place for place in range(1, len(offered) + 1)}
    if len(given) != len(offered) or not set(given) <= {"", *places}:
        raise InvalidInput(FIELD, NOT_OFFERED)
    kept = [""] * len(offered)
    for key, place in zip(offered, given, strict=True):
        if not place:
            continue
        if kept[places[place] - 1]:
            raise InvalidInput(FIELD, f"Give each one a different number: {place} is there twice")
        kept[places[place] - 1] = key
    return kept


def _read_rows(question: Question, offered: Sequence[str], given: Sequence[str]) -> list[str]:
    if len(given) != len(question.prompts) or not set(given) <= {"", *offered}:
        raise InvalidInput(FIELD, NOT_OFFERED)
    return list(given)


def list_values(question: Question, offered: Sequence[str], chosen: Sequence[str] | None) -> list[str]:
    """The values that the question's controls show for what was kept: the way back of `read_response`."""
    if question.kind == "order":
        places = {key: str(place) for place, key in enumerate(chosen or (), 1) if key}
        return [places.get(key, "") for key in offered]
    if question.kind == "match":
        return list(chosen or [""] * len(question.prompts))
    return list(chosen or ())


def is_complete(question: Question, chosen: Sequence[str] | None) -> bool:
    """Whether the question is answered, and not only in part."""
    if question.kind == "order":
        return bool(chosen) and all(chosen or ())
    if question.kind == "match":
        return len(chosen or ()) == len(question.prompts) and all(chosen or ())
    return bool(chosen)
