"""A person's own certificates: getting one, opening it, correcting the name on it."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from lms.accounts.current import current_identity
from lms.accounts.identity import Asker
from lms.certificates import congratulating as congratulating  # so that its job has a handler
from lms.certificates import holding, issuing
from lms.certificates import (
    views_certificate as views_certificate,
)  # so that its pages hang on the blueprint too
from lms.certificates import views_verify as views_verify
from lms.certificates.blueprint import bp
from lms.certificates.forms import CorrectionForm, NameForm
from lms.certificates.glyphs import tidy_text
from lms.certificates.models import Certificate
from lms.courses.live import catalogue
from lms.courses.model import Course
from lms.errors import InvalidInput
from lms.learning.models import Completion
from lms.learning.updates import list_missed_by_completion

__all__ = ["bp"]


@dataclass(frozen=True)
class Due:
    """A completion whose certificate can be had. `course` is None when it has been taken off the site."""

    completion: Completion
    course: Course | None
    form: NameForm


@bp.get("/certificates")
def mine() -> str:
    return _mine(current_identity())


@bp.post("/certificates/completions/<uuid:uuid>/issue")
def issue(uuid: UUID) -> ResponseReturnValue:
    person = current_identity()
    completion = holding.get_own_completion(person, uuid)
    form = NameForm()
    try:
        certificate = issuing.issue(
            completion, catalogue().get_course(completion.course), form.name.data or ""
        )
    except InvalidInput as error:
        form.add_error(error.field, str(error))
        return _mine(person, completion, form), 422
    flash(f"Your certificate is ready, made out to {certificate.name}", "success")
    return redirect(url_for(".mine"), 303)


@bp.route("/certificates/<uuid:uuid>/reissue", methods=["GET", "POST"])
def reissue(uuid: UUID) -> ResponseReturnValue:
    certificate = holding.get_own_certificate(current_identity(), uuid)
    form = CorrectionForm(name=certificate.name)
    if not form.is_submitted():
        return _correction(certificate, form)
    try:
        corrected = issuing.reissue(certificate, form.name.data or "")
    except InvalidInput as error:
        form.add_error(error.field, str(error))
        return _correction(certificate, form), 422
    flash(f"Your certificate is ready, made out to {corrected.name}", "success")
    return redirect(url_for(".mine"), 303)


def _correction(certificate: Certificate, form: CorrectionForm) -> str:
    return render_template("certificates/reissue.html", certificate=certificate, form=form)


def _mine(person: Asker, failed: Completion | None = None, failed_form: NameForm | None = None) -> str:
    served = catalogue().list_courses()
    courses = {course.key: course for course in served}
    due = [
        Due(
            each,
            courses.get(each.course),
            failed_form if failed_form and each is failed else _name_form(person),
        )
        for each in holding.list_due_completions(person)
    ]
    for each in due:
        # Several of these forms stand on one page.
        each.form.name.id = f"name-{each.completion.uuid}"
    return render_template(
        "certificates/mine.html",
        due=due,
        certificates=holding.list_certificates(person),
        missed=list_missed_by_completion(person, served),
        form=failed_form,
    )


def _name_form(person: Asker) -> NameForm:
    return NameForm(formdata=None, name=tidy_text(person.name))
