"""Levels, specialisations and benefits that nobody can reach, whatever is on record."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from ..diagnostics import Diagnostic
from ..model.metric import TenureMetric, ValueType
from ..model.program import Version
from ..model.written import as_answer, as_number
from .cells import AGREED, UNPUBLISHED
from .formats.requirement import CellFormat, RowFormat
from .formats.structure import LadderFormat, PathFormat
from .formats.version import VersionFormat
from .ranges import Range, Ranges, ranges
from .row_tables import Table, asks, cell_of, every_row, mandatory, members, tables
from .shape import Path, Shaped


@dataclass(frozen=True, slots=True)
class Obstacle:
    """What keeps everybody from a level, and where it stands."""

    reason: str
    path: Path
    hint: str


def check_reach(file: Shaped[VersionFormat], version: Version) -> Iterator[Diagnostic]:
    """What nobody can reach, at the row that stands in the way.

    Meant for versions without any other mistake.
    """
    reach = _Reach(file, version, ranges(dict(version.metrics or {})))
    for table in tables(file.value):
        obstacle = reach.obstacle([table], table.column) if table.column else None
        if obstacle is not None:
            yield _report(file, table.column, obstacle)
    for ladder in file.value.ladders or (None,):
        yield from reach.check_levels(ladder)


def _report(file: Shaped[VersionFormat], column: str, found: Obstacle) -> Diagnostic:
    message = f"Nobody can reach “{column}”: {found.reason}"
    return file.report("unreachable-level", message, found.path, found.hint)


def check_at_least(file: Shaped[VersionFormat]) -> Iterator[Diagnostic]:
    """Where fewer of the rows apply than must hold, the others cannot be enough."""
    levels = [level.id for level in file.value.levels]
    for table in tables(file.value):
        for row, path in every_row(table.rows, table.path, conditions=False):
            for column in [table.column] if table.column else levels:
                applying = sum(asks(member, column) for member in row.of or ())
                if 0 < applying < (row.at_least or 0) <= len(row.of or ()):
                    asked = f"At “{column}” {row.at_least} rows must hold"
                    hint = "Give more of them a threshold there."
                    message = f"{asked}, but only {applying} can"
                    yield file.report("contradiction", message, (*path, "at_least"), hint)


@dataclass
class _Reach:
    file: Shaped[VersionFormat]
    version: Version
    ranges: Ranges

    def check_levels(self, ladder: LadderFormat | None) -> Iterator[Diagnostic]:
        """Levels of a ladder, or of a version without ladders.

        In a cumulative program a level falls with each below it.
        """
        value = self.file.value
        every = [level.id for level in value.levels]
        found: dict[str, Obstacle] = {}
        for level in (ladder.levels if ladder else ()) or every:
            obstacle = self._level(level, ladder)
            if obstacle is not None:
                found[level] = obstacle
                yield _report(self.file, level, obstacle)
        if not value.cumulative:
            return
        for order in [track.levels for track in value.tracks] or [tuple(every)]:
            first = next((level for level in order if level in found), None)
            for level in order[order.index(first) + 1 :] if first else ():
                reason, hint = f"it needs “{first}”, too", "Mend that level first."
                path: Path = ("levels", every.index(level), "id")
                if level not in found:
                    yield _report(self.file, level, Obstacle(reason, path, hint))

    def _level(self, level: str, ladder: LadderFormat | None) -> Obstacle | None:
        """What stands in the way to a level: a row that all ways share, or one on each way."""
        value = self.file.value
        common = [Table(("requirements",), value.requirements)]
        ways: list[tuple[Path, PathFormat]] = [
            (("paths", i), path) for i, path in enumerate(value.paths)
        ]
        if ladder is not None:
            here: Path = ("ladders", value.ladders.index(ladder))
            common.append(Table((*here, "requirements"), ladder.requirements))
            ways += [((*here, "paths", i), path) for i, path in enumerate(ladder.paths)]
        asking = [
            Table((*path, "requirements"), way.requirements)
            for path, way in ways
            if any(asks(row, level) for row in way.requirements)
        ]
        obstacles = [self.obstacle([*common, table], level) for table in asking]
        if not asking:
            obstacles = [self.obstacle(common, level)]
        return None if None in obstacles else obstacles[0]

    def obstacle(self, together: Sequence[Table], column: str) -> Obstacle | None:
        """What keeps the rows of several tables from holding together."""
        for table in together:
            for i, row in enumerate(table.rows):
                found = self._blocked(row, (*table.path, i), column)
                if found is not None:
                    return found
        must = [
            placed for table in together for placed in mandatory(table.rows, table.path, column)
        ]
        return self._contradiction(must)

    def _contradiction(self, must: Sequence[tuple[RowFormat, str, Path]]) -> Obstacle | None:
        """Two thresholds of one metric that no figure meets at once."""
        for i, (row, asked, path) in enumerate(must):
            kind = self.version.metric(row.metric or "").value_type
            for other, also, _ in must[:i]:
                if other.metric == row.metric and not _agree(kind, (row, asked), (other, also)):
                    needed = f"{_say(other, also)} and {_say(row, asked)}"
                    reason = f"“{row.metric}” would have to be {needed}"
                    return Obstacle(reason, path, "Change or remove one of the two rows.")
        return None

    def _blocked(self, row: RowFormat, path: Path, column: str) -> Obstacle | None:
        """Why a row can never be met, or None where it can or asks nothing."""
        if row.only_if or not asks(row, column):
            return None
        if row.metric is not None:
            return self._out_of_range(row, path, column)
        asking = [(steps, member) for steps, member in members(row) if asks(member, column)]
        blocked = [
            found
            for steps, member in asking
            if (found := self._blocked(member, (*path, *steps), column)) is not None
        ]
        enough = len(asking) if row.all_of else row.at_least or 1
        return blocked[0] if len(asking) - len(blocked) < enough <= len(asking) else None

    def _out_of_range(self, row: RowFormat, path: Path, column: str) -> Obstacle | None:
        """A threshold that the metric's figures never reach."""
        cell, there = cell_of(row, path, column)
        figures = _figures(cell)
        name = row.metric or ""
        metric = self.version.metric(name)
        if not figures or row.per or metric.value_type != "number":
            return None
        least = min(figures) if not row.at_most else max(figures)
        measure = metric.measure
        if isinstance(measure, TenureMetric) and measure.level and least > 0 and not row.at_most:
            return self._tenure(measure.level, name, there, column)
        least *= self._factor(row)
        limit = self.ranges.get(name, Range())
        if row.at_most and limit.low is not None and least < limit.low:
            hint = "Raise the threshold, or remove it."
            return Obstacle(f"“{name}” is never below {_show(limit.low)}", there, hint)
        if not row.at_most and limit.high is not None and least > limit.high:
            hint = "Lower the threshold, or see what the metric counts."
            return Obstacle(f"“{name}” is never above {_show(limit.high)}", there, hint)
        return None

    def _factor(self, row: RowFormat) -> Fraction:
        """What makes the threshold easiest, of the factors that may apply."""
        value = self.file.value
        regions = [Fraction(1 if item.factor is None else item.factor) for item in value.regions]
        easiest = max if row.at_most else min
        factor = easiest(regions) if row.by_region and regions else Fraction(1)
        if row.newcomers and value.newcomers and value.newcomers.factor is not None:
            factor *= easiest(Fraction(1), Fraction(value.newcomers.factor))
        return factor

    def _tenure(self, level: str, name: str, path: Path, column: str) -> Obstacle | None:
        """Time at a level, or at a higher one, cannot be asked of those who want to reach it."""
        orders = [order for order in self._orders() if column in order]
        after = [level in order and order.index(level) < order.index(column) for order in orders]
        if not orders or any(after) or self.version.mapping is not None:
            return None
        hint = "Ask for time at a lower level."
        return Obstacle(f"“{name}” begins only with “{level}”", path, hint)

    def _orders(self) -> list[Sequence[str]]:
        value = self.file.value
        return [track.levels for track in value.tracks] or [[item.id for item in value.levels]]


def _figures(cell: CellFormat) -> list[Fraction]:
    """All thresholds that may apply; none where one of them is no figure, which may be met."""
    texts = [
        *([] if cell.value is None else [cell.value]),
        *([] if cell.newcomers is None else [cell.newcomers]),
        *(cell.by_region or {}).values(),
        *(cell.by_track or {}).values(),
    ]
    numbers = [as_number(item) for item in texts]
    return [] if None in numbers else [Fraction(item) for item in numbers if item is not None]


def _show(limit: Fraction) -> str:
    number = Decimal(limit.numerator) / Decimal(limit.denominator)
    return f"{round(number, 2).normalize():f}"


def _agree(kind: ValueType, first: tuple[RowFormat, str], second: tuple[RowFormat, str]) -> bool:
    """Whether one figure can meet both thresholds."""
    (row, asked), (other, also) = first, second
    if {asked, also} & {UNPUBLISHED, AGREED}:
        return True
    if kind == "number":
        one, two = as_number(asked), as_number(also)
        if one is None or two is None or row.at_most == other.at_most:
            return True
        return two <= one if row.at_most else one <= two
    if kind == "yes-no":
        return as_answer(asked) == as_answer(also)
    return asked == also


def _say(row: RowFormat, asked: str) -> str:
    if as_number(asked) is None:
        return f"“{asked}”"
    return f"at {'most' if row.at_most else 'least'} {asked}"
