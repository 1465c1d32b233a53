"""Holds the engine's answers against the oracle's, and makes a small case of a difference."""

from __future__ import annotations

import copy
from collections.abc import Callable, Iterator
from datetime import date
from typing import Any

from tests.oracle.oracle import Answer, Oracle
from tests.oracle.plain import Tree

ASPECTS = ("version", "track", "level", "earned", "status", "specialisations")


def differences(day: date, engine: list[Answer], oracle: Oracle) -> list[str]:
    """What the two say differently of a day, in a line each; nothing where they agree."""
    mine = _by_partner(oracle.answers(day))
    theirs = _by_partner(engine)
    found: list[str] = []
    for key in sorted({*mine, *theirs}):
        who = f"{day} {' '.join(key)}"
        for line in _of_partner(mine.get(key, []), theirs.get(key, [])):
            found.append(f"{who}{line}")
    return found


def _by_partner(answers: list[Answer]) -> dict[tuple[str, str], list[Answer]]:
    found: dict[tuple[str, str], list[Answer]] = {}
    for item in answers:
        found.setdefault((item.partner, item.program), []).append(item)
    return found


def _of_partner(mine: list[Answer], theirs: list[Answer]) -> Iterator[str]:
    if len(mine) == 1 and mine[0].is_outside:
        # Nothing was judged: which ladders a line stands for then is no matter of levels.
        if not theirs or any(not item.is_outside for item in theirs):
            yield f": engine {[item.level for item in theirs]}, oracle not in the program"
        return
    ours, others = {item.ladder: item for item in mine}, {item.ladder: item for item in theirs}
    if ours.keys() != others.keys():
        yield f": engine has the ladders {list(others)}, oracle {list(ours)}"
        return
    for ladder, one in ours.items():
        for line in _of_ladder(one, others[ladder]):
            yield f"{f' {ladder}' if ladder else ''}: {line}"


def _of_ladder(mine: Answer, theirs: Answer) -> Iterator[str]:
    for name in ASPECTS:
        own, other = getattr(mine, name), getattr(theirs, name)
        if own != other:
            yield f"{name}: engine {other}, oracle {own}"
    if mine.level == mine.earned and mine.status != "override" and mine.path != theirs.path:
        yield f"path: engine {theirs.path}, oracle {mine.path}"
    if sorted(mine.grants) != sorted(theirs.grants):
        yield f"grants: engine {theirs.grants}, oracle {mine.grants}"
    for name in ("findings", "tracks"):
        yield from _of_findings(name, getattr(mine, name), getattr(theirs, name))
    for metric, value in mine.metrics.items():
        if metric in theirs.metrics and theirs.metrics[metric] != value:
            yield f"metric {metric}: engine {theirs.metrics[metric]}, oracle {value}"


def _of_findings(name: str, mine: list[Any], theirs: list[Any]) -> Iterator[str]:
    if len(mine) != len(theirs):
        more = [item for item in theirs if item not in mine]
        less = [item for item in mine if item not in theirs]
        yield f"{name}: only the engine has {more}, only the oracle {less}"
        return
    for own, other in zip(mine, theirs, strict=True):
        same_row = own[:2] == other[:2] and own[2] in ("", other[2])
        if not same_row or own[3] != other[3]:
            yield f"{name}: engine {other}, oracle {own}"


# --- making it small --------------------------------------------------------------------------


def shrunk(site: Tree, day: date, fails: Callable[[Tree, date], bool]) -> Tree:
    """The site without all that can be taken out of it while it still ``fails`` on the day."""
    smaller = True
    while smaller:
        smaller = False
        for path in sorted(_paths(site), key=len):
            less = _without(site, path)
            if less is not None and fails(less, day):
                site, smaller = less, True
    return site


def _paths(value: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    keys: list[Any] = []
    if isinstance(value, dict):
        keys = list(value)
    elif isinstance(value, list):
        keys = list(range(len(value)))
    for key in keys:
        yield (*path, key)
        yield from _paths(value[key], (*path, key))


def _without(site: Tree, path: tuple[Any, ...]) -> Tree | None:
    """A copy without what stands on the path; None where that is gone already."""
    found = copy.deepcopy(site)
    here: Any = found
    try:
        for step in path[:-1]:
            here = here[step]
        del here[path[-1]]
    except (KeyError, IndexError, TypeError):
        return None
    return found
