"""The forms of learners."""

from __future__ import annotations

from lms.courses.audiences import SETTINGS
from lms.web.forms import GovForm, RadioField, SubmitField


class SettingForm(GovForm):
    """Where somebody works, so that the examples of that setting are open for them."""

    setting = RadioField(
        "Where do you work?",
        description="The examples that fit open first in lessons. You can read the others at any time.",
        choices={"": "Go by my organisation"} | {key: each.name for key, each in SETTINGS.items()},
    )
    save = SubmitField("Save")
