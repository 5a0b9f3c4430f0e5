"""The list of partner bodies as a CSV file: read whole, or refused with every problem and its line."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError, field_validator

from lms.accounts.models import Duty
from lms.errors import DomainError

COLUMNS = ("name", "sector", "first_responder", "duty_to_notify")
HERTFORDSHIRE = Path(__file__).parent / "data" / "hertfordshire.csv"


class Partner(BaseModel):
    """One line of the list. `domains` are those of its e-mail addresses."""

    model_config = ConfigDict(extra="ignore", frozen=True, str_strip_whitespace=True)

    name: str = Field(min_length=1, max_length=200)
    sector: str = Field(min_length=1, max_length=100)
    first_responder: Duty
    duty_to_notify: Duty
    status: Literal["current", "renamed", "check", "closed"] = "current"
    domains: tuple[str, ...] = ()

    @field_validator("domains", mode="before")
    @classmethod
    def _split(cls, value: object) -> object:
        return tuple(value.lower().split()) if isinstance(value, str) else value

    @field_validator("domains")
    @classmethod
    def _look_like_domains(cls, domains: tuple[str, ...]) -> tuple[str, ...]:
        for domain in domains:
            if "." not in domain.strip(".") or "@" in domain or "/" in domain or len(domain) > 253:
                raise ValueError(f"{domain!r} is not a domain such as example.org")
        return domains

    @property
    def is_closed(self) -> bool:
        return self.status == "closed"


@dataclass(frozen=True)
class LineProblem:
    line: int
    message: str


class WrongPartnerList(DomainError):
    """The file was refused; `problems` are all that is wrong with it."""

    def __init__(self, path: Path, problems: Sequence[LineProblem]) -> None:
        self.problems = problems
        lines = [f"{path.name}:{problem.line}: {problem.message}" for problem in problems]
        super().__init__("The list of partners was not loaded.\n" + "\n".join(lines))


def load_partners(path: Path) -> list[Partner]:
    """The partners in a CSV file. Columns that we do not know are left aside.

    Raises WrongPartnerList, naming every problem.
    """
    rows, problems = _read_rows(path)
    partners: dict[int, Partner] = {}
    for line, row in rows.items():
        try:
            partners[line] = Partner.model_validate(row)
        except ValidationError as error:
            problems += [LineProblem(line, message) for message in _explain(error)]
    problems += _list_doubles(partners)
    if problems:
        raise WrongPartnerList(path, sorted(problems, key=lambda problem: problem.line))
    return list(partners.values())


def _read_rows(path: Path) -> tuple[dict[int, dict[str, str]], list[LineProblem]]:
    """The cells of each line, by the line's number and the column's name."""
    try:
        text = path.read_text(encoding="utf-8-sig")
    except OSError as error:
        return {}, [LineProblem(1, f"cannot be read: {error.strerror}")]
    except UnicodeDecodeError:
        return {}, [LineProblem(1, "is not in UTF-8: save it as CSV UTF-8")]
    reader = csv.DictReader(io.StringIO(text), restval="", strict=True)
    try:
        missing = [name for name in COLUMNS if name not in (reader.fieldnames or ())]
        if missing:
            return {}, [LineProblem(1, f"the column {name!r} is missing") for name in missing]
        rows = dict(_numbered(reader))
    except csv.Error as error:
        return {}, [LineProblem(reader.line_num, str(error))]
    # The reader files surplus cells under None.
    surplus = [
        LineProblem(line, "has more cells than the first line") for line, row in rows.items() if None in row
    ]
    return (rows, surplus) if rows else ({}, [LineProblem(1, "has no partners")])


def _numbered(reader: csv.DictReader[str]) -> Iterator[tuple[int, dict[str, str]]]:
    for row in reader:
        yield reader.line_num, row


def _explain(error: ValidationError) -> list[str]:
    return [f"{'.'.join(map(str, each['loc']))}: {each['msg']}" for each in error.errors()]


def _list_doubles(partners: Mapping[int, Partner]) -> list[LineProblem]:
    """A name, and a domain, must lead to one organisation."""
    seen: dict[str, int] = {}
    problems = []
    for line, partner in partners.items():
        for word in (partner.name.casefold(), *partner.domains):
            if word in seen:
                problems.append(LineProblem(line, f"{word!r} is on line {seen[word]} already"))
            seen.setdefault(word, line)
    return problems
