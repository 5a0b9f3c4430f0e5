"""WTForms widgets that draw with the Jinja macros of GOV.UK Frontend.

Options, given as `render_kw` of a field or when it is drawn: `classes` of the input, `label_classes`,
`page_heading` (the label or legend is the page's h1), `hint` (instead of the field's description; may be
Markup), and those named at each widget. Anything else becomes an attribute of the input.
"""

from collections.abc import Mapping
from functools import cache
from typing import Any

from jinja2 import Environment, PackageLoader, PrefixLoader
from markupsafe import Markup

Params = dict[str, Any]


@cache
def _environment() -> Environment:
    loader = PrefixLoader({"govuk_frontend_jinja": PackageLoader("govuk_frontend_jinja")})
    return Environment(loader=loader, autoescape=True)


def draw(component: str, macro: str, params: Mapping[str, Any]) -> Markup:
    """One component of GOV.UK Frontend as HTML, for example `draw("details", "govukDetails", {…})`."""
    template = _environment().get_template(f"govuk_frontend_jinja/components/{component}/macro.html")
    return Markup(getattr(template.module, macro)(params).strip())  # noqa: S704 - the macros escape


def text_or_html(text: object) -> Params:
    """Plain text is escaped by the macros; only Markup is taken as HTML."""
    return {"html": text} if isinstance(text, Markup) else {"text": str(text)}


class GovWidget:
    """What all widgets share: label, hint, error, classes and further attributes."""

    component = ""
    macro = ""
    own_options: tuple[str, ...] = ()

    def __call__(self, field: Any, **options: Any) -> Markup:
        params = self.shared(field, options)
        for name in self.own_options:
            if name in options:
                params[name] = options.pop(name)
        params |= self.own(field)
        params["attributes"] = {key.replace("_", "-"): value for key, value in options.items()}
        return draw(self.component, self.macro, params)

    def shared(self, field: Any, options: Params) -> Params:
        params: Params = {"id": field.id, "name": field.name}
        params["classes"] = options.pop("classes", "")
        hint = options.pop("hint", field.description)
        if hint:
            params["hint"] = text_or_html(hint)
        if field.errors:
            params["errorMessage"] = {"text": str(field.errors[0])}
        heading = {
            **text_or_html(field.label.text),
            "classes": options.pop("label_classes", ""),
            "isPageHeading": options.pop("page_heading", False),
        }
        return params | self.headed(heading)

    def headed(self, heading: Params) -> Params:
        """A single input has a label; a group of inputs has a legend."""
        return {"label": heading}

    def own(self, _field: Any, /) -> Params:
        """What this widget adds."""
        return {}


class TextInput(GovWidget):
    """Options: autocomplete, inputmode, spellcheck, autocapitalize, prefix and suffix (`{"text": …}`)."""

    component = "input"
    macro = "govukInput"
    own_options = ("autocomplete", "inputmode", "spellcheck", "autocapitalize", "prefix", "suffix")

    def __init__(self, input_type: str = "text") -> None:
        self.input_type = input_type

    def own(self, field: Any, /) -> Params:
        return {"type": self.input_type, "value": field._value()}


class EmailInput(TextInput):
    def __init__(self) -> None:
        super().__init__("email")

    def own(self, field: Any, /) -> Params:
        return {"spellcheck": False, "autocomplete": "email", "autocapitalize": "none"} | super().own(field)


class PasswordInput(GovWidget):
    """Option: autocomplete, `current-password` (default) or `new-password`. The value is never sent back."""

    component = "password-input"
    macro = "govukPasswordInput"
    own_options = ("autocomplete",)


class TextArea(GovWidget):
    """Options: rows, spellcheck, autocomplete."""

    component = "textarea"
    macro = "govukTextarea"
    own_options = ("rows", "spellcheck", "autocomplete")

    def own(self, field: Any, /) -> Params:
        return {"value": field._value()}


class Select(GovWidget):
    component = "select"
    macro = "govukSelect"

    def own(self, field: Any, /) -> Params:
        items = [
            {"value": choice.value, "text": str(choice.label), "selected": choice.selected}
            for choice in field.iter_choices()
        ]
        return {"items": items}


class OrganisationSelect(Select):
    """A list of organisations that `organisation-picker.js`, loaded on that page, makes searchable."""

    def shared(self, field: Any, options: Params) -> Params:
        options["data_organisation_picker"] = ""
        return super().shared(field, options)


class Group(GovWidget):
    """Several inputs under one legend. Option: `item_hints`, hints by the value of the choice."""

    def headed(self, heading: Params) -> Params:
        return {"fieldset": {"legend": heading}}

    def shared(self, field: Any, options: Params) -> Params:
        hints = options.pop("item_hints", {})
        items = [
            {
                "value": str(choice.value),
                **text_or_html(choice.label),
                "checked": choice.selected,
                "hint": text_or_html(hints[choice.value]) if choice.value in hints else None,
            }
            for choice in field.iter_choices()
        ]
        return super().shared(field, options) | {"idPrefix": field.id, "items": items}


class Radios(Group):
    component = "radios"
    macro = "govukRadios"


class Checkboxes(Group):
    component = "checkboxes"
    macro = "govukCheckboxes"


class TickBox(GovWidget):
    """One checkbox that stands alone: its label is beside it, and there is no legend."""

    component = "checkboxes"
    macro = "govukCheckboxes"

    def shared(self, field: Any, options: Params) -> Params:
        shared = super().shared(field, options)
        label, hint = shared.pop("label"), shared.pop("hint", None)
        item = {**text_or_html(field.label.text), "value": "y", "checked": bool(field.data), "hint": hint}
        item["label"] = {"classes": label["classes"]}
        return shared | {"idPrefix": field.id, "items": [item]}


class DateInput(GovWidget):
    """Day, month and year. The field offers `parts`: (name, typed text) in that order."""

    component = "date-input"
    macro = "govukDateInput"

    def headed(self, heading: Params) -> Params:
        return {"fieldset": {"legend": heading}}

    def own(self, field: Any, /) -> Params:
        error = " govuk-input--error" if field.errors else ""
        return {
            "namePrefix": field.name,
            "items": [
                {
                    "name": name,
                    "value": typed,
                    "classes": f"govuk-input--width-{4 if name == 'year' else 2}{error}",
                }
                for name, typed in field.parts
            ],
        }


class SubmitButton(GovWidget):
    """Options: `secondary` and `warning`, true for that look of the button."""

    def __call__(self, field: Any, **options: Any) -> Markup:
        looks = [f"govuk-button--{look}" for look in ("secondary", "warning") if options.pop(look, False)]
        params = {
            "text": field.label.text,
            "name": field.name,
            "value": "1",
            "preventDoubleClick": True,
            "classes": " ".join([*looks, options.pop("classes", "")]).strip(),
            "attributes": {"id": field.id} | options,
        }
        return draw("button", "govukButton", params)
