"""The table, in Markdown so that it can be kept as it is printed."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from statistics import median, quantiles

from bench import journeys
from bench.crowd import Crowd
from bench.measuring import Measured
from bench.processes import Memory
from bench.wire import Visit

Row = Sequence[str]
KINDS = {
    journeys.LESSON: "a lesson",
    journeys.CONTINUE: "“Continue” (writes)",
    journeys.QUESTION: "a page of a quiz",
    journeys.SAVE: "saving a response (writes)",
}


def render_work(measured: Iterable[Measured]) -> str:
    heading = ("work", "may cost", "costs, in bare pages", "CPU ms", "p50 ms", "p95 ms")
    return _render(heading, [_work_row(each) for each in measured])


def render_crowds(crowds: Iterable[Crowd]) -> str:
    rows = [
        (str(crowd.learners), words, *_waits(crowd.waited[kind]), f"{crowd.requests_a_second:.0f}")
        for crowd in crowds
        for kind, words in KINDS.items()
        if kind in crowd.waited
    ]
    return _render(("learners at once", "request", "p50 ms", "p95 ms", "requests a second, all"), rows)


def render_totals(
    starts: Sequence[float], print_seconds: float, prints: int, memory: Memory, visit: Visit | None
) -> str:
    return _render(
        ("what", "may be", "is"),
        [
            (f"2,000 certificates (scaled from {prints})", "120 s", f"{print_seconds / prints * 2000:.0f} s"),
            (
                "memory of all processes, busy, shared pages once (PSS)",
                "350 MB",
                f"{memory.proportional:.0f} MB",
            ),
            ("the same, shared pages in each process (RSS)", "", f"{memory.resident:.0f} MB"),
            ("a lesson, first visit, over the wire", "100 kB, 8 requests", _visit_in_words(visit)),
            ("`lms serve`, warm, to the first 200", "2 s", f"{in_words(starts)} s"),
        ],
    )


def _visit_in_words(visit: Visit | None) -> str:
    if visit is None:
        return "not measured: no Chromium"
    return f"{visit.total / 1000:.0f} kB, {len(visit.received)} requests"


def render_visit(visit: Visit) -> str:
    return _render(("file", "bytes"), [(name, f"{size:,}") for name, size in visit.received.items()])


def in_words(figures: Sequence[float], digits: int = 1) -> str:
    """The median, and from the least to the most."""
    low, middle, high = (f"{each:.{digits}f}" for each in (min(figures), median(figures), max(figures)))
    return f"{middle} ({low}–{high})"


def _work_row(measured: Measured) -> Row:
    limit = measured.work.may_cost
    is_print = limit is not None and limit < 2
    digits = 2 if is_print else 1
    unit = " bare prints" if is_print else ""
    return (
        measured.work.name,
        "" if limit is None else f"{limit:g}{unit}",
        in_words(measured.ratios, digits) + unit,
        f"{median(measured.cpu):.1f}",
        *_waits(measured.seconds),
    )


def _waits(seconds: Sequence[float]) -> tuple[str, str]:
    return f"{percentile(seconds, 50) * 1000:.1f}", f"{percentile(seconds, 95) * 1000:.1f}"


def percentile(figures: Sequence[float], percent: int) -> float:
    return quantiles(figures, n=100, method="inclusive")[percent - 1] if len(figures) > 1 else figures[0]


def _render(heading: Row, rows: Iterable[Row]) -> str:
    lines = [heading, ["---"] * len(heading), *rows]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)
