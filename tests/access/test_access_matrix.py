"""Every address, for everyone: who gets in, who is shown the door, for whom it does not exist."""

from __future__ import annotations

import pytest
from flask import Flask
from werkzeug.routing import Rule

from lms.app import PUBLIC
from tests.access.scene import Scene, make_scene
from tests.cast import Cast
from tests.pages import Browser

ROLES = ("signed out", "alice", "una", "harold", "lena", "cora")

# What a role meets: O it gets in (a page, a redirect onward, or a form with an error), D the door (it has
# to sign in first), F it may see the thing but not do this, N there is no such thing for it.
EVERYONE = "OOOOOO"
SIGNED_IN = "DOOOOO"
ALICES = "DONNNN"
REPORTS = "DNNOOO"
COUNCILS = "DNNNOO"
COORDINATORS = "DNNNNO"

# method, path with names of the scene, and what each of ROLES meets.
MATRIX = {
    ("GET", "/"): EVERYONE,
    ("GET", "/accessibility"): EVERYONE,
    ("GET", "/account"): SIGNED_IN,
    ("GET", "/account/name"): SIGNED_IN,
    ("POST", "/account/name"): SIGNED_IN,
    ("GET", "/account/organisation"): SIGNED_IN,
    ("POST", "/account/organisation"): SIGNED_IN,
    ("GET", "/account/password"): SIGNED_IN,
    ("POST", "/account/password"): SIGNED_IN,
    ("POST", "/account/password/remove"): SIGNED_IN,
    ("GET", "/account/setting"): SIGNED_IN,
    ("POST", "/account/setting"): SIGNED_IN,
    ("POST", "/account/sign-out-everywhere"): SIGNED_IN,
    ("GET", "/certificates"): SIGNED_IN,
    ("GET", "/certificates/<certificate>"): "DONNOO",
    ("GET", "/certificates/<certificate>.pdf"): "DONNOO",
    ("GET", "/certificates/<certificate>/reissue"): ALICES,
    ("POST", "/certificates/<certificate>/reissue"): ALICES,
    ("GET", "/certificates/<certificate>/revoke"): COORDINATORS,
    ("POST", "/certificates/<certificate>/revoke"): COORDINATORS,
    ("POST", "/certificates/completions/<completion>/issue"): ALICES,
    ("GET", "/courses"): EVERYONE,
    ("GET", "/courses/first-steps"): EVERYONE,
    # Her latest completion is older than the change.
    ("GET", "/courses/first-steps/changes/3"): ALICES,
    ("POST", "/courses/first-steps/changes/3"): ALICES,
    ("GET", "/courses/first-steps/completed"): ALICES,
    ("GET", "/courses/first-steps/continue"): SIGNED_IN,
    ("GET", "/courses/first-steps/pictures/door.svg"): EVERYONE,
    ("POST", "/courses/first-steps/start"): SIGNED_IN,
    ("GET", "/courses/first-steps/looking/a-door"): SIGNED_IN,
    ("POST", "/courses/first-steps/looking/a-door"): ALICES,
    ("POST", "/courses/first-steps/acting/the-call/practice/danger"): ALICES,
    ("GET", "/courses/first-steps/quiz"): SIGNED_IN,
    ("POST", "/courses/first-steps/quiz/attempts"): ALICES,
    ("GET", "/courses/first-steps/looking/quiz"): SIGNED_IN,
    ("POST", "/courses/first-steps/looking/quiz/attempts"): ALICES,
    ("GET", "/courses/first-steps/looking/quiz/attempts/<attempt>"): ALICES,
    ("POST", "/courses/first-steps/looking/quiz/attempts/<attempt>"): ALICES,
    ("POST", "/courses/first-steps/looking/quiz/attempts/<attempt>/responses/1"): ALICES,
    ("GET", "/courses/first-steps/looking/quiz/attempts/<submitted>/result"): ALICES,
    ("POST", "/courses/first-steps/looking/quiz/attempts/<attempt>/result"): ALICES,
    # An attempt of one quiz is not found under the address of another.
    ("GET", "/courses/first-steps/quiz/attempts/<attempt>"): "DNNNNN",
    ("POST", "/courses/first-steps/quiz/attempts/<attempt>"): "DNNNNN",
    ("POST", "/courses/first-steps/quiz/attempts/<attempt>/responses/1"): "DNNNNN",
    ("GET", "/courses/first-steps/quiz/attempts/<submitted>/result"): "DNNNNN",
    ("POST", "/courses/first-steps/quiz/attempts/<attempt>/result"): "DNNNNN",
    ("GET", "/courses/first-steps/survey/before"): ALICES,
    ("POST", "/courses/first-steps/survey/before"): ALICES,
    ("POST", "/courses/first-steps/survey/before/skip"): ALICES,
    ("GET", "/courses/first-steps/survey/later"): ALICES,
    ("GET", "/facts"): COORDINATORS,
    ("GET", "/goal"): EVERYONE,
    ("GET", "/goal.json"): EVERYONE,
    ("GET", "/healthz"): EVERYONE,
    ("GET", "/invitations"): SIGNED_IN,
    ("POST", "/invitations/<invitation_to_alice>/accept"): ALICES,
    ("POST", "/invitations/<invitation_to_alice>/decline"): ALICES,
    ("POST", "/invitations/<invitation>/withdraw"): COUNCILS,
    ("POST", "/memberships/<membership>/confirm"): COUNCILS,
    ("POST", "/memberships/<membership>/end"): COUNCILS,
    ("POST", "/memberships/<membership>/role"): "DNNNFO",
    ("GET", "/organisations"): COORDINATORS,
    ("GET", "/organisations/new"): COORDINATORS,
    ("POST", "/organisations/new"): COORDINATORS,
    ("GET", "/organisations/<council>/people"): COUNCILS,
    ("GET", "/organisations/<council>/invitations/new"): COUNCILS,
    ("POST", "/organisations/<council>/invitations/new"): COUNCILS,
    ("GET", "/organisations/<council>/settings"): COORDINATORS,
    ("POST", "/organisations/<council>/settings"): COORDINATORS,
    ("GET", "/partners"): EVERYONE,
    ("GET", "/privacy"): EVERYONE,
    ("GET", "/report-a-concern"): EVERYONE,
    ("GET", "/reports/practice"): COORDINATORS,
    ("GET", "/reports/organisations"): REPORTS,
    ("GET", "/reports/organisations.csv"): "DNNNNO",
    ("GET", "/reports/organisations/<council>"): COUNCILS,
    ("GET", "/reports/organisations/<council>.csv"): COUNCILS,
    ("GET", "/reports/organisations/<council>.xlsx"): COUNCILS,
    ("GET", "/reports/confidence"): REPORTS,
    ("GET", "/reports/confidence?organisation=<council>"): COUNCILS,
    ("GET", "/reports/confidence.csv"): REPORTS,
    ("GET", "/reports/confidence.csv?organisation=<council>"): COUNCILS,
    ("GET", "/sign-in"): EVERYONE,
    ("POST", "/sign-in"): EVERYONE,
    ("GET", "/sign-in/code"): EVERYONE,
    ("POST", "/sign-in/code"): EVERYONE,
    ("GET", "/sign-in/link/nobody-has-this-token"): EVERYONE,
    ("POST", "/sign-in/link/nobody-has-this-token"): EVERYONE,
    ("GET", "/sign-in/password"): EVERYONE,
    ("POST", "/sign-in/password"): EVERYONE,
    ("POST", "/sign-out"): SIGNED_IN,
    ("GET", "/sign-up"): EVERYONE,
    ("POST", "/sign-up"): EVERYONE,
    ("GET", "/static/0/app.css"): "NNNNNN",
    ("GET", "/verify"): EVERYONE,
    ("GET", "/verify/<code>"): EVERYONE,
}
# A form that offers no choice is never sent empty by a page.
SENT = {"/memberships/<membership>/role": {"role": "training_lead"}}
# Where the door is the right place to end.
ENDS_AT_THE_DOOR = {"/account/sign-out-everywhere", "/sign-in/code", "/sign-up"}
CASES = [
    (method, path, role, met)
    for (method, path), row in MATRIX.items()
    for role, met in zip(ROLES, row, strict=True)
]


@pytest.fixture
def scene(cast: Cast) -> Scene:
    return make_scene(cast)


@pytest.mark.parametrize(("method", "path", "role", "met"), CASES)
def test_each_role_meets_what_it_should(
    browser: Browser, cast: Cast, scene: Scene, method: str, path: str, role: str, met: str
) -> None:
    path_in_matrix = path
    for name, value in scene.values.items():
        path = path.replace(f"<{name}>", value)
    if role != "signed out":
        browser.sign_in_as(getattr(cast, role))
    response = browser.fetch(path) if method == "GET" else browser.post(path, **SENT.get(path_in_matrix, {}))
    location = response.location or ""
    is_shown_the_door = response.status_code == 303 and location.partition("?")[0] == "/sign-in"
    meets = {
        "O": response.status_code < 400 or response.status_code in {410, 422},
        "D": is_shown_the_door,
        "F": response.status_code == 403,
        "N": response.status_code == 404,
    }
    assert meets[met], f"{response.status_code} {location}"
    assert met == "D" or not is_shown_the_door or path in ENDS_AT_THE_DOOR, "shown the door"


def test_every_address_is_in_the_matrix(app: Flask, cast: Cast, scene: Scene) -> None:
    adapter = app.url_map.bind("localhost")
    covered = set()
    for method, path in MATRIX:
        for name, value in scene.values.items():
            path = path.replace(f"<{name}>", value)
        endpoint, _ = adapter.match(path.partition("?")[0], method)
        covered.add((method, endpoint))
    assert {
        (method, rule.endpoint) for rule in app.url_map.iter_rules() for method in list_methods(rule)
    } <= covered


def list_methods(rule: Rule) -> set[str]:
    return (rule.methods or set()) - {"HEAD", "OPTIONS"}


def test_what_is_public_exists(app: Flask) -> None:
    assert {rule.endpoint for rule in app.url_map.iter_rules()} >= PUBLIC
