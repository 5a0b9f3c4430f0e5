import pytest
from wtforms.validators import InputRequired

from lms.web import forms
from tests.web.tiny import draw, fill

CHOICES = {"health": "Health", "housing": "Housing & homelessness"}


class TextForm(forms.GovForm):
    name = forms.StringField(
        "Full name",
        description="As it should stand on the certificate",
        validators=[InputRequired("Enter your full name")],
        render_kw={"autocomplete": "name", "data_extra": "x"},
    )
    email = forms.EmailField("E-mail address", validators=[InputRequired("Enter your e-mail address")])
    password = forms.PasswordField("Password", render_kw={"autocomplete": "new-password"})
    reason = forms.TextAreaField("Reason", render_kw={"rows": 3})
    count = forms.IntegerField("How many")
    send = forms.SubmitField("Continue")


class ChoiceForm(forms.GovForm):
    sector = forms.RadioField("Sector", choices=CHOICES, validators=[InputRequired("Choose a sector")])
    topics = forms.CheckboxesField("Topics", choices=CHOICES)
    agreed = forms.BooleanField("I have read it", validators=[InputRequired("Tick the box")])
    place = forms.SelectField("Place", choices=CHOICES)
    organisation = forms.OrganisationField("Organisation", choices=CHOICES)


def test_a_text_input_has_its_label_hint_and_attributes():
    drawn = draw(TextForm)
    assert drawn.described_by("name") == "As it should stand on the certificate"
    assert drawn.by_id("name").get("autocomplete") == "name"
    assert drawn.by_id("name").get("data-extra") == "x"


def test_an_error_stands_beside_its_field_and_in_the_summary():
    drawn = draw(TextForm, {"name": "", "email": "a@example.org"})
    assert drawn.described_by("name").endswith("Error: Enter your full name")
    assert drawn.summary == [("#name", "Enter your full name")]


def test_what_was_typed_is_kept_and_escaped():
    drawn = draw(TextForm, {"name": 'Siân "Ŵyn" <b>', "email": "", "reason": "one\n  two\n\nthree & <four>"})
    assert drawn.by_id("name").get("value") == 'Siân "Ŵyn" <b>'
    assert (drawn.by_id("reason").text or "") == "one\n  two\n\nthree & <four>"


def test_white_space_around_a_line_is_dropped():
    form, _ = fill(TextForm, {"name": "  Ana  ", "email": " ana@example.org "})
    assert (form.name.data, form.email.data) == ("Ana", "ana@example.org")


def test_a_password_is_never_sent_back():
    drawn = draw(TextForm, {"name": "", "email": "", "password": "correct horse"})
    assert drawn.by_id("password").get("value") is None
    assert drawn.by_id("password").get("autocomplete") == "new-password"


def test_an_email_input_helps_the_browser():
    field = draw(TextForm).by_id("email")
    assert (field.get("type"), field.get("autocomplete"), field.get("spellcheck")) == (
        "email",
        "email",
        "false",
    )


def test_what_is_no_number_is_kept_for_mending():
    drawn = draw(TextForm, {"name": "x", "email": "y", "count": "many"})
    assert drawn.by_id("count").get("value") == "many"
    assert drawn.summary == [("#count", "Enter a whole number, like 30")]


def test_a_button_cannot_be_pressed_twice_at_once():
    (button,) = draw(TextForm).all("button")[-1:]
    assert (button.get("type"), button.get("data-prevent-double-click")) == ("submit", "true")


def test_radios_are_a_group_with_a_legend_and_the_summary_leads_to_the_first():
    drawn = draw(ChoiceForm, {})
    assert "".join(drawn.all("legend")[0].itertext()).strip() == "Sector"
    assert ("#sector", "Choose a sector") in drawn.summary
    assert drawn.by_id("sector").get("value") == "health"


def test_chosen_options_stay_chosen():
    sent = {
        "sector": "housing",
        "topics": ["housing"],
        "agreed": "y",
        "place": "housing",
        "organisation": "housing",
    }
    drawn = draw(ChoiceForm, sent)
    checked = [
        (node.get("name"), node.get("value"))
        for node in drawn.all("input")
        if node.get("checked") is not None
    ]
    selected = [node.get("value") for node in drawn.all("option") if node.get("selected") is not None]
    assert checked == [("sector", "housing"), ("topics", "housing"), ("agreed", "y")]
    assert selected == ["housing", "housing"]


def test_a_value_that_was_not_offered_is_an_error():
    drawn = draw(ChoiceForm, {"sector": "sea", "agreed": "y", "place": "health", "organisation": "health"})
    assert drawn.summary == [("#sector", "Choose one of the options")]


def test_a_single_tick_box_has_no_legend_and_says_its_error():
    drawn = draw(ChoiceForm, {"sector": "health", "place": "health", "organisation": "health"})
    assert drawn.summary == [("#agreed", "Tick the box")]
    assert drawn.text("agreed-error") == "Error: Tick the box"


def test_an_organisation_list_is_marked_for_the_picker():
    assert draw(ChoiceForm).by_id("organisation").get("data-organisation-picker") is not None


def test_hints_can_stand_below_single_options():
    class Form(forms.GovForm):
        role = forms.RadioField(
            "Role", choices={"lead": "Lead"}, render_kw={"item_hints": {"lead": "Sees reports"}}
        )

    assert draw(Form).described_by("role") == "Sees reports"


def test_a_label_can_be_the_heading_of_the_page():
    class Form(forms.GovForm):
        role = forms.RadioField(
            "Role",
            choices={"lead": "Lead"},
            render_kw={"page_heading": True, "label_classes": "govuk-fieldset__legend--l"},
        )

    (heading,) = draw(Form).all("h1")
    assert "".join(heading.itertext()).strip() == "Role"


def test_what_a_rule_finds_later_is_said_beside_the_field():
    form, _ = fill(TextForm, {"name": "x", "email": "a@example.org"})
    form.add_error("email", "This address has signed up already")
    assert form.error_links == [("email", "This address has signed up already")]


@pytest.mark.parametrize("sent", [None, {}])
def test_a_form_without_faults_has_no_summary(sent):
    class Form(forms.GovForm):
        name = forms.StringField("Name")

    assert draw(Form, sent).summary == []


def test_a_filter_form_needs_no_token():
    class Form(forms.FilterForm):
        search = forms.StringField("Search")

    form, _ = fill(Form, {"search": "trust"})
    assert "csrf_token" not in form
