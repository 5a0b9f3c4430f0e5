"""The forms of signing in and up, and of one's own account."""

from __future__ import annotations

from typing import Any

from wtforms import Field
from wtforms.validators import InputRequired, Length, ValidationError

from lms.accounts.addresses import NOT_AN_ADDRESS, parse_email
from lms.accounts.models import Organisation
from lms.errors import InvalidInput
from lms.web.forms import (
    BooleanField,
    EmailField,
    GovForm,
    HiddenField,
    OrganisationField,
    PasswordField,
    StringField,
    SubmitField,
)

STAY_HINT = "For 30 days. Do not tick this on a computer that others use."


def status(form: GovForm) -> int:
    """The status of a page with this form: 422 when something in it has to be mended."""
    return 422 if form.errors else 200


def is_an_address(_form: GovForm, field: Field) -> None:
    """Leaves the address in its one form in `data`; what was typed is kept when it is wrong."""
    try:
        field.data = parse_email(field.data or "")
    except InvalidInput as error:
        raise ValidationError(str(error)) from error


class AddressForm(GovForm):
    """Ask for a mailed link."""

    email = EmailField("E-mail address", validators=[InputRequired(NOT_AN_ADDRESS), is_an_address])
    next = HiddenField()
    send = SubmitField("Continue")


class StayForm(GovForm):
    """The one question when a link is used."""

    stay = BooleanField("Keep me signed in on this device", description=STAY_HINT)
    sign_in = SubmitField("Sign in")


class CodeForm(GovForm):
    code = StringField(
        "6-digit code",
        validators=[InputRequired("Enter the 6 digits from the e-mail")],
        render_kw={
            "autocomplete": "one-time-code",
            "inputmode": "numeric",
            "classes": "govuk-input--width-10",
        },
    )
    stay = BooleanField("Keep me signed in on this device", description=STAY_HINT)
    sign_in = SubmitField("Continue")


class PasswordSignInForm(GovForm):
    email = EmailField(
        "E-mail address",
        validators=[InputRequired(NOT_AN_ADDRESS), is_an_address],
        render_kw={"autocomplete": "username"},
    )
    password = PasswordField("Password", validators=[InputRequired("Enter your password")])
    stay = BooleanField("Keep me signed in on this device", description=STAY_HINT)
    next = HiddenField()
    sign_in = SubmitField("Sign in")


class NameForm(GovForm):
    name = StringField(
        "Full name",
        description="As it should be printed on your certificate.",
        validators=[InputRequired("Enter your full name"), Length(max=200)],
        render_kw={"autocomplete": "name", "spellcheck": False},
    )
    save = SubmitField("Save")


class OrganisationForm(GovForm):
    """Choose from the partners, or say that one's own is not among them."""

    organisation = OrganisationField(
        "Organisation",
        description="Where you work or volunteer. Start to type its name, or choose from the list.",
    )
    not_listed = BooleanField("My organisation is not in the list")
    save = SubmitField("Save")

    def offer(self, organisations: list[Organisation], chosen: Organisation | None) -> None:
        """Fill the list; `chosen` is selected until something else is sent."""
        self.organisation.choices = {"": ""} | {str(each.uuid): each.name for each in organisations}
        if chosen and not self.is_submitted():
            self.organisation.data = str(chosen.uuid)

    def validate_organisation(self, field: Field) -> None:
        if not field.data and not self.not_listed.data:
            raise ValidationError("Choose your organisation, or tick the box below the list")


class SignUpForm(OrganisationForm):
    name = StringField(
        "Full name",
        description="As it should be printed on your certificate.",
        validators=[InputRequired("Enter your full name")],
        render_kw={"autocomplete": "name", "spellcheck": False},
    )
    save = SubmitField("Start learning")

    def __iter__(self) -> Any:
        """In the order of the page, so that the summary of errors has the name first."""
        return iter([self["name"], *(field for field in super().__iter__() if field.name != "name")])


class NewPasswordForm(GovForm):
    password = PasswordField(
        "New password",
        description="At least 12 characters. Three or four words that do not belong together are good.",
        validators=[InputRequired("Enter a password")],
        render_kw={"autocomplete": "new-password"},
    )
    save = SubmitField("Save password")
