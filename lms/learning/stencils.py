"""HTML that is drawn once with blanks, and filled in for each reader. Pure.

What differs between two readers of a question is the order of its options, its place on the page and the
token of its form. To draw it all anew for each takes many times as long as to put these together.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

# Code points that Unicode keeps for inner use of programs: no author can have meant them.
CUT, PLACE, SUFFIX, POSITION, TOKEN = (chr(0xFDD0 + number) for number in range(5))


class Blank:
    """The marks, by the names that templates use.

    `cut` stands before each option and after the last, in each list of options; `place` is for an option's
    number, from 1, and `suffix` for what makes the id of its control its own. `position` and `token` are the
    question's number on the page and the token of its form.
    """

    cut = CUT
    place = PLACE
    suffix = SUFFIX
    position = POSITION
    token = TOKEN


class Stencil:
    """What was drawn with the options in the order of `keys`.

    Raises ValueError when the cuts are not those of whole lists.
    """

    def __init__(self, html: str, keys: Sequence[str]) -> None:
        first, *parts = html.split(CUT)
        step = len(keys) + 1
        if len(parts) % step:
            raise ValueError("there is a cut that belongs to no list of options")
        self._first = first
        # What an option is at a place: there are few of these, and they come again and again.
        self._placed: dict[tuple[int, str, int], str] = {}
        self._lists = [
            (dict(zip(keys, parts[at : at + len(keys)], strict=True)), parts[at + len(keys)])
            for at in range(0, len(parts), step)
        ]

    def fill(self, order: Iterable[str], blanks: Mapping[str, str]) -> str:
        """The HTML with the options in this order. The values of `blanks` are HTML already."""
        placed, keys = self._placed, list(order)
        drawn = [self._first]
        for number, (options, rest) in enumerate(self._lists):
            for place, key in enumerate(keys, 1):
                at = number, key, place
                if at not in placed:
                    suffix = f"-{place}" if place > 1 else ""
                    placed[at] = options[key].replace(PLACE, str(place)).replace(SUFFIX, suffix)
                drawn.append(placed[at])
            drawn.append(rest)
        html = "".join(drawn)
        for blank, value in blanks.items():
            html = html.replace(blank, value)
        return html
