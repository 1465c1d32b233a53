"""From the metrics of a version file to metrics."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from ..model.metric import (
    BestMetric,
    CertificatesMetric,
    CountMetric,
    DocumentMetric,
    DocumentsMetric,
    FactMetric,
    GrowthMetric,
    IndexMetric,
    Measure,
    Metric,
    Part,
    PeopleMetric,
    PointsMetric,
    Publication,
    RatioMetric,
    Selection,
    SpecialisationsMetric,
    SumMetric,
    TenureMetric,
)
from .formats.computed import (
    BestFormat,
    CategoryFormat,
    GrowthFormat,
    IndexFormat,
    IndexPartFormat,
    PartFormat,
    PointsFormat,
    PointsPartFormat,
    RatioFormat,
)
from .formats.counted import (
    CertificatesFormat,
    CountFormat,
    DocumentMetricFormat,
    DocumentsMetricFormat,
    FactMetricFormat,
    MetricFormat,
    PeopleFormat,
    SelectionFormat,
    SpecialisationsFormat,
    SumFormat,
    TenureFormat,
    Times,
)
from .formats.metric import AnyMetric
from .formats.version import VersionFormat
from .shape import Shaped
from .texts import text
from .times import Begins, month_day, period

MONEY = ("revenue", "deals")
"""Tables whose amounts are money unless a unit says otherwise."""


def build_metrics(file: Shaped[VersionFormat]) -> dict[str, Metric]:
    """The metrics of a version by id.

    A choice of entries that is written inside another metric becomes one with the id
    ``METRIC.PART``, which no written id can be.
    """
    value = file.value
    begins = {
        "calendar": (1, 1),
        "fiscal": month_day(value.fiscal_year_begins),
        "program": month_day(value.program_year_begins),
    }
    builder = _MetricBuilder(file, begins, {})
    for name, item in value.metrics.items():
        builder.add(name, item)
    return builder.metrics


@dataclass
class _MetricBuilder:
    file: Shaped[VersionFormat]
    begins: Begins
    metrics: dict[str, Metric]

    def add(self, name: str, item: AnyMetric) -> None:
        """Build a metric, and those that are written inside it."""
        source = self.file.source("metrics", name)
        self.metrics[name] = Metric(
            id=name,
            name=text(item.name),
            measure=self._measure(name, item),
            source=source,
            unit=text(item.unit),
            money=is_money(item, self.file.value.metrics),
            publish=_publication(item),
        )

    def _measure(self, name: str, item: AnyMetric) -> Measure:
        match item:
            case SumFormat():
                return SumMetric(self._selection(item.of, item), _times(item.times))
            case CountFormat():
                return CountMetric(self._selection(item.of, item), item.distinct or "")
            case PointsFormat():
                return PointsMetric(self._parts(name, item), item.cap)
            case IndexFormat():
                return IndexMetric(self._parts(name, item))
            case CategoryFormat():
                return PointsMetric(self._category(item))
            case SpecialisationsFormat():
                every = tuple(held.id for held in self.file.value.specialisations)
                return SpecialisationsMetric(item.of or every)
            case _:
                return _plain_measure(item)

    def _selection(self, table: str, item: SelectionFormat) -> Selection:
        return Selection(
            of=table,
            where={str(label): values for label, values in item.where.items()},
            unless={str(label): values for label, values in item.unless.items()},
            period=period(item.period, self.begins) if item.period else None,
            minimum=item.minimum,
            if_none=item.if_none,
            active=item.active,
            since=item.since,
            until=item.until,
        )

    def _category(self, item: CategoryFormat) -> tuple[Part, ...]:
        """The parts of another metric that belong to the category."""
        whole = self.file.value.metrics.get(item.of)
        if not isinstance(whole, PointsFormat):
            return ()  # Reported with the references.
        pairs = zip(whole.parts, self._parts(item.of, whole), strict=True)
        return tuple(part for written, part in pairs if written.category == item.category)

    def _parts(self, name: str, item: PointsFormat | IndexFormat) -> tuple[Part, ...]:
        names = part_names(item)
        return tuple(self._part(name, item, i, names[i]) for i in range(len(names)))

    def _part(self, name: str, item: PointsFormat | IndexFormat, index: int, own: str) -> Part:
        part = item.parts[index]
        metric = part.metric or f"{name}.{own}"
        if part.metric is None and part.of is not None:
            source = self.file.source("metrics", name, "parts", index)
            label = text(part.name or item.name)
            selection = self._selection(part.of, part)
            if part.measure == "count":
                self.metrics[metric] = Metric(metric, label, CountMetric(selection), source)
            else:
                measure = SumMetric(selection, _times(part.times))
                money = part.of in MONEY
                self.metrics[metric] = Metric(metric, label, measure, source, money=money)
        return Part(
            metric=metric,
            name=text(part.name),
            each=part.each,
            one_per=part.one_per,
            full_at=part.full_at,
            points=part.points,
            steps=tuple(sorted((part.steps or {}).items())),
            whole=part.whole,
            cap=part.cap,
            category=(part.category or "") if isinstance(part, PointsPartFormat) else "",
            weight=(isinstance(part, IndexPartFormat) and part.weight) or Decimal(1),
        )


def part_names(item: PointsFormat | IndexFormat) -> list[str]:
    """What each part is known by: its id, or the category it has for itself, or its number."""
    parts: tuple[PartFormat, ...] = item.parts
    categories = [getattr(part, "category", None) for part in parts]
    return [
        part.id or (category if category and categories.count(category) == 1 else str(i))
        for i, (part, category) in enumerate(zip(parts, categories, strict=True), 1)
    ]


def _plain_measure(item: AnyMetric) -> Measure:
    """Measures that are made of nothing but their own keys."""
    match item:
        case PeopleFormat():
            latest = item.latest_versions
            return PeopleMetric(item.holding, item.role or "", item.each, latest)
        case CertificatesFormat():
            return CertificatesMetric(item.holding, item.role or "", item.latest_versions)
        case DocumentMetricFormat():
            return DocumentMetric(item.document)
        case DocumentsMetricFormat():
            return DocumentsMetric(item.documents)
        case FactMetricFormat():
            return FactMetric(item.fact, item.value)
        case RatioFormat():
            percent = item.measure == "share"
            return RatioMetric(item.of, item.to, percent, item.cap, item.if_empty)
        case GrowthFormat():
            return GrowthMetric(item.of, item.against, item.minimum_base, item.if_below)
        case BestFormat():
            return BestMetric(item.of)
        case TenureFormat():
            return TenureMetric(item.level or "")
    raise AssertionError(item)


def _times(written: Times) -> dict[str, Mapping[str, Decimal]]:
    return {str(label): dict(factors) for label, factors in written.items()}


def is_money(item: MetricFormat | None, metrics: Mapping[str, AnyMetric]) -> bool:
    """Whether a metric's figure is an amount of money: a sum of some, or the best of such sums."""
    if item is None or item.unit is not None:
        return False
    if isinstance(item, BestFormat):
        return all(
            isinstance(metrics.get(name), SumFormat) and is_money(metrics[name], metrics)
            for name in item.of
        )
    return isinstance(item, SumFormat) and item.of in MONEY


def _publication(item: AnyMetric) -> Publication | None:
    if item.publish is None:
        return None
    if item.publish == "count":
        return Publication("count")
    return Publication("band", tuple(sorted(item.publish.bands)))
