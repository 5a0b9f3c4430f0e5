"""Names of people who do not exist, as mixed as the population, with addresses in a reserved domain. Pure."""

from __future__ import annotations

import random
import re
import unicodedata
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import yaml

LISTS = Path(__file__).with_name("names.yaml")
# A domain label may not be longer.
LONGEST_LABEL = 63


@dataclass(frozen=True)
class Origin:
    """First and last names that go together; `share` of about 1,000 people have them.

    `latin` holds how a name in another script is written in an address.
    """

    share: int
    first: tuple[str, ...]
    last: tuple[str, ...]
    latin: dict[str, str]


@cache
def load_origins() -> tuple[Origin, ...]:
    """The lists of names, the most common origin first."""
    entries = yaml.safe_load(LISTS.read_text(encoding="utf-8"))
    return tuple(
        Origin(
            entry["share"],
            tuple(entry["first"].split()),
            tuple(entry["last"].split()),
            entry.get("latin", {}),
        )
        for entry in entries
    )


# Letters that Unicode does not take apart into a plain one and a mark.
PLAIN = str.maketrans(
    {"ł": "l", "đ": "d", "ø": "o", "æ": "ae", "ß": "ss", "ı": "i", "Ł": "l", "Đ": "d", "Ø": "o", "Æ": "ae"}
)
SHARE_OF_DOUBLE_NAMES = 0.04
SHARE_OF_MIXED_NAMES = 0.08


@dataclass(frozen=True)
class Name:
    """A full name, and its words as they are written in an address."""

    full: str
    local_part: str


def make_name(chance: random.Random) -> Name:
    """A first and a last name, mostly of one origin; some last names are double."""
    origins = load_origins()
    (origin,) = chance.choices(origins, [each.share for each in origins])
    first, last = chance.choice(origin.first), chance.choice(origin.last)
    roll = chance.random()
    if not origin.latin and "-" not in last:
        if roll < SHARE_OF_DOUBLE_NAMES:
            last = f"{chance.choice(origins[0].last)}-{last}"
        elif roll < SHARE_OF_DOUBLE_NAMES + SHARE_OF_MIXED_NAMES:
            first = chance.choice(origins[0].first)
    local_part = ".".join(_plain(origin.latin.get(word, word), keep="-") for word in (first, last))
    return Name(unicodedata.normalize("NFC", f"{first} {last}"), local_part)


def make_address(name: Name, domain: str, taken: set[str]) -> str:
    """An address for the name that is not in `taken`, to which it is added."""
    address, number = f"{name.local_part}@{domain}", 1
    while address in taken:
        number += 1
        address = f"{name.local_part}{number}@{domain}"
    taken.add(address)
    return address


def make_domain(organisation: str, taken: set[str]) -> str:
    """A domain under the reserved name "example" that is not in `taken`, to which it is added."""
    without_brackets = re.sub(r"\(.*?\)", " ", organisation)
    words = [_plain(word) for word in re.split(r"[\s\-–:,/]+", without_brackets.replace("&", " and "))]
    label = "-".join(word for word in words if word)[: LONGEST_LABEL - 3].strip("-") or "organisation"
    domain, number = f"{label}.example", 1
    while domain in taken:
        number += 1
        domain = f"{label}-{number}.example"
    taken.add(domain)
    return domain


def _plain(word: str, keep: str = "") -> str:
    """The word in plain small letters and digits."""
    apart = unicodedata.normalize("NFKD", word.translate(PLAIN)).lower()
    return "".join(each for each in apart if (each.isascii() and each.isalnum()) or each in keep)
