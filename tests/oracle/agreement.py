"""Whether the engine and the oracle say the same of a random program; and where they do not.

Every fourth program goes through files, every eighth with several things in one line; the others
go in as trees. `python -m tests.oracle.agreement FIRST COUNT` prints the programs that differ.
"""

from __future__ import annotations

import random
import sys
import tempfile
from datetime import date
from pathlib import Path

from generator.model.directory import Directory
from tests.oracle import engine
from tests.oracle.comparison import differences, shrunk
from tests.oracle.days import DAY
from tests.oracle.oracle import Oracle
from tests.oracle.plain import Tree
from tests.oracle.worlds import world

CRASHES = (
    ArithmeticError,
    AssertionError,
    AttributeError,
    LookupError,
    MemoryError,
    TypeError,
    ValueError,
)
MEMORY = 2_000_000_000
"""Bytes that are enough. An engine with a planted fault may look for the next change for ever."""


def disagreements(seeds: range) -> list[tuple[int, date]]:
    """Seeds and days on which the two differ."""
    return [(seed, day) for seed in seeds for day in _days_that_differ(seed)]


def _days_that_differ(seed: int) -> list[date]:
    site, days = world(seed)
    directory, oracle = _directory(site, seed), Oracle(site)
    near = _near_turns(oracle, seed, days[-1])
    return [day for day in sorted({*days, *near}) if _said(directory, day, oracle)]


def _near_turns(oracle: Oracle, seed: int, until: date) -> list[date]:
    """Some of the days on which levels change, and the days before them."""
    turns = oracle.turns(until)
    chosen = random.Random(seed).sample(turns, min(len(turns), 2))
    return [day - DAY * before for day in chosen for before in (0, 1)]


def _directory(site: Tree, seed: int) -> Directory:
    if seed % 4:
        return engine.in_memory(site)
    with tempfile.TemporaryDirectory() as folder:
        return engine.through_files(site, Path(folder), in_lines=bool(seed % 8))


def _said(directory: Directory, day: date, oracle: Oracle) -> list[str]:
    """The differences of a day; that the engine has no answer is one."""
    try:
        answers = engine.answers(directory, day)
    except CRASHES as error:
        return [f"{day}: crash {error!r}"]
    return differences(day, answers, oracle)


# --- explaining -------------------------------------------------------------------------------


def explained(seed: int, day: date) -> str:
    """The smallest site that shows the first of the differences, as YAML."""
    site = world(seed)[0]
    lines = _lines(site, day, seed)
    if not lines:
        return f"program {seed}, {day}: no difference when asked for this day alone"
    kind = _kinds(lines[:1])
    small = shrunk(site, day, lambda less, on: _kinds(_lines(less, on, seed)) >= kind)
    said = "\n".join(_lines(small, day, seed))
    return f"program {seed}, {day}\n{engine.text(small)}\n{said}"


def _lines(site: Tree, day: date, seed: int) -> list[str]:
    """The differences of a day; none of a site with mistakes, which shrinking brings about."""
    try:
        return _said(_directory(site, seed), day, Oracle(site))
    except (engine.NotValidError, *CRASHES):
        return []


def _kinds(lines: list[str]) -> set[str]:
    """What differs, without the figures: `level`, `metric`."""
    return {line.split(": ")[1].split()[0] for line in lines}


def main(first: int, count: int) -> None:
    if sys.platform != "win32":
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    for seed in range(first, first + count):
        if disagreements(range(seed, seed + 1)):
            sys.stdout.write(f"{seed}\n")
            sys.stdout.flush()


if __name__ == "__main__":
    main(int(sys.argv[1]), int(sys.argv[2]))
