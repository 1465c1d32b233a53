"""From the metrics of a version file to metrics."""

from __future__ import annotations

from typing import Literal

from ..model.program import (
    CountMetric,
    DocumentMetric,
    FactMetric,
    Measure,
    Metric,
    PeopleMetric,
    Period,
    Publication,
    SumMetric,
)
from ..model.text import Source
from .formats.metric import (
    AnyMetric,
    DocumentMetricFormat,
    EntriesFormat,
    FactMetricFormat,
    PeopleFormat,
)
from .texts import text

ValueType = Literal["text", "number", "yes-no"]
_UNITS: dict[str, Literal["days", "months", "quarters", "years"]] = {
    "day": "days",
    "month": "months",
    "quarter": "quarters",
    "year": "years",
}


def build_metric(name: str, item: AnyMetric, source: Source) -> Metric:
    """A metric under its id."""
    publish = None
    if item.publish == "count":
        publish = Publication("count")
    elif item.publish is not None:
        publish = Publication("band", tuple(sorted(item.publish.bands)))
    return Metric(
        id=name,
        name=text(item.name),
        measure=_measure(item),
        source=source,
        unit=text(item.unit),
        money=isinstance(item, EntriesFormat) and item.measure == "sum" and item.unit is None,
        publish=publish,
    )


def value_type(metric: AnyMetric) -> ValueType:
    """What a threshold of the metric is written as."""
    if isinstance(metric, FactMetricFormat):
        return metric.value
    return "yes-no" if isinstance(metric, DocumentMetricFormat) else "number"


def _measure(item: AnyMetric) -> Measure:
    match item:
        case PeopleFormat():
            return PeopleMetric(item.holding, item.role or "")
        case EntriesFormat():
            kind = SumMetric if item.measure == "sum" else CountMetric
            where = {str(name): values for name, values in item.where.items()}
            unless = {str(name): values for name, values in item.unless.items()}
            return kind(item.of, where, unless, _period(item.period))
        case DocumentMetricFormat():
            return DocumentMetric(item.document)
        case FactMetricFormat():
            return FactMetric(item.fact, item.value)


def _period(written: str | None) -> Period | None:
    """``last 12 months``, ``last year``, ``calendar year`` or ``previous calendar year``."""
    if written is None:
        return None
    match written.split():
        case ["last", count, unit]:
            return Period("last", int(count), _UNITS[unit.removesuffix("s")])
        case ["last", unit]:
            return Period("last", 1, _UNITS[unit.removesuffix("s")])
        case ["calendar", _]:
            return Period("calendar-year")
        case _:
            return Period("previous-calendar-year")
