"""A program's rules, prepared once for all partners."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from ..model.program import (
    Cell,
    Combination,
    Criterion,
    Measure,
    PeopleMetric,
    Program,
    SumMetric,
    Threshold,
    Version,
)


@dataclass(frozen=True, slots=True)
class Rules:
    """One version, in force from ``begin`` to the day before ``end``, for ever where that is None.

    ``deciding`` are the metrics that levels and tracks depend on, each with the figures that it is
    compared with; in those of ``agreed`` further figures stand in the records. Metrics with the
    same number in ``definitions`` are defined alike, also across versions.
    """

    version: Version
    begin: date
    end: date | None
    deciding: Mapping[str, tuple[Decimal, ...]]
    agreed: frozenset[str]
    definitions: Mapping[str, int]

    def covers(self, day: date) -> bool:
        return self.begin <= day and (self.end is None or day < self.end)


def prepare(program: Program) -> tuple[Rules, ...]:
    """The rules that apply one after the other, the first ones first; drafts never do."""
    versions = [version for version in program.versions if version.status != "draft"]
    ends = [*(version.effective for version in versions[1:]), None]
    known: list[object] = []
    return tuple(_rules(version, end, known) for version, end in zip(versions, ends, strict=True))


def _rules(version: Version, end: date | None, known: list[object]) -> Rules:
    conditions = (row for track in version.tracks for row in track.when)
    cells = list(_cells((*version.requirements, *conditions)))
    return Rules(
        version=version,
        begin=version.effective,
        end=end,
        deciding={
            metric: tuple(
                sorted(
                    cell.needed
                    for name, cell in cells
                    if name == metric and isinstance(cell.needed, Decimal)
                )
            )
            for metric, _ in cells
        },
        agreed=frozenset(metric for metric, cell in cells if cell.agreed),
        definitions={
            name: _number(_definition(metric.measure, version), known)
            for name, metric in (version.metrics or {}).items()
        },
    )


def _cells(criteria: Iterable[Criterion]) -> Iterator[tuple[str, Cell]]:
    for row in criteria:
        if isinstance(row, Threshold):
            yield from ((row.metric, cell) for cell in row.cells.values())
        elif isinstance(row, Combination):
            yield from _cells(row.rows)


def _definition(measure: Measure, version: Version) -> object:
    """All of a version that a metric's value depends on."""
    match measure:
        case PeopleMetric():
            months = {item.id: item.valid_months for item in version.certifications}
            return measure, [months.get(name) for name in measure.holding]
        case SumMetric():
            return measure, version.currency, version.exchange
        case _:
            return measure


def _number(definition: object, known: list[object]) -> int:
    if definition not in known:
        known.append(definition)
    return known.index(definition)
