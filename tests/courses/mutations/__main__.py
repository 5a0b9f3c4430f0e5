"""The long run, by hand: `python -m tests.courses.mutations --rounds 50`."""

from __future__ import annotations

import sys
from collections import Counter
from time import process_time

import click

from tests.courses.mutations.corpus import break_courses
from tests.courses.mutations.judging import list_faults


@click.command()
@click.option("--rounds", default=50, show_default=True, help="How often each slip is made.")
@click.option("--seed", default=2, show_default=True, help="Another number makes other slips.")
@click.option(
    "--show", is_flag=True, help="Print what the check said of each, to read it as an author would."
)
def main(rounds: int, seed: int, show: bool) -> None:
    started, count, silent = process_time(), 0, Counter[str]()
    faulty: Counter[str] = Counter()
    for outcome in break_courses(rounds, seed):
        count += 1
        silent[outcome.slip.name] += not outcome.problems
        faults = list_faults(outcome)
        faulty[outcome.slip.name] += bool(faults)
        if faults or show:
            click.echo(f"{outcome}\n" + "".join(f"  !! {fault}\n" for fault in faults[:6]))
    click.echo(
        f"{count} broken courses, {faulty.total()} with faults, {process_time() - started:.0f} seconds."
    )
    click.echo(
        "Loaded without a word: "
        + ", ".join(f"{name} {number}" for name, number in silent.most_common() if number)
    )
    sys.exit(1 if faulty.total() else 0)


if __name__ == "__main__":
    main()
