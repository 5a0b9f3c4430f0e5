"""Forms of certificates."""

from __future__ import annotations

from lms.web.forms import FilterForm, GovForm, StringField, SubmitField, TextAreaField


class NameForm(GovForm):
    name = StringField("Your name, as it will be printed")
    submit = SubmitField("Get my certificate")


class CorrectionForm(GovForm):
    name = StringField("Your name, as it should be printed")
    submit = SubmitField("Get the corrected certificate")


class RevocationForm(GovForm):
    reason = TextAreaField(
        "Why are you revoking it?",
        description="The holder can read this. Whoever checks the code only sees that it was revoked.",
    )
    submit = SubmitField("Revoke this certificate")


class VerifyForm(FilterForm):
    code = StringField(
        "Verification code",
        description="12 letters and numbers, like K7QM-2XHD-9RTA. Capitals and hyphens do not matter.",
    )
