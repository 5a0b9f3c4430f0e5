"""The forms of those who answer for people and organisations."""

from __future__ import annotations

from collections.abc import Sequence

from wtforms.validators import InputRequired, Length

from lms.accounts.models import Role
from lms.web.forms import (
    BooleanField,
    FilterForm,
    GovForm,
    RadioField,
    SelectField,
    StringField,
    SubmitField,
    TextAreaField,
)

ROLES = {Role.LEARNER.value: "Learner", Role.TRAINING_LEAD.value: "Training lead"}


class InviteForm(GovForm):
    addresses = TextAreaField(
        "E-mail addresses",
        description="One on each line.",
        validators=[InputRequired("Enter at least one e-mail address")],
        render_kw={"rows": 8, "spellcheck": False, "autocomplete": "off"},
    )
    send = SubmitField("Send invitations")


class InviteWithRoleForm(InviteForm):
    """For a coordinator, who may invite training leads too."""

    role = RadioField("Invite them as", choices=ROLES, default=Role.LEARNER.value)
    send = SubmitField("Send invitations")


class OrganisationFilterForm(FilterForm):
    search = StringField("Name or domain")
    sector = SelectField("Sector")
    show = SubmitField("Search")

    def offer(self, sectors: Sequence[str]) -> None:
        self.sector.choices = {"": "All sectors"} | {each: each for each in sectors}


class NewOrganisationForm(GovForm):
    name = StringField(
        "Name", validators=[InputRequired("Enter the name of the organisation"), Length(max=200)]
    )
    sector = StringField(
        "Sector",
        validators=[InputRequired("Enter the sector"), Length(max=100)],
        render_kw={"list": "sectors"},
    )
    domains = TextAreaField(
        "Domains of e-mail addresses",
        description="One on each line, such as northford.gov.uk. New learners with such an address find this "
        "organisation chosen for them.",
        render_kw={"rows": 4, "spellcheck": False},
    )
    save = SubmitField("Save")


class OrganisationSettingsForm(NewOrganisationForm):
    is_closed = BooleanField(
        "This organisation has closed",
        description="Nobody can join it any more. What its people completed stays in the reports.",
    )
    save = SubmitField("Save")
