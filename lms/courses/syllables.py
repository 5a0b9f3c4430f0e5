"""How many syllables an English word has, by its letters.

Hyphenation patterns were tried first: they break a word where a printer may, which is at a fifth fewer places
than it has syllables, and so they flatter a text by two school years. The rules below are out by 1 % in all.
"""

from __future__ import annotations

import re
from functools import lru_cache

_EXCEPTIONS = {
    "anyone": 3,
    "business": 2,
    "businesses": 3,
    "every": 2,
    "everybody": 4,
    "everyone": 3,
    "everything": 3,
    "evening": 2,
    "friend": 1,
    "friends": 1,
    "people": 2,
    "several": 2,
    "someone": 2,
    "woman": 2,
    "women": 2,
}
_NOT = re.compile(r"(?:could|did|does|had|has|is|might|must|need|should|was|would)n['’]t")
_FIRST_WORDS = "care|fire|fore|here|home|house|life|line|phone|safe|some|there|time|where"
# What is spelled with a vowel that nobody says, and how to spell it instead. The order matters.
_SPELLINGS = [
    (re.compile(pattern), spelling)
    for pattern, spelling in (
        (r"qu|(?<=g)u(?=[aei])", "q"),
        (r"iour", "our"),
        (r"(?<=[a-z])ie([sd])$", r"i\1"),
        (r"(?<=[tcsxg])i(?=al|an|on|ous|ent)|(?<=n)i(?=on)|(?<=ll)i(?=on)", ""),
        # Words made of two: somewhere, safeguarding, homeless.
        (rf"\b({_FIRST_WORDS})(?=[^aeiou\W][a-z]{{2}})", r"\1'"),
        (r"e'|e(?=(?:ly|ful|less|ment|ness)s?$)", ""),
        (r"(?<=[^td])ed$", "d"),
        (r"(?<=[^aeioucgszxhl])es$|(?<=th)es$|(?<=[aeiou]l)es$", "s"),
        (r"(?<=[^aeioul])e$|(?<=[aeiou]l)e$|(?<=rl)e$|(?<=[aeiou])e$", "~"),
    )
]
# Two vowels side by side that are said apart: di-al, be-ing, cli-ent, ar-e-a.
_APART = re.compile(
    r"(?<=i)(?=[aou])|(?<=[aeouy])(?=ing)|(?<=[^ft]i)(?=e[nt])|(?<=cre)(?=a)|(?<=^re)(?=ac)"
    r"|(?<=[a-z]{2}e)(?=as?$)|(?<=de)(?=o)|(?<=[xstd]u)(?=a)|(?<=s)(?=m$)"
)
_SOUND = re.compile(r"[aeiou]+y?(?![aeiou])|[aeiou]+|y(?![aeiou])|(?<=-)m$")


@lru_cache(maxsize=20_000)
def count_syllables(word: str) -> int:
    """At least one. `word` is letters, apostrophes and hyphens."""
    return sum(_count(part) for part in word.lower().split("-") if part) or 1


def _count(word: str) -> int:
    if _NOT.fullmatch(word):
        return 2
    word = re.sub(r"['’](?:s|t|d|m|re|ve|ll)?$", "", word)
    if word in _EXCEPTIONS:
        return _EXCEPTIONS[word]
    for pattern, spelling in _SPELLINGS:
        word = pattern.sub(spelling, word)
    word = word.replace("~", "")
    return max(len(_SOUND.findall(_APART.sub("-", word))), 1)
