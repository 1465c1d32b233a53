"""A member on one day: its figures, and what is asked of it in particular."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Protocol

from ..model.criterion import Cell, Needed, Threshold
from ..model.days import months_later
from ..model.metric import SpecialisationsMetric, TenureMetric, inputs, origins
from ..model.partner import Enrolment
from ..model.standing import Value
from ..model.text import Source
from .courses import EXACT
from .derive import product
from .member import Member, in_force
from .peers import Peers
from .rules import Rules


class Memory(Protocol):
    """What is known of the days before."""

    def held_from(self, levels: Sequence[str], level: str) -> date | None:
        """Since when ``level`` or a higher one of ``levels`` has been held; None if it is not."""


class Specialised(Protocol):
    """Tells which specialisations are held."""

    def __call__(self, case: Case) -> tuple[str, ...]: ...


@dataclass(slots=True)
class Case:
    """``region`` and ``ladder`` are empty where the version knows none, ``track`` where none fits.

    The track is None while it is being looked for.

    Nothing in it changes but what it has looked up already; not being frozen, it is made faster.
    """

    member: Member
    rules: Rules
    day: date
    enrolment: Enrolment
    peers: Peers
    memory: Memory | None
    ladder: str
    region: str
    specialised: Specialised
    track: str | None = None
    _values: dict[str, Value] = field(default_factory=dict, init=False, repr=False)
    _sources: dict[str, tuple[Source, ...]] = field(default_factory=dict, init=False, repr=False)

    def value(self, metric_id: str) -> Value:
        """The figure of the day."""
        known = self._values
        if metric_id not in known:
            known[metric_id] = self._value(metric_id)
        return known[metric_id]

    def _value(self, metric_id: str) -> Value:
        if metric_id not in self.rules.on_the_day:
            return self.member.course(self.rules, metric_id).on(self.day)
        measure = self.rules.version.metric(metric_id).measure
        match measure:
            case TenureMetric():
                return self._tenure(measure)
            case SpecialisationsMetric():
                held = self.specialised(self)
                return Decimal(sum(name in held for name in measure.of))
            case _:
                values = tuple(self.value(part) for part in inputs(measure))
                return self.rules.formulas[metric_id](values)

    def _tenure(self, measure: TenureMetric) -> Value:
        """Whole months at a level; in the program they are a figure like others."""
        held = self.memory.held_from(self.levels, measure.level) if self.memory else None
        return Decimal(0 if held is None else months_between(held, self.day))

    def sources(self, metric_id: str) -> tuple[Source, ...]:
        """The facts that a value was counted from."""
        if metric_id not in self._sources:
            self._sources[metric_id] = self._find_sources(metric_id)
        return self._sources[metric_id]

    def _find_sources(self, metric_id: str) -> tuple[Source, ...]:
        if metric_id not in self.rules.on_the_day:
            return self.member.course(self.rules, metric_id).sources(self.day)
        below = origins(metric_id, self.rules.version.metrics or {})
        return tuple(
            source
            for part in below
            if part not in self.rules.on_the_day
            for source in self.sources(part)
        )

    def people(self, metric_id: str) -> frozenset[int]:
        """Who counts in a metric of people."""
        return self.member.course(self.rules, metric_id).people(self.day)

    @property
    def levels(self) -> tuple[str, ...]:
        """The levels of the member's ladder and track, or of all while that is not known yet."""
        tables = self.rules.tables
        levels = (tables.get(self.ladder) or tables.get(None) or next(iter(tables.values()))).levels
        if self.track is None or not self.rules.version.tracks:
            return levels
        return tuple(name for name in self.rules.version.levels_of(self.track) if name in levels)

    @property
    def is_newcomer(self) -> bool:
        newcomers, since = self.rules.version.newcomers, self.enrolment.since
        if newcomers is None or since is None:
            return False
        ends = months_later(since, newcomers.months)
        return ends is None or self.day < ends

    def needed(self, row: Threshold, column: str) -> Value:
        """What the member is compared with at a column; None where nothing is known of it."""
        cell = row.cells[column]
        if cell.top is not None:
            return self.least(row, cell)
        if self.is_agreed(cell):
            return self.target(row.metric, column)
        asked = self.asked(row, cell)
        if row.per and isinstance(asked, Decimal):
            return product(asked, self.value(row.per))
        return asked

    def is_unpublished(self, cell: Cell) -> bool:
        """Whether nobody published what this member is asked for."""
        return cell.top is None and not self.is_agreed(cell) and self._written(cell) is None

    def is_private(self, row: Threshold, column: str) -> bool:
        """Whether the threshold is not for everybody's eyes, or tells figures of somebody."""
        cell = row.cells[column]
        return cell.hidden or self.is_agreed(cell) or cell.top is not None or bool(row.per)

    def asked(self, row: Threshold, cell: Cell) -> Needed:
        """The threshold of a cell for this member, for one unit of ``per``; None if unpublished."""
        needed = self._written(cell)
        if not isinstance(needed, Decimal):
            return needed
        version = self.rules.version
        if row.by_region and self.region:
            factor = next(item.factor for item in version.regions if item.id == self.region)
            needed = EXACT.multiply(needed, factor)
        if row.newcomers and version.newcomers and self.is_newcomer:
            needed = EXACT.multiply(needed, version.newcomers.factor)
        return needed

    def _written(self, cell: Cell) -> Needed:
        """The threshold of a cell for this member, before any factor."""
        particular = self._particular(cell)
        return particular[0] if particular else cell.needed

    def is_agreed(self, cell: Cell) -> bool:
        """Whether the threshold stands in the record: nothing more particular applies."""
        return cell.agreed and not self._particular(cell)

    def _particular(self, cell: Cell) -> tuple[Needed] | None:
        """The most particular threshold: for newcomers, for the region, or for the track."""
        if cell.newcomers is not None and self.is_newcomer:
            return (cell.newcomers,)
        if cell.by_region and self.region in cell.by_region:
            return (cell.by_region[self.region],)
        if cell.by_track and self.track is not None and self.track in cell.by_track:
            return (cell.by_track[self.track],)
        return None

    def target(self, metric_id: str, column: str) -> Decimal | None:
        """The threshold agreed with the partner: for the level, or else for all levels."""
        targets = self.member.facts(self.rules).targets
        agreed = [item for item in targets if item.metric == metric_id]
        own = in_force([item for item in agreed if item.level == column], self.day)
        target = own or in_force([item for item in agreed if not item.level], self.day)
        return target.value if target else None

    def approvals(self, column: str, criterion: str) -> tuple[Source, ...]:
        """The decisions by a person for a criterion at a column that stand on the day."""
        return tuple(
            item.source
            for item in self.member.facts(self.rules).approvals
            if item.level == column
            and item.criterion in ("", criterion)
            and item.ladder in ("", self.ladder)
            and item.on <= self.day <= (item.until or date.max)
        )

    def least(self, row: Threshold, cell: Cell) -> Value:
        """What it takes to be among the best; None where anybody with a figure is."""
        if cell.top is None:
            return None
        course = self.peers.least(
            self.member, self.rules, row.metric, row.among, cell.top, self.day
        )
        return course.on(self.day)


def months_between(begin: date, day: date) -> int:
    """Whole months that are over on ``day``."""
    months = (day.year - begin.year) * 12 + day.month - begin.month
    while months > 0 and ((after := months_later(begin, months)) is None or after > day):
        months -= 1
    return max(months, 0)
