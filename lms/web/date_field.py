"""A date typed as day, month and year, in GOV.UK's pattern."""

from datetime import date
from typing import Any

import wtforms
from wtforms.utils import unset_value

from lms.web.widgets import DateInput

PARTS = ("day", "month", "year")


class DateField(wtforms.Field):
    """`data` is a date, or None while nothing that can be read was typed; missing inputs count as empty."""

    widget = DateInput()
    data: date | None

    def __init__(self, *args: Any, **options: Any) -> None:
        self.typed = dict.fromkeys(PARTS, "")
        super().__init__(*args, **options)

    @property
    def first_id(self) -> str:
        """Where the error summary leads."""
        return f"{self.id}-day"

    @property
    def parts(self) -> list[tuple[str, str]]:
        return list(self.typed.items())

    def process(self, formdata: Any, data: Any = unset_value, extra_filters: Any = None) -> None:
        super().process(None, data, extra_filters)
        if isinstance(self.data, date):
            self.typed = {part: str(getattr(self.data, part)) for part in PARTS}
        names = {part: f"{self.name}-{part}" for part in PARTS}
        if formdata is None or not any(name in formdata for name in names.values()):
            return
        self.typed = {part: formdata.get(name, "").strip() for part, name in names.items()}
        # The validators of WTForms ask here whether anything was sent.
        self.raw_data = ["-".join(filter(None, self.typed.values()))]
        try:
            self.data = self._read()
        except ValueError as problem:
            self.data = None
            self.process_errors = [str(problem)]

    def _read(self) -> date | None:
        """What was typed as a date, None for nothing. Raises ValueError with a message for the page."""
        if not any(self.typed.values()):
            return None
        if missing := [part for part in PARTS if not self.typed[part]]:
            raise ValueError(f"{self.label.text} must include a {' and a '.join(missing)}")
        try:
            day, month, year = (int(self.typed[part]) for part in PARTS)
            if len(self.typed["year"]) != 4:
                raise ValueError
            return date(year, month, day)
        except ValueError:
            raise ValueError(f"{self.label.text} must be a real date, for example 27 3 2026") from None
