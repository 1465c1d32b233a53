"""Between which figures a metric can be at all."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

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
    RatioMetric,
    SpecialisationsMetric,
    TenureMetric,
)
from .cycles import in_order


@dataclass(frozen=True, slots=True)
class Range:
    """The least and the greatest figure; None where there is no such limit."""

    low: Fraction | None = None
    high: Fraction | None = None


_ANY = Range()
_ZERO, _ONE = Fraction(0), Fraction(1)
Ranges = Mapping[str, Range]


def ranges(metrics: dict[str, Metric]) -> Ranges:
    """The range of each metric. None of them may be computed from itself."""
    known: dict[str, Range] = {}
    for metric in in_order(metrics):
        known[metric.id] = _range(metric.measure, known)
    return known


def _range(measure: Measure, known: Ranges) -> Range:
    match measure:
        case PeopleMetric() | CertificatesMetric() | CountMetric() | TenureMetric():
            return Range(_ZERO)
        case DocumentMetric():
            return Range(_ZERO, _ONE)
        case DocumentsMetric():
            return Range(_ZERO, Fraction(len(set(measure.documents))))
        case SpecialisationsMetric():
            return Range(_ZERO, Fraction(len(set(measure.of))))
        case FactMetric():
            return Range(_ZERO, _ONE) if measure.value == "yes-no" else _ANY
        case RatioMetric():
            others = [measure.if_empty] if measure.if_empty is not None else []
            return Range(high=_highest([measure.cap, *others]))
        case GrowthMetric():
            return _ANY
        case PointsMetric():
            parts = [_part(part, known) for part in measure.parts]
            # A part that is unknown gives nothing.
            low = _sum(_lowest([part.low, _ZERO]) for part in parts)
            high = _sum(_highest([part.high, _ZERO]) for part in parts)
            return _capped(Range(low, high), measure.cap)
        case IndexMetric():
            weights = [Fraction(part.weight) for part in measure.parts]
            parts = [_part(part, known) for part in measure.parts]
            low = _sum(_times(p.low, w) for p, w in zip(parts, weights, strict=True))
            high = _sum(_times(p.high, w) for p, w in zip(parts, weights, strict=True))
            whole = 1 / sum(weights, _ZERO)
            return Range(_times(low, whole), _times(high, whole))
        case BestMetric():
            below = [known.get(name, _ANY) for name in measure.of]
            return Range(_lowest(p.low for p in below), _highest(p.high for p in below))
        case _:
            return _ANY


def _part(part: Part, known: Ranges) -> Range:
    """The points that a part can give."""
    figure = known.get(part.metric, _ANY)
    if part.steps:
        reached = [
            Fraction(points)
            for least, points in part.steps
            if figure.high is None or Fraction(least) <= figure.high
        ]
        found = Range(min([_ZERO, *reached]), max([_ZERO, *reached]))
    elif part.full_at is not None and part.points is not None:
        share = _ONE
        if figure.high is not None:
            share = max(_ZERO, min(_ONE, figure.high / Fraction(part.full_at)))
        full = Fraction(part.points) * share
        found = Range(min(_ZERO, full), max(_ZERO, full))
    else:
        rate = Fraction(_ONE if part.each is None else part.each)
        rate = rate if part.one_per is None else 1 / Fraction(part.one_per)
        ends = _times(figure.low, rate), _times(figure.high, rate)
        found = Range(*(ends if rate >= 0 else ends[::-1]))
    if part.whole:
        found = Range(
            None if found.low is None else Fraction(math.floor(found.low)),
            None if found.high is None else Fraction(math.floor(found.high)),
        )
    return _capped(found, part.cap)


def _capped(found: Range, cap: Decimal | None) -> Range:
    if cap is None:
        return found
    limit = Fraction(cap)
    low = None if found.low is None else min(found.low, limit)
    return Range(low, limit if found.high is None else min(found.high, limit))


def _times(value: Fraction | None, rate: Fraction) -> Fraction | None:
    return None if value is None else value * rate


def _sum(values: Iterable[Fraction | None]) -> Fraction | None:
    total = _ZERO
    for value in values:
        if value is None:
            return None
        total += value
    return total


def _highest(values: Iterable[Fraction | Decimal | None]) -> Fraction | None:
    found = list(values)
    return None if None in found else max(Fraction(value) for value in found if value is not None)


def _lowest(values: Iterable[Fraction | Decimal | None]) -> Fraction | None:
    found = list(values)
    return None if None in found else min(Fraction(value) for value in found if value is not None)
