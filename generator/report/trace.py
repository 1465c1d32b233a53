"""The criteria of a member on one day, each with its finding: level by level, way by way."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ..model.criterion import Combination, Criterion, Threshold, applies
from ..model.program import MEMBERSHIP, Path
from ..model.standing import Finding
from ..model.text import EMPTY, Text
from ..qualify.case import Case
from ..qualify.criteria import explain
from ..qualify.evaluate import Outcome, offered


@dataclass(frozen=True, slots=True)
class Line:
    """One criterion and its finding, and below it the ``rows`` of a combination that is asked.

    ``agreed``: the threshold stands in the partner's record.
    """

    criterion: Criterion
    finding: Finding
    agreed: bool = False
    rows: tuple[Line, ...] = ()

    @property
    def is_asked(self) -> bool:
        """Whether it counts, rather than asking only of others."""
        return self.finding.verdict != "not-applicable"

    @property
    def is_missing(self) -> bool:
        return self.finding.verdict in ("missed", "unknown")

    def nested(self, depth: int = 0) -> Iterator[tuple[int, Line]]:
        """The line and all below it, with the number of combinations around each."""
        yield depth, self
        for row in self.rows:
            yield from row.nested(depth + 1)


@dataclass(frozen=True, slots=True)
class Way:
    """All criteria that must hold: on one path, or without any where ``path`` is None."""

    path: Path | None
    lines: tuple[Line, ...]

    @property
    def asked(self) -> tuple[Line, ...]:
        """The criteria that count."""
        return tuple(line for line in self.lines if line.is_asked)

    @property
    def missing(self) -> tuple[Line, ...]:
        """The criteria that keep a partner from it."""
        return tuple(line for line in self.lines if line.is_missing)


@dataclass(frozen=True, slots=True)
class Column:
    """All criteria of one level, specialisation, track, benefit, or of the membership.

    ``common`` count on every way; ``own`` are those of each path that asks something here. Where
    the partner has ``chosen`` a path, the others are closed.
    """

    id: str
    name: Text
    common: tuple[Line, ...]
    own: tuple[tuple[Path, tuple[Line, ...]], ...] = ()
    chosen: str = ""

    @property
    def lines(self) -> tuple[Line, ...]:
        """In the order of the rules."""
        return (*self.common, *(line for _, lines in self.own for line in lines))

    @property
    def ways(self) -> tuple[Way, ...]:
        """The alternatives, of which one must hold; none where the path chosen leads elsewhere."""
        if not self.own:
            return (Way(None, self.common),)
        return tuple(
            Way(path, (*self.common, *lines)) for path, lines in self.own if self.is_open(path)
        )

    def is_open(self, path: Path) -> bool:
        return self.chosen in ("", path.id)

    def way(self, path: str | None = None) -> Way:
        """The one on ``path``; else that on which least is missing, of several the first."""
        ways = self.ways or (Way(None, self.common),)
        taken = (way for way in ways if way.path is not None and way.path.id == path)
        return next(taken, None) or min(ways, key=lambda way: len(way.missing))

    @property
    def is_met(self) -> bool:
        return any(not way.missing for way in self.ways)


@dataclass(frozen=True, slots=True)
class Trace:
    """Why a partner stands where it stands: its levels, lowest first, and all else with criteria.

    ``tracks`` are the conditions of the tracks, where the record leaves the track to them.
    """

    levels: tuple[Column, ...]
    specialisations: tuple[Column, ...]
    benefits: tuple[Column, ...]
    membership: Column
    tracks: tuple[Column, ...]

    @property
    def columns(self) -> tuple[Column, ...]:
        """In the order in which they are told."""
        beside = (*self.specialisations, *self.benefits)
        return (*self.levels, *beside, self.membership, *self.tracks)

    def level(self, level_id: str | None) -> Column | None:
        return next((column for column in self.levels if column.id == level_id), None)

    def included(self, level_id: str | None, cumulative: bool) -> tuple[Column, ...]:
        """A level, and where levels are ``cumulative`` those below it; none for no level."""
        names = [column.id for column in self.levels]
        if level_id not in names:
            return ()
        index = names.index(level_id)
        return self.levels[0 if cumulative else index : index + 1]

    def highest_met(self, cumulative: bool) -> Column | None:
        """The highest level whose criteria hold, whatever the membership asks for."""
        for column in reversed(self.levels):
            if all(item.is_met for item in self.included(column.id, cumulative)):
                return column
        return None


def trace(outcome: Outcome) -> Trace | None:
    """All criteria of a day; None where nothing was judged."""
    case = outcome.case
    if case is None:
        return None
    version = case.rules.version
    tracks = () if case.enrolment.track else version.tracks
    return Trace(
        tuple(level_column(outcome, case, name) for name in outcome.levels),
        tuple(_column(item.id, item.name, item.requires, case) for item in offered(case)),
        tuple(
            _column(item.id, item.name, item.requires, case)
            for item in version.benefits
            if item.requires
        ),
        membership(case),
        tuple(_column(item.id, item.name, item.when, case) for item in tracks if item.when),
    )


def level_column(outcome: Outcome, case: Case, level: str) -> Column:
    """What a level of the outcome asks for."""
    table, name = outcome.table, case.rules.version.level(level).name
    if table is None:
        return Column(level, name, ())
    own = [(path, _lines(path.requirements, level, case, path.id)) for path in table.paths]
    return Column(
        level,
        name,
        _lines(table.common, level, case),
        tuple((path, lines) for path, lines in own if lines),
        next((path.id for path in table.paths if path.id == case.enrolment.path), ""),
    )


def membership(case: Case) -> Column:
    """What the membership itself asks for."""
    return _column(MEMBERSHIP, EMPTY, case.rules.version.membership, case)


def _column(name: str, label: Text, criteria: Sequence[Criterion], case: Case) -> Column:
    return Column(name, label, _lines(criteria, name, case))


def _lines(
    criteria: Sequence[Criterion], column: str, case: Case, path: str = ""
) -> tuple[Line, ...]:
    return tuple(_line(row, column, case, path) for row in criteria if applies(row, column))


def _line(row: Criterion, column: str, case: Case, path: str) -> Line:
    finding = next(explain(row, column, case, path))
    agreed = isinstance(row, Threshold) and case.is_agreed(row.cells[column])
    is_asked = finding.verdict != "not-applicable"
    below = row.rows if isinstance(row, Combination) and is_asked else ()
    return Line(row, finding, agreed, _lines(below, column, case, path))
