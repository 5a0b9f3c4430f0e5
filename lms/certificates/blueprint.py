"""The blueprint of the pages of certificates; each `views` file hangs its own on it."""

from __future__ import annotations

from flask import Blueprint

from lms import clock
from lms.certificates.issuing import can_correct
from lms.certificates.models import Certificate
from lms.certificates.verification import State, state

bp = Blueprint("certificates", __name__, template_folder="templates")
bp.add_app_template_global(can_correct, "can_correct_certificate")


@bp.app_template_global("certificate_state")
def state_today(certificate: Certificate) -> State:
    return state(certificate, clock.today())
