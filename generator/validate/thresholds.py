"""Thresholds that hardly mean what was meant, and what is asked twice."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from ..diagnostics import Diagnostic
from ..model.metric import SumMetric
from ..model.program import Version
from ..model.written import as_answer, as_number
from .formats.requirement import CellFormat, RowFormat
from .formats.version import VersionFormat
from .ranges import Ranges, ranges
from .row_tables import Table, cell_of, every_row, mandatory, tables, written
from .shape import Path, Shaped

_LEAVE_OUT = "Leave the level out where nothing is asked."


def check_thresholds(file: Shaped[VersionFormat], version: Version) -> Iterator[Diagnostic]:
    """What people write into a table's cell who mean something else.

    Meant for versions without any other mistake.
    """
    known = ranges(dict(version.metrics or {}))
    levels = [level.id for level in file.value.levels]
    for table in tables(file.value):
        for row, path in every_row(table.rows, table.path, conditions=False):
            for column in row.levels or ([table.column] if row.needed else []):
                yield from _check_threshold(file, version, known, row, path, column)
            yield from _check_answers(file, row, path)
        yield from _check_twice(file, table, [table.column] if table.column else levels)


def _check_threshold(
    file: Shaped[VersionFormat],
    version: Version,
    known: Ranges,
    row: RowFormat,
    path: Path,
    column: str,
) -> Iterator[Diagnostic]:
    """Thresholds that everybody reaches, and parts of one where percent are asked for."""
    cell, there = cell_of(row, path, column)
    number, name = as_number(written(cell)), row.metric or ""
    metric = file.value.metrics.get(name)
    if number is None or metric is None or row.at_most:
        return
    low = known[name].low
    is_least = isinstance(version.metric(name).measure, SumMetric) or (
        low is not None and low >= number
    )
    if number <= 0 and is_least and not _depends(cell):
        message = f"“{written(cell)}” asks for nothing, except that “{name}” is known"
        hint = _LEAVE_OUT if row.levels else "Remove the row."
        yield file.report("odd-threshold", message, there, hint)
    elif metric.measure in ("share", "growth") and 0 < number < 1:
        message = f"“{written(cell)}” is read as {number} %"
        hint = f"Write {(number * Decimal(100)).normalize():f} if that is meant."
        yield file.report("odd-threshold", message, there, hint)


def _depends(cell: CellFormat) -> bool:
    """Whether the threshold differs: for some partners nothing may be asked."""
    return bool(cell.by_region or cell.by_track or cell.newcomers is not None)


def _check_answers(file: Shaped[VersionFormat], row: RowFormat, path: Path) -> Iterator[Diagnostic]:
    """A “no” beside a “yes” is nearly always meant as “not needed”."""
    answers = {level: as_answer(written(cell)) for level, cell in (row.levels or {}).items()}
    if True not in answers.values():
        return
    for level in (level for level, answer in answers.items() if answer is False):
        message = f"“no” keeps those from “{level}” who have “{row.metric}”"
        _, there = cell_of(row, path, level)
        yield file.report("odd-threshold", message, there, _LEAVE_OUT)


def _check_twice(
    file: Shaped[VersionFormat], table: Table, columns: list[str]
) -> Iterator[Diagnostic]:
    """Two rows that both must hold and ask for the same figure: the lower one means nothing."""
    twice: dict[Path, list[str]] = {}
    for column in columns:
        seen: set[tuple[str | None, bool, bool | None]] = set()
        for row, asked, place in mandatory(table.rows, table.path, column):
            answer = as_answer(asked)
            if answer is None and as_number(asked) is None:
                continue
            key = row.metric, row.at_most, answer
            if key in seen:
                path = place[: -1 if row.needed is not None else -2]
                twice.setdefault(path, []).append(column)
            seen.add(key)
    for path, again in twice.items():
        names = ", ".join(f"“{column}”" for column in again)
        message = f"Another row asks {names} for the same figure"
        hint = "Remove one of the two, or write “only_if” into them."
        yield file.report("asked-twice", message, (*path, "metric"), hint)
