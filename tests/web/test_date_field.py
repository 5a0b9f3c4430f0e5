from datetime import date

import pytest
from wtforms.validators import InputRequired, Optional

from lms.web.forms import DateField, GovForm
from tests.web.tiny import draw, fill


class RequiredForm(GovForm):
    held_on = DateField("Date of the session", validators=[InputRequired("Enter the date of the session")])


class OptionalForm(GovForm):
    held_on = DateField("Date of the session", validators=[Optional()])


def typed(day="", month="", year=""):
    return {"held_on-day": day, "held_on-month": month, "held_on-year": year}


def test_three_inputs_make_a_date():
    form, drawn = fill(RequiredForm, typed("7", "11", "2026"))
    assert form.held_on.data == date(2026, 11, 7)
    assert drawn.summary == []


@pytest.mark.parametrize(
    ("sent", "message"),
    [
        (typed(), "Enter the date of the session"),
        ({}, "Enter the date of the session"),
        (typed(day="7", year="2026"), "Date of the session must include a month"),
        (typed(day="7"), "Date of the session must include a month and a year"),
        (typed("31", "2", "2026"), "Date of the session must be a real date, for example 27 3 2026"),
        (typed("7", "11", "26"), "Date of the session must be a real date, for example 27 3 2026"),
        (typed("seven", "11", "2026"), "Date of the session must be a real date, for example 27 3 2026"),
    ],
)
def test_what_is_no_date_is_said_and_the_summary_leads_to_the_first_input(sent, message):
    form, drawn = fill(RequiredForm, sent)
    assert drawn.summary == [("#held_on-day", message)]
    assert form.held_on.data is None


def test_what_was_typed_is_kept():
    drawn = draw(RequiredForm, typed("31", "2", "2026"))
    assert drawn.by_id("held_on-day").get("value") == "31"
    assert "govuk-input--error" in (drawn.by_id("held_on-year").get("class") or "")


@pytest.mark.parametrize("sent", [{}, typed()])
def test_an_optional_date_may_be_missing(sent):
    form, drawn = fill(OptionalForm, sent)
    assert (form.held_on.data, drawn.summary) == (None, [])


def test_a_date_that_is_known_is_shown():
    drawn = draw(RequiredForm, data={"held_on": date(2026, 3, 9)})
    assert [drawn.by_id(f"held_on-{part}").get("value") for part in ("day", "month", "year")] == [
        "9",
        "3",
        "2026",
    ]
