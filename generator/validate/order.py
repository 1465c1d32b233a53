"""Levels and thresholds in the wrong order."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import pairwise

from ..diagnostics import Diagnostic
from ..model.written import as_number
from .cells import TOP
from .formats.requirement import RowFormat
from .formats.version import VersionFormat
from .row_tables import every_row, tables, written
from .shape import Path, Shaped

Placed = tuple[RowFormat, Path]
Asked = tuple[str, Decimal]
"""In which way a threshold asks, and how much; only thresholds of one way can be compared."""
_HOW = {"least": "is lower than what the level below asks for"}
_FALLING = "Are two columns or two figures mixed up? Levels are written lowest first."


def check_order(file: Shaped[VersionFormat]) -> Iterator[Diagnostic]:
    """A threshold that is easier than that of a lower level is nearly always a slip of the pen;
    several of them are two levels that have changed places.
    """
    value = file.value
    rows = [
        placed
        for table in tables(value)
        if not table.column
        for placed in every_row(table.rows, table.path, conditions=False)
    ]
    levels = [level.id for level in value.levels]
    for ladder in [track.levels for track in value.tracks] or [tuple(levels)]:
        swapped = {pair for pair in pairwise(ladder) if _is_swapped(rows, *pair)}
        for below, above in swapped:
            if above in levels:
                message = f"“{above}” asks for less than “{below}” in most rows"
                hint = "Levels are written lowest first: exchange the two, or their columns."
                yield file.report("swapped-levels", message, ("levels", levels.index(above)), hint)
        for row, path in rows:
            yield from _check_falling(file, row, path, ladder, swapped)


def _is_swapped(rows: Sequence[Placed], below: str, above: str) -> bool:
    """Whether more than half of the rows that ask both levels ask the upper one for less."""
    both = [
        (low, high)
        for row, _ in rows
        if (low := _asked(row, below)) is not None and (high := _asked(row, above)) is not None
    ]
    falling = sum(_is_easier(high, low) for low, high in both)
    return falling >= 2 and falling * 2 > len(both)


def _check_falling(
    file: Shaped[VersionFormat],
    row: RowFormat,
    path: Path,
    ladder: Sequence[str],
    swapped: set[tuple[str, str]],
) -> Iterator[Diagnostic]:
    before: tuple[str, Asked] | None = None
    for level in ladder:
        asked = _asked(row, level)
        if asked is None:
            continue
        if before and _is_easier(asked, before[1]) and (before[0], level) not in swapped:
            how = _HOW.get(asked[0], "allows more than the level below")
            message = f"“{written((row.levels or {}).get(level))}” {how}"
            yield file.report("falling-threshold", message, (*path, "levels", level), _FALLING)
        before = level, asked


def _asked(row: RowFormat, level: str) -> Asked | None:
    """What a row asks of a level: the higher, the harder."""
    threshold = written((row.levels or {}).get(level))
    number, top = as_number(threshold), TOP.fullmatch(threshold)
    if top is not None:
        return "top %" if top[2] else "top", -Decimal(top[1])
    if number is None:
        return None
    return ("most", -number) if row.at_most else ("least", number)


def _is_easier(asked: Asked, below: Asked) -> bool:
    return asked[0] == below[0] and asked[1] < below[1]
