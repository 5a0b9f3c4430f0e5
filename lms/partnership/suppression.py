"""Which numbers may be published, so that no small one can be read or worked out.

A number below SMALLEST is withheld wherever a report is public. Withholding it is not enough: where the total
is known too, a lone gap is a subtraction away. So further numbers are withheld until somebody who has the
whole page, and has read this file, still cannot tell what any gap holds. None stands for a gap.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import accumulate
from typing import TypeVar

SMALLEST = 5
LARGEST_HIDDEN = SMALLEST - 1

K = TypeVar("K")
G = TypeVar("G")


def suppress(cells: Mapping[K, int]) -> dict[K, int | None]:
    """The parts of a published total, with gaps. A zero is a small number too.

    Which parts are withheld depends on the values alone and never on their order, so that whatever stands in
    two gaps could as well be the other way round.
    """
    hidden = {key for key, count in cells.items() if count < SMALLEST}
    if hidden and not _is_safe([cells[key] for key in hidden]):
        # All that share the smallest number go together: to choose one of them would tell it from the rest.
        smallest = min((count for key, count in cells.items() if key not in hidden), default=None)
        hidden |= {key for key, count in cells.items() if count == smallest}
    return {key: None if key in hidden else count for key, count in cells.items()}


def _is_safe(hidden: Sequence[int]) -> bool:
    """Whether each gap could hold another number, given their sum and that each is below SMALLEST."""
    return len(hidden) > 1 and 0 < sum(hidden) < LARGEST_HIDDEN * len(hidden)


def suppress_groups(groups: Mapping[G, Mapping[K, int]]) -> dict[G, tuple[int | None, dict[K, int | None]]]:
    """The total of each group, as parts of one published total, and the parts of each group.

    The parts of a group whose own total is withheld are all withheld, since their sum would give it away.
    """
    totals = suppress({group: sum(cells.values()) for group, cells in groups.items()})
    return {
        group: (totals[group], dict.fromkeys(cells) if totals[group] is None else suppress(cells))
        for group, cells in groups.items()
    }


def suppress_pair(first: int, second: int) -> tuple[int, int] | tuple[None, None]:
    """The two parts of a published total, both or neither. An empty part may be told of: it is nobody."""
    is_small = 0 < first < SMALLEST or 0 < second < SMALLEST
    return (None, None) if is_small else (first, second)


def suppress_series(counts: Sequence[int]) -> list[int | None]:
    """The running totals of what was added month by month, with gaps.

    Between two totals that are shown lies nobody or at least SMALLEST people. The last total is always shown,
    since it is the published total; what is too close before it goes.
    """
    totals = list(accumulate(counts))
    shown: list[int | None] = []
    last = 0
    for total in totals:
        is_shown = total == last or total - last >= SMALLEST
        last = total if is_shown else last
        shown.append(total if is_shown else None)
    end = totals[-1] if totals else 0
    shown = [None if total is not None and 0 < end - total < SMALLEST else total for total in shown]
    return [*shown[:-1], end] if shown else []
