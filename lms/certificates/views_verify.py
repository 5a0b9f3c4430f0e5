"""For whoever is handed a certificate: is it ours, and is it still good? Needs no sign-in."""

from __future__ import annotations

from flask import make_response, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from lms.certificates import verification
from lms.certificates.blueprint import bp
from lms.certificates.codes import LENGTH, parse_code
from lms.certificates.forms import VerifyForm


@bp.get("/verify")
def verify_form() -> ResponseReturnValue:
    form = VerifyForm(formdata=request.args)
    if "code" not in request.args:
        return render_template("certificates/verify_form.html", form=form)
    code = parse_code(form.code.data or "")
    if code is None:
        form.add_error("code", _what_is_wrong(form.code.data or ""))
        return render_template("certificates/verify_form.html", form=form), 422
    return redirect(url_for(".verify", code=code), 303)


@bp.get("/verify/<code>")
def verify(code: str) -> ResponseReturnValue:
    canonical = parse_code(code)
    if canonical and canonical != code:
        return redirect(url_for(".verify", code=canonical), 308)
    certificate = verification.find_certificate(canonical) if canonical else None
    response = make_response(
        # What cannot be a code is not repeated: the page must not say what a link's author wants it to say.
        render_template("certificates/verify.html", certificate=certificate, code=canonical),
        200 if certificate else 404,
    )
    response.headers["X-Robots-Tag"] = "noindex"
    return response


def _what_is_wrong(typed: str) -> str:
    count = sum(each.isalnum() for each in typed)
    if not count:
        return "Enter the code that is printed on the certificate"
    if count != LENGTH:
        return f"The code has {LENGTH} letters and numbers. You entered {count}"
    return "Check the code again: it never has 0, 1, I, L or O in it"
