"""Where somebody works: which examples of lessons are open for them."""

from __future__ import annotations

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from lms.accounts.current import current_person
from lms.learning import readers
from lms.learning.blueprint import bp
from lms.learning.forms import SettingForm


@bp.route("/account/setting", methods=["GET", "POST"])
def setting() -> ResponseReturnValue:
    person = current_person()
    form = SettingForm(data={"setting": person.setting or ""})
    if form.validate_on_submit():
        readers.choose_setting(person, form.setting.data or None)
        flash("Where you work has been saved.", "success")
        return redirect(url_for("accounts.account"), 303)
    status = 422 if form.errors else 200
    return render_template("learning/setting.html", section="account", form=form), status
