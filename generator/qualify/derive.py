"""Metrics computed from other metrics, on one day: shares, growth, points, indices.

Everything is exact: a division that does not come out even stays a fraction.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from decimal import Decimal
from fractions import Fraction
from functools import lru_cache, partial

from ..model.metric import (
    BestMetric,
    GrowthMetric,
    IndexMetric,
    Measure,
    Part,
    PointsMetric,
    RatioMetric,
)
from ..model.standing import Number, Value
from .courses import EXACT

Formula = Callable[[tuple[Value, ...]], Value]
"""The value of a metric, given those of its inputs in their order."""
_REMEMBERED = 100_000
"""Results that are kept: many partners have the same few figures."""


def formula(measure: Measure) -> Formula:
    """How a metric is computed from its inputs."""
    compute: Formula
    match measure:
        case RatioMetric():
            compute = partial(_ratio, measure)
        case GrowthMetric():
            compute = partial(_growth, measure)
        case PointsMetric():
            compute = partial(_points, measure, _scores(measure.parts))
        case IndexMetric():
            compute = partial(_index, measure, _scores(measure.parts))
        case BestMetric():
            compute = _best
        case _:
            raise TypeError(f"{type(measure).__name__} is not computed from other metrics")
    return lru_cache(_REMEMBERED)(compute)


def _scores(parts: Sequence[Part]) -> tuple[Callable[[Value], Fraction | None], ...]:
    return tuple(lru_cache(_REMEMBERED)(partial(_score, part)) for part in parts)


def _score(part: Part, value: Value) -> Fraction | None:
    number = _number(value)
    return None if number is None else score(part, number)


def exact(number: Fraction) -> Number:
    """The number as a decimal where it is one."""
    if number.denominator == 1:
        return Decimal(number.numerator)
    rest = number.denominator
    for prime in (2, 5):
        while rest % prime == 0:
            rest //= prime
    if rest > 1:
        return number
    return EXACT.divide(Decimal(number.numerator), Decimal(number.denominator))


def product(needed: Decimal, times: Value) -> Value:
    """So much for each of something; unknown where it is unknown how many there are."""
    number = _number(times)
    return None if number is None else exact(Fraction(needed) * number)


def difference(first: Number, second: Number) -> Number:
    """The first figure less the second."""
    if isinstance(first, Decimal) and isinstance(second, Decimal):
        return EXACT.subtract(first, second)
    return exact(Fraction(first) - Fraction(second))


def _number(value: Value) -> Fraction | None:
    """A figure; yes counts as 1, and what is no figure is not known."""
    return None if value is None or isinstance(value, str) else Fraction(value)


def _ratio(measure: RatioMetric, values: Sequence[Value]) -> Value:
    of, to = map(_number, values)
    if of is None or to is None:
        return None
    if to == 0:
        return measure.if_empty
    quotient = of / to * (100 if measure.percent else 1)
    if measure.cap is not None:
        quotient = min(quotient, Fraction(measure.cap))
    return exact(quotient)


def _growth(measure: GrowthMetric, values: Sequence[Value]) -> Value:
    of, against = map(_number, values)
    if of is None or against is None:
        return None
    if against <= 0 or (measure.minimum_base is not None and against < measure.minimum_base):
        return measure.if_below
    return exact((of - against) / against * 100)


Scores = Sequence[Callable[[Value], Fraction | None]]


def _points(measure: PointsMetric, scores: Scores, values: Sequence[Value]) -> Value:
    """Points are given for what is on record; nothing on record at all stays unknown."""
    found = [points(value) for points, value in zip(scores, values, strict=True)]
    given = [points for points in found if points is not None]
    if not given:
        return None
    points = sum(given, Fraction(0))
    return exact(points if measure.cap is None else min(points, Fraction(measure.cap)))


def _index(measure: IndexMetric, scores: Scores, values: Sequence[Value]) -> Value:
    total, weights = Fraction(0), Fraction(0)
    for part, points, value in zip(measure.parts, scores, values, strict=True):
        found = points(value)
        if found is None:
            return None
        total += Fraction(part.weight) * found
        weights += Fraction(part.weight)
    return exact(total / weights)


def _best(values: Sequence[Value]) -> Value:
    known = [number for number in map(_number, values) if number is not None]
    return exact(max(known)) if known else None


def score(part: Part, number: Fraction) -> Fraction:
    """The points that a figure gives."""
    if part.one_per is not None:
        points = number / Fraction(part.one_per)
    elif part.full_at is not None:
        reached = min(max(number, Fraction(0)) / Fraction(part.full_at), Fraction(1))
        points = reached * Fraction(part.points or 0)
    elif part.steps:
        reached_steps = [points for least, points in part.steps if number >= least]
        points = Fraction(reached_steps[-1]) if reached_steps else Fraction(0)
    else:
        points = number * Fraction(1 if part.each is None else part.each)
    if part.whole:
        points = Fraction(points.numerator // points.denominator)
    return points if part.cap is None else min(points, Fraction(part.cap))
