"""Which figures levels depend on, and where it matters that they change."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Set
from dataclasses import dataclass
from decimal import Decimal
from math import ceil

from ..model.criterion import Combination, Criterion, Threshold
from ..model.metric import Measure, SpecialisationsMetric, TenureMetric, inputs
from ..model.program import Version
from .courses import EXACT

LONGEST = 240
"""Months up to which a tenure is looked at where it counts for more than a threshold."""


@dataclass(frozen=True, slots=True)
class Deciding:
    """The figures that levels and tracks depend on, and the values at which they matter.

    ``figures`` are metrics with the thresholds that they are compared with; None where every step
    of the metric may matter. In those of ``agreed`` further thresholds stand in the records.
    ``ranked`` are rows that compare with other partners. ``tenures`` are the months at which the
    time at a level matters, by level; under "" those of a newcomer.
    """

    figures: Mapping[str, tuple[Decimal, ...] | None]
    agreed: frozenset[str]
    ranked: tuple[Threshold, ...]
    tenures: Mapping[str, tuple[int, ...]]


def deciding(
    version: Version,
    criteria: Iterable[Criterion],
    metrics: Mapping[str, Measure],
    on_the_day: Set[str],
) -> Deciding:
    """What the criteria of a version depend on. Metrics ``on_the_day`` have no course."""
    found = _Found(version, metrics, on_the_day)
    found.add(criteria)
    return Deciding(
        figures={
            name: None if values is None else tuple(sorted(values))
            for name, values in found.figures.items()
        },
        agreed=frozenset(found.agreed),
        ranked=tuple(found.ranked),
        tenures={level: tuple(sorted(months)) for level, months in found.tenures.items()},
    )


class _Found:
    """Collects what criteria depend on."""

    def __init__(
        self, version: Version, metrics: Mapping[str, Measure], on_the_day: Set[str]
    ) -> None:
        self.version = version
        self.metrics = metrics
        self.on_the_day = on_the_day
        self.figures: dict[str, set[Decimal] | None] = {}
        self.agreed: set[str] = set()
        self.ranked: list[Threshold] = []
        self.tenures: dict[str, set[int]] = {}
        self._counted: set[str] = set()
        self._opened: set[str] = set()
        if version.newcomers is not None:
            self.tenures[""] = {version.newcomers.months}

    def add(self, criteria: Iterable[Criterion], every_step: bool = False) -> None:
        """Where people serve one row only, it matters who they are, and so does every step."""
        for row in criteria:
            self.add(row.only_if, every_step)
            if isinstance(row, Combination):
                self.add(row.rows, every_step or row.each_person_once)
            elif isinstance(row, Threshold):
                self._threshold(row, every_step)

    def _threshold(self, row: Threshold, every_step: bool) -> None:
        if any(cell.top for cell in row.cells.values()):
            self.ranked.append(row)
        if row.per:
            self._metric(row.per, None)
        is_agreed = any(cell.agreed for cell in row.cells.values())
        if is_agreed:
            self.agreed.add(row.metric)
        fixed = not (every_step or row.per or row.at_most)
        # Targets are added to the thresholds of figures; times may be agreed at any length.
        fixed = fixed and not (is_agreed and row.metric in self.on_the_day)
        self._metric(row.metric, self._values(row) if fixed else None)

    def _values(self, row: Threshold) -> set[Decimal]:
        """Every threshold that somebody may be asked for, times every factor."""
        version = self.version
        values = {
            figure
            for cell in row.cells.values()
            for figure in cell.figures
            if isinstance(figure, Decimal)
        }
        if row.by_region:
            factors = [region.factor for region in version.regions]
            values |= {EXACT.multiply(value, factor) for value in values for factor in factors}
        if row.newcomers and version.newcomers:
            values |= {EXACT.multiply(value, version.newcomers.factor) for value in values}
        return values

    def _metric(self, name: str, values: set[Decimal] | None) -> None:
        measure = self.metrics[name]
        if isinstance(measure, TenureMetric) and measure.level:
            months = range(LONGEST + 1) if values is None else map(ceil, values)
            self.tenures.setdefault(measure.level, set()).update(months)
        elif isinstance(measure, SpecialisationsMetric):
            self._specialisations(measure)
        elif name in self.on_the_day:
            parts = () if name in self._opened else inputs(measure)
            self._opened.add(name)
            for part in parts:
                self._metric(part, None)
        else:
            known = self.figures.get(name, set())
            self.figures[name] = None if values is None or known is None else known | values

    def _specialisations(self, measure: SpecialisationsMetric) -> None:
        for item in self.version.specialisations:
            if item.id in measure.of and item.id not in self._counted:
                self._counted.add(item.id)
                self.add(item.requires)


def without_course(metrics: Mapping[str, Measure]) -> frozenset[str]:
    """Metrics that have no course of their own: they depend on the level held, or on criteria."""
    known: dict[str, bool] = {}

    def depends(name: str) -> bool:
        if name not in known:
            measure = metrics[name]
            known[name] = (
                isinstance(measure, SpecialisationsMetric)
                or (isinstance(measure, TenureMetric) and bool(measure.level))
                or any(depends(part) for part in inputs(measure))
            )
        return known[name]

    return frozenset(filter(depends, metrics))
