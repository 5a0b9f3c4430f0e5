"""Facts: every phone number, form and legal position in one place, and the only way into a page for them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date

from lms.courses.marked_yaml import MarkedYaml, parse_yaml
from lms.courses.model import Fact
from lms.courses.problems import FileProblems, suggest
from lms.courses.schema import KEY, FactSchema, read_as
from lms.courses.sources import digest
from lms.errors import DomainError, NotFound

EXPRESSION = re.compile(r"\{\{\s*fact\.([a-z0-9-]+)(?:\.([a-z_]+))?\s*\}\}")
# A fact without its two braces: readers would see the words instead of the number.
_LOOSE = re.compile(r"\bfact\.[a-z][a-z0-9-]*")
FIELDS = ("value", "label", "note", "checked", "source", "url")


class UnconfirmedFact(DomainError):
    """The fact is known, but nobody has confirmed it, so it must not be published."""


@dataclass(frozen=True)
class Facts:
    """The facts by key. `lines` says where each stands in facts.yaml."""

    by_key: Mapping[str, Fact] = field(default_factory=dict)
    lines: Mapping[str, int] = field(default_factory=dict)

    def __iter__(self) -> Iterator[Fact]:
        return iter(self.by_key.values())

    def published(self, key: str) -> Fact:
        """The fact to show. Raises NotFound for an unknown key, UnconfirmedFact for one not confirmed."""
        fact = self.by_key.get(key)
        if fact is None:
            raise NotFound(f"There is no fact {key!r}.")
        if not fact.is_publishable:
            raise UnconfirmedFact(f"The fact {key!r} is unconfirmed.")
        return fact

    def list_awaiting_sign_off(self) -> list[Fact]:
        """The facts that are published but that an owner has yet to sign off, by key."""
        return sorted(
            (fact for fact in self if fact.status == "awaiting-sign-off"), key=lambda fact: fact.key
        )

    def list_overdue(self, today: date) -> list[Fact]:
        """The published facts whose review date has passed, the longest overdue first."""
        overdue = [fact for fact in self if fact.is_publishable and fact.is_overdue(today)]
        return sorted(overdue, key=lambda fact: (fact.review_by, fact.key))

    def revision_of(self, keys: tuple[str, ...]) -> str:
        """A short hash of these facts as they stand now."""
        return digest(repr(self.by_key.get(key)) for key in sorted(keys))

    def fill_text(self, text: str) -> str:
        """Plain text with each fact in it written out. One that may not be published leaves a gap."""
        return EXPRESSION.sub(lambda match: self.write_text(match[1], match[2]), text)

    def write_text(self, key: str, name: str | None) -> str:
        """A field of a fact (None: its value) as plain text, "" when it may not be published."""
        try:
            content = getattr(self.published(key), name if name in FIELDS else "value")
        except (NotFound, UnconfirmedFact):
            return ""
        return write_date(content) if isinstance(content, date) else content or ""

    def find_address(self, key: str, name: str | None) -> str | None:
        """Where a fact links to: a call for a phone number, the page for an address of the web."""
        try:
            fact = self.published(key)
        except (NotFound, UnconfirmedFact):
            return None
        if name == "url":
            return fact.url
        if name not in (None, "value"):
            return None
        if fact.kind == "phone":
            return "tel:" + re.sub(r"[^\d+]", "", fact.value)
        if fact.kind == "web":
            return fact.value if fact.value.startswith(("https://", "http://")) else fact.url
        return None


def write_date(day: date) -> str:
    return f"{day.day} {day:%B %Y}"


def describe_check(fact: Fact) -> str:
    """How far a fact can be trusted, for its reader: when its source was read, or that nobody has yet."""
    if fact.status == "confirmed" and fact.checked:
        return f"checked {write_date(fact.checked)}"
    return "awaiting sign-off"


def load_facts(text: str, problems: FileProblems) -> Facts:
    """The facts in the text of facts.yaml. A fact with a problem is left out."""
    marked = parse_yaml(text, problems)
    if marked is None:
        return Facts()
    if not isinstance(marked.value, dict) or not marked.value:
        problems.error(1, "there are no facts here", "write each as 'key:' with indented lines under it")
        return Facts()
    facts: dict[str, Fact] = {}
    lines: dict[str, int] = {}
    for key in marked.value:
        lines[key] = marked.line_of((key,))
        if not KEY.fullmatch(key):
            problems.error(
                lines[key], f"{key!r} cannot be a key", "use lower-case letters, digits and hyphens"
            )
            continue
        read = read_as(FactSchema, marked, problems, (key,))
        if read is None:
            continue
        _check_dates(key, read, marked, problems)
        facts[key] = Fact(key=key, **read.model_dump())
    return Facts(facts, lines)


def _check_dates(key: str, fact: FactSchema, marked: MarkedYaml, problems: FileProblems) -> None:
    """Readers are shown the day of the check, so only a fact whose source somebody has read may have one.

    A fact that is withdrawn may keep it: nobody sees it, and withdrawing one must always take effect.
    """
    if fact.status == "confirmed" and fact.checked is None:
        problems.error(
            marked.line_of((key,)), "'checked' is missing", "add the day on which you read the source"
        )
    if fact.status == "awaiting-sign-off" and fact.checked:
        problems.warning(
            marked.line_of((key, "checked")),
            "'checked' stands in a fact that awaits sign-off, so readers are not shown it",
            "once its source is read, set status to confirmed; until then take 'checked' out",
        )
    if fact.checked and fact.review_by < fact.checked:
        problems.error(
            marked.line_of((key, "review_by")), "review_by is before checked", "correct one of them"
        )


def check_expressions(text: str, first_line: int, facts: Facts, problems: FileProblems) -> tuple[str, ...]:
    """Report every `{{ … }}` that cannot be published, and return the keys of the facts that can."""
    used: list[str] = []
    if not facts.by_key and not facts.lines and (first := EXPRESSION.search(text)):
        line = first_line + text.count("\n", 0, first.start())
        problems.error(line, "no fact can be read", "mend facts.yaml first")
        return ()
    for line, row in enumerate(text.split("\n"), first_line):
        for match in EXPRESSION.finditer(row):
            if _is_usable(match[1], match[2], line, facts, problems):
                used.append(match[1])
        bare = EXPRESSION.sub("", row)
        if re.search(r"\{\{|\}\}", bare):
            problems.error(line, "a {{ … }} here cannot be read", "write it as {{ fact.key }} on one line")
        elif loose := _LOOSE.search(bare):
            message = f"{loose[0]!r} would be shown as it stands here"
            problems.error(line, message, f"give it two braces: {{{{ {loose[0]} }}}}")
    return tuple(dict.fromkeys(used))


def _is_usable(key: str, name: str | None, line: int, facts: Facts, problems: FileProblems) -> bool:
    try:
        fact = facts.published(key)
    except NotFound:
        if key in facts.lines:
            problems.error(
                line, f"the fact {key!r} cannot be read", f"mend facts.yaml, line {facts.lines[key]}"
            )
        else:
            problems.error(line, f"there is no fact {key!r} in facts.yaml", suggest(key, facts.by_key))
        return False
    except UnconfirmedFact:
        problems.error(
            line, f"the fact {key!r} is unconfirmed", "confirm it with its source first, or leave it out"
        )
        return False
    if name is not None and name not in FIELDS:
        problems.error(line, f"a fact has no {name!r}", suggest(name, FIELDS))
        return False
    if name and not getattr(fact, name):
        problems.error(line, f"the fact {key!r} has no {name!r}", "add it to facts.yaml, or leave this out")
        return False
    return True
