"""`make bench`: print what the platform costs. It judges nothing, and takes about five minutes."""

from __future__ import annotations

import argparse
import os
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from bench import crowd, journeys, table, wire, works
from bench.measuring import measure
from bench.preparing import FULL, USUAL, Prepared, Size, prepare
from bench.printing import seconds_to_print
from bench.servers import Installation, Server, bare_server, own_environment

STARTS = 3
SECONDS_TO_SETTLE = 1


def main() -> None:
    size = FULL if _wants_all() else USUAL
    # Settings of an installation that happens to be ours must not be measured.
    for name in os.environ.keys() - own_environment().keys():
        del os.environ[name]
    begun = time.monotonic()
    with tempfile.TemporaryDirectory(prefix="bench-") as folder:
        print(f"Filling two installations, one with {size.completions:,} completions …", flush=True)
        for part in _measure(prepare(Path(folder), size), size):
            print(f"\n{part}", flush=True)
    print(f"\nTook {time.monotonic() - begun:.0f} seconds.")


def _wants_all() -> bool:
    parser = argparse.ArgumentParser(prog="python -m bench", description=__doc__)
    parser.add_argument(
        "--full", action="store_true", help="measure with a million completions; takes longer"
    )
    return bool(parser.parse_args().full)


def _measure(prepared: Prepared, size: Size) -> Iterator[str]:
    """The parts of the report, each as soon as it is measured."""
    starts = _time_starts(prepared.few)
    with prepared.few.served() as few:
        yield _measure_work(prepared, few, size)
        prints = seconds_to_print(few, prepared.people.printers)
        crowds = crowd.watch_all(few, prepared.course, prepared.people.crowd)
        yield table.render_crowds(crowds)
        visit = wire.visit(few.url, journeys.lesson_paths(prepared.course)[0], prepared.people.reader)
    yield table.render_totals(starts, prints, len(prepared.people.printers), crowds[-1].memory, visit)
    if visit:
        yield table.render_visit(visit)


def _measure_work(prepared: Prepared, few: Server, size: Size) -> str:
    with bare_server(prepared.bare_folder) as bare, prepared.many.served() as many:
        site, large_site = prepared.site(few), prepared.site(many)
        works.warm(site)
        works.warm_reports(large_site)
        works.warm_bare(bare)
        yardsticks = works.build_yardsticks(bare)
        items = [
            *works.list_works(site, yardsticks),
            *works.list_reports(site, yardsticks.page, prepared.completions),
            *works.list_reports(large_site, yardsticks.page, size.completions),
        ]
        return table.render_work(measure(items, size.rounds))


def _time_starts(installation: Installation) -> list[float]:
    """Seconds from the command to the first 200. The first start compiles and caches, and is not counted."""
    seconds = []
    for _ in range(1 + STARTS):
        with installation.served() as server:
            seconds.append(server.seconds_to_start)
            # The first worker has answered; a server is stopped faster when the others have started as well.
            time.sleep(SECONDS_TO_SETTLE)
    return seconds[1:]


if __name__ == "__main__":
    main()
