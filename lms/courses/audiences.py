"""For whom a block of a lesson can be written, and which of these a reader is.

A setting is where somebody works; it follows from the sector of their organisation unless they chose one.
A route is what the record of their organisation says: may it refer, must it notify?
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True)
class Setting:
    """`sectors` are the sectors of organisations whose people work in this setting."""

    name: str
    sectors: tuple[str, ...] = ()


SETTINGS: Mapping[str, Setting] = {
    "housing": Setting("Homes and housing", ("Housing and homelessness",)),
    "health": Setting("Health", ("Health", "Substance use and mental health")),
    "schools": Setting("Schools and youth work", ("Children, education and youth",)),
    "inspectors": Setting(
        "Councils, inspectors and licensing", ("Local government", "National government and regulators")
    ),
    "business": Setting("Hotels, employers and business", ("Business and enterprise",)),
    "care": Setting("The care sector"),
    "faith": Setting("Faith and community groups", ("Faith", "Civic and other")),
    "charities": Setting("Charities and victim support", ("Victim support and charities",)),
    "police": Setting("Police and justice", ("Police and justice",)),
}
# By what the organisation's record says: "yes", "part", "policy" or "no".
FIRST_RESPONDER: Mapping[str, str] = {
    "yes": "first-responder",
    "part": "first-responder-in-part",
    "no": "not-first-responder",
}
DUTY_TO_NOTIFY: Mapping[str, str] = {
    "yes": "duty-to-notify",
    "part": "duty-to-notify-in-part",
    "policy": "duty-to-notify-by-policy",
    "no": "no-duty-to-notify",
}
ROUTES: Mapping[str, str] = {
    "first-responder": "If your organisation is a first responder organisation",
    "first-responder-in-part": "If a part of your organisation is a first responder organisation",
    "not-first-responder": "If your organisation is not a first responder organisation",
    "duty-to-notify": "If the duty to notify binds your organisation",
    "duty-to-notify-in-part": "If the duty to notify binds a part of your organisation",
    "duty-to-notify-by-policy": "If your organisation notifies as a matter of policy",
    "no-duty-to-notify": "If the duty to notify does not bind your organisation",
}
AUDIENCES = frozenset(SETTINGS) | frozenset(ROUTES)


def write_title(audiences: tuple[str, ...]) -> str:
    """The heading of a block for these audiences."""
    routes = [ROUTES[key] for key in audiences if key in ROUTES]
    names = [SETTINGS[key].name for key in audiences if key in SETTINGS]
    if routes:
        first, *others = routes
        others += [f"if you work in: {name.lower()}" for name in names]
        return ", or ".join([first, *(other[0].lower() + other[1:] for other in others)])
    return "For " + " · ".join(name[0].lower() + name[1:] for name in names)


def find_setting(sector: str | None) -> str | None:
    """The setting of the people of an organisation in this sector."""
    return next((key for key, setting in SETTINGS.items() if sector in setting.sectors), None)


def list_audiences(
    setting: str | None, first_responder: str | None = None, duty_to_notify: str | None = None
) -> frozenset[str]:
    """The audiences that a reader belongs to; what is not known about them leaves its blocks closed."""
    found = {setting, FIRST_RESPONDER.get(first_responder or ""), DUTY_TO_NOTIFY.get(duty_to_notify or "")}
    return frozenset(key for key in found if key in AUDIENCES)
