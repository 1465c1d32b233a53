"""A version's rules, prepared once for all partners."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Set
from dataclasses import dataclass, field
from decimal import Decimal
from itertools import chain
from typing import NamedTuple

from ..model.criterion import Criterion, Threshold, applies, thresholds
from ..model.metric import (
    CertificatesMetric,
    CountMetric,
    Measure,
    PeopleMetric,
    SpecialisationsMetric,
    SumMetric,
    TenureMetric,
    inputs,
)
from ..model.program import Path, Program, Version
from .deciding import Deciding, deciding, without_course
from .derive import Formula, formula
from .measures import MEASURES, Counter


class Asked(NamedTuple):
    """A criterion at a column.

    Most ask for the same figure of everybody: these give ``metric`` and ``least``, so that they
    cost next to nothing, and only the others are judged from the row. ``path`` is empty for what
    all ways to a level share.
    """

    row: Criterion
    metric: str
    least: Decimal | None
    path: str = ""


def asked(criteria: Iterable[Criterion], column: str, path: str = "") -> tuple[Asked, ...]:
    """The criteria that apply at a column."""
    return tuple(_asked(row, column, path) for row in criteria if applies(row, column))


def _asked(row: Criterion, column: str, path: str) -> Asked:
    if not isinstance(row, Threshold) or row.only_if or row.at_most or row.per:
        return Asked(row, "", None, path)
    cell = row.cells[column]
    varies = row.by_region or row.newcomers or cell.by_region or cell.by_track
    if varies or cell.newcomers is not None or not isinstance(cell.needed, Decimal):
        return Asked(row, "", None, path)
    return Asked(row, row.metric, cell.needed, path)


@dataclass(frozen=True, slots=True)
class Way:
    """All that must hold for a level on one path; ``path`` is empty where there are none."""

    path: str
    asked: tuple[Asked, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """What the levels of one ladder require; the only table of a version without ladders.

    ``asked`` are the criteria of each level, the common ones before those of the paths. ``ways``
    holds for each level the alternatives, of which one must hold. It ``is_plain`` where
    nothing but ``minimums`` that are the same for everybody decides: metrics with theirs, sorted.
    ``ratios`` are these once more, as numerator and denominator.
    ``answers`` are levels by how many of these are reached.
    """

    ladder: str | None
    levels: tuple[str, ...]
    common: tuple[Criterion, ...]
    paths: tuple[Path, ...]
    asked: Mapping[str, tuple[Asked, ...]]
    ways: Mapping[str, tuple[Way, ...]]
    is_plain: bool
    minimums: tuple[tuple[str, tuple[Decimal, ...]], ...]
    ratios: tuple[tuple[tuple[int, int], ...], ...]
    answers: dict[tuple[int, ...], str | None] = field(default_factory=dict, repr=False)


@dataclass(frozen=True, slots=True)
class Rules:
    """One version. ``tables`` are its ladders, by id, or one table under None.

    Metrics of all versions that are defined alike share a number in ``definitions``. ``counters``
    count from facts, ``formulas`` compute from other metrics. ``on_the_day``
    are those that have no course of their own, since they depend on the level held or on criteria.
    ``has_memory``: what was held before matters; ``counts_time``: for how long does. It
    ``compares`` where a criterion, be it of a benefit, asks for the figures of other members.
    """

    version: Version
    tables: Mapping[str | None, Table]
    deciding: Deciding
    definitions: Mapping[str, int]
    counters: Mapping[str, Counter]
    formulas: Mapping[str, Formula]
    on_the_day: frozenset[str]
    regions: Mapping[str, str]
    rest_of_world: str
    has_memory: bool
    counts_time: bool
    compares: bool

    def region_of(self, country: str) -> str:
        """The region of a country, empty for none."""
        return self.regions.get(country, self.rest_of_world)


def prepare(program: Program) -> tuple[Rules, ...]:
    """The rules of all versions but drafts, in the order in which they take effect."""
    known: list[object] = []
    return tuple(_rules(item, known) for item in program.versions if item.status != "draft")


def _rules(version: Version, known: list[object]) -> Rules:
    metrics = {name: metric.measure for name, metric in (version.metrics or {}).items()}
    countries = {code: region.id for region in version.regions for code in region.countries}
    rest = next((region.id for region in version.regions if not region.countries), "")
    on_the_day = without_course(metrics)
    tables = {table.ladder: table for table in _tables(version, on_the_day)}
    depends = deciding(version, _criteria(version, tables.values()), metrics, on_the_day)
    return Rules(
        version=version,
        tables=tables,
        deciding=depends,
        definitions=_definitions(metrics, version, known),
        counters={
            name: MEASURES[type(measure)](measure, version)
            for name, measure in metrics.items()
            if type(measure) in MEASURES
        },
        formulas={name: formula(measure) for name, measure in metrics.items() if inputs(measure)},
        on_the_day=on_the_day,
        regions=countries,
        rest_of_world=rest,
        has_memory=_has_memory(version),
        counts_time=_counts_time(version),
        compares=_compares(version, tables.values()),
    )


def _criteria(version: Version, tables: Iterable[Table]) -> Iterator[Criterion]:
    """All criteria that a level can depend on."""
    yield from version.membership
    for track in version.tracks:
        yield from track.when
    for table in tables:
        yield from table.common
        for path in table.paths:
            yield from path.requirements


def _compares(version: Version, tables: Iterable[Table]) -> bool:
    beside = [item.requires for item in version.specialisations]
    beside += [item.requires for item in version.benefits]
    rows = thresholds(chain(_criteria(version, tables), *beside))
    return any(cell.top for row in rows for cell in row.cells.values())


def _tables(version: Version, on_the_day: Set[str]) -> Iterator[Table]:
    varies = bool(version.tracks or version.membership or version.cumulative)
    if not version.ladders:
        levels = tuple(level.id for level in version.levels)
        yield _table(None, levels, version.requirements, version.paths, varies, on_the_day)
    for ladder in version.ladders:
        common = (*version.requirements, *ladder.requirements)
        paths = (*version.paths, *ladder.paths)
        yield _table(ladder.id, ladder.levels, common, paths, varies, on_the_day)


def _table(
    ladder: str | None,
    levels: tuple[str, ...],
    common: tuple[Criterion, ...],
    paths: tuple[Path, ...],
    varies: bool,
    on_the_day: Set[str],
) -> Table:
    rows: dict[str, tuple[Asked, ...]] = {}
    ways: dict[str, tuple[Way, ...]] = {}
    for level in levels:
        shared = asked(common, level)
        own = [(path.id, asked(path.requirements, level, path.id)) for path in paths]
        rows[level] = (*shared, *(row for _, found in own for row in found))
        ways[level] = tuple(Way(path, (*shared, *found)) for path, found in own if found) or (
            Way("", shared),
        )
    minimums: dict[str, set[Decimal]] = {}
    found = [row for level in levels for row in rows[level]]
    for row in found:
        if row.least is not None:
            minimums.setdefault(row.metric, set()).add(row.least)
    varies = varies or any(row.least is None for row in found)
    varies = varies or not on_the_day.isdisjoint(minimums)
    least = tuple((name, tuple(sorted(values))) for name, values in minimums.items())
    ratios = tuple(tuple(map(Decimal.as_integer_ratio, values)) for _, values in least)
    return Table(ladder, levels, common, paths, rows, ways, not varies, least, ratios)


def _has_memory(version: Version) -> bool:
    """Whether what was held before matters for what is held."""
    return bool(
        version.review
        or version.mapping
        or version.grandfathering
        or version.unknown == "keep"
        or _counts_time(version)
    )


def _counts_time(version: Version) -> bool:
    """Whether it matters for how long a level has been held."""
    measures = [metric.measure for metric in (version.metrics or {}).values()]
    tenures = any(isinstance(item, TenureMetric) and item.level for item in measures)
    return tenures or any(level.longest_stay for level in version.levels)


def _definitions(
    metrics: Mapping[str, Measure], version: Version, known: list[object]
) -> Mapping[str, int]:
    """A number for each metric: the same for all that a value depends on in the same way."""
    numbers: dict[str, int] = {}

    def number(name: str) -> int:
        if name not in numbers:
            parts = [number(part) for part in inputs(metrics[name])]
            definition = (metrics[name], _own(metrics[name], version), version.affiliates, parts)
            if definition not in known:
                known.append(definition)
            numbers[name] = known.index(definition)
        return numbers[name]

    return {name: number(name) for name in metrics}


def _own(measure: Measure, version: Version) -> object:
    """What of a version a metric's value depends on, its parts aside."""
    match measure:
        case PeopleMetric() | CertificatesMetric():
            return version.certifications
        case SumMetric() | CountMetric():
            return version.currency, version.exchange
        case TenureMetric() | SpecialisationsMetric():
            return version.id
        case _:
            return None
