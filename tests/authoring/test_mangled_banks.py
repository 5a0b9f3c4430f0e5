"""However a bank was mangled: questions that were taken make a quiz, and the rest is answered in words."""

from __future__ import annotations

from pathlib import Path
from random import Random

import pytest

from lms.authoring.gift import read_gift
from lms.authoring.importing import check_quiz
from lms.authoring.moodle_xml import UnreadableBank, read_moodle_xml
from lms.authoring.quiz_writing import render_quiz
from lms.courses.facts import Facts

GIFT, XML = ((Path(__file__).parent / name).read_text() for name in ("bank.gift", "bank.xml"))
SLIPS = ["{", "}", "~", "=", "->", "::", "%50%", "####", "\\", "<answer>", "</text>", "&", "<![CDATA["]


def mangle(text: str, random: Random) -> str:
    for _ in range(random.randint(1, 4)):
        rows = text.split("\n")
        place = random.randrange(len(rows))
        change = random.randrange(5)
        if change == 0:
            del rows[place]
        elif change == 1:
            rows[place] = rows[place][: random.randint(0, len(rows[place]))]
        elif change == 2:
            rows[place] += random.choice(SLIPS)
        elif change == 3:
            rows = rows[: place + 1]
        else:
            rows[place] = rows[place][::-1]
        text = "\n".join(rows)
    return text


@pytest.mark.parametrize("seed", range(60))
def test_a_mangled_gift_file_never_ends_in_a_traceback(seed: int):
    bank = read_gift(mangle(GIFT, Random(seed)))
    text = render_quiz("Imported", bank.questions)
    assert all(problem.mend for problem in check_quiz(text, Path("quiz.md"), Facts()))


@pytest.mark.parametrize("seed", range(60))
def test_a_mangled_moodle_file_never_ends_in_a_traceback(seed: int):
    try:
        bank = read_moodle_xml(mangle(XML, Random(seed)).encode())
    except UnreadableBank as refusal:
        bank, words = None, str(refusal)
    if bank is None:
        assert "well-formed" in words or "begins with" in words
    else:
        assert all(
            problem.mend for problem in check_quiz(render_quiz("I", bank.questions), Path("q.md"), Facts())
        )
