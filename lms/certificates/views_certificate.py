"""One certificate: its PDF, its history, and, for a coordinator, taking it back."""

from __future__ import annotations

import logging
from io import BytesIO
from uuid import UUID

from flask import Response, abort, flash, redirect, render_template, send_file, url_for
from flask.typing import ResponseReturnValue

from lms.accounts.current import current_identity
from lms.certificates import holding, issuing
from lms.certificates.blueprint import bp
from lms.certificates.files import CertificateFile, find_pdf, print_pdf
from lms.certificates.forms import RevocationForm
from lms.certificates.glyphs import UnprintableName
from lms.certificates.models import Certificate
from lms.courses.live import catalogue
from lms.errors import InvalidInput
from lms.learning.updates import list_missed_by_completion

logger = logging.getLogger(__name__)
# What file systems refuse in a name.
_UNSAFE = str.maketrans(dict.fromkeys('\\/:*?"<>|', " "))


@bp.get("/certificates/<uuid:uuid>.pdf")
def pdf(uuid: UUID) -> Response:
    person = current_identity()
    label = holding.get_label(person, uuid)
    file = find_pdf(uuid) or _print(holding.get_certificate(person, uuid))
    response = send_file(
        BytesIO(file.content),
        mimetype="application/pdf",
        download_name=build_file_name(label),
        etag=file.digest,
    )
    # Kept by the browser, but shown again only after we were asked whether the person may still see it.
    response.headers["Cache-Control"] = "private, no-cache"
    return response


@bp.get("/certificates/<uuid:uuid>")
def certificate(uuid: UUID) -> str:
    person = current_identity()
    found = holding.get_certificate(person, uuid)
    is_own = found.person_id == person.id
    served = catalogue().list_courses()
    return render_template(
        "certificates/certificate.html",
        certificate=found,
        issued=holding.list_certificates_of(found.completion_id),
        is_own=is_own,
        missed=list_missed_by_completion(person, served).get(found.completion_id, []) if is_own else [],
        changed_on=None if is_own else holding.find_day_of_change(found, served),
    )


@bp.route("/certificates/<uuid:uuid>/revoke", methods=["GET", "POST"])
def revoke(uuid: UUID) -> ResponseReturnValue:
    person = current_identity()
    found = holding.get_certificate_to_revoke(person, uuid)
    form = RevocationForm()
    if not form.is_submitted():
        return render_template("certificates/revoke.html", certificate=found, form=form)
    try:
        issuing.revoke(found, form.reason.data or "", by=person)
    except InvalidInput as error:
        form.add_error(error.field, str(error))
        return render_template("certificates/revoke.html", certificate=found, form=form), 422
    flash("The certificate is revoked", "success")
    return redirect(url_for(".certificate", uuid=uuid), 303)


def _print(certificate: Certificate) -> CertificateFile:
    try:
        return print_pdf(certificate)
    except UnprintableName as error:
        # It could be printed when it was issued, on a machine with other fonts.
        logger.error("A certificate cannot be printed: install %s", {each.package for each in error.missing})
        abort(503)


def build_file_name(label: holding.Label) -> str:
    """A name for the file that any system takes: at most 255 bytes."""
    name = " ".join(label.name.translate(_UNSAFE).split())[:50]
    return f"Certificate {name} {label.completed_on.isoformat()}.pdf"
