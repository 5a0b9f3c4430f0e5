"""Forms in GOV.UK's patterns: WTForms fields that draw themselves, each with its label, hint and error.

A field's `description` is its hint; what else can be set is described in `lms.web.widgets`. Messages stand
beside the field and, linked, in the summary on top (`forms.html`); what was typed is kept.
"""

import wtforms
from flask_wtf import FlaskForm

from lms.web import widgets
from lms.web.date_field import DateField

__all__ = [
    "BooleanField",
    "CheckboxesField",
    "DateField",
    "EmailField",
    "FilterForm",
    "GovForm",
    "HiddenField",
    "IntegerField",
    "OrganisationField",
    "PasswordField",
    "RadioField",
    "SelectField",
    "StringField",
    "SubmitField",
    "TextAreaField",
]

HiddenField = wtforms.HiddenField


class StringField(wtforms.StringField):
    """One line of text, without the white space around it."""

    widget = widgets.TextInput()

    def process_formdata(self, valuelist: list[str]) -> None:
        super().process_formdata([value.strip() for value in valuelist])


class EmailField(StringField):
    widget = widgets.EmailInput()


class IntegerField(wtforms.IntegerField):
    """A whole number, typed into a text input: a number input changes when somebody scrolls over it."""

    widget = widgets.TextInput()


class PasswordField(wtforms.PasswordField):
    widget = widgets.PasswordInput()


class TextAreaField(wtforms.TextAreaField):
    widget = widgets.TextArea()


class SelectField(wtforms.SelectField):
    widget = widgets.Select()


class OrganisationField(wtforms.SelectField):
    """One of a long list. The page loads organisation-picker.css and .js, which let people type."""

    widget = widgets.OrganisationSelect()


class RadioField(wtforms.RadioField):
    widget = widgets.Radios()


class CheckboxesField(wtforms.SelectMultipleField):
    widget = widgets.Checkboxes()


class BooleanField(wtforms.BooleanField):
    """A single checkbox."""

    widget = widgets.TickBox()


class SubmitField(wtforms.SubmitField):
    widget = widgets.SubmitButton()


# What WTForms says by itself, in the words of GOV.UK's style: what to do, not what is invalid.
PLAIN_WORDS = {
    "Invalid email address.": "Enter an e-mail address in the correct format, like name@example.org",
    "Invalid Choice: could not coerce.": "Choose one of the options",
    "Not a valid choice.": "Choose one of the options",
    "Not a valid integer value.": "Enter a whole number, like 30",
    "This field is required.": "Fill in this field",
}


class PlainWords:
    """Stands where WTForms expects translations."""

    def gettext(self, message: str) -> str:
        return PLAIN_WORDS.get(message, message)

    def ngettext(self, singular: str, plural: str, number: int) -> str:
        return singular if number == 1 else plural


class GovForm(FlaskForm):
    """A form that changes something: sent by POST, with a token against forgery."""

    class Meta:
        def get_translations(self, _form: object) -> PlainWords:
            return PlainWords()

    def add_error(self, field: str, message: str) -> None:
        """Say beside a field what a rule found only after the form itself was valid."""
        self[field].errors = [*self[field].errors, message]

    @property
    def error_links(self) -> list[tuple[str, str]]:
        """(id of the input, message) in the order of the fields; no id where the whole form is meant."""
        links = [
            (getattr(field, "first_id", field.id), str(field.errors[0])) for field in self if field.errors
        ]
        return links + [("", str(error)) for error in self.form_errors]


class FilterForm(GovForm):
    """A form that only asks, sent by GET: give it `formdata=request.args`."""

    class Meta:
        csrf = False
