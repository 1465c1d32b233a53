"""Metrics: figures with a name, counted from a partner's facts or computed from other metrics."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Literal

from .text import EMPTY, Source, Text

Labels = Mapping[str, tuple[str, ...]]
"""Values of an entry's keys, any of which will do: ``{"kind": ("new", "upgrade")}``."""


@dataclass(frozen=True, slots=True)
class Period:
    """The days a metric looks at, relative to the as-of date.

    ``last`` n days, months or years end with the as-of date; ``last`` n quarters are the whole
    quarters before it. A ``year`` begins on the day of the year ``begins`` (month, day) and runs
    to the as-of date; ``previous-year`` is the whole one before. ``ago`` moves all of it back by so
    many months.
    """

    kind: Literal["last", "year", "previous-year", "quarter"]
    count: int = 1
    unit: Literal["days", "months", "quarters", "years"] = "years"
    year: Literal["calendar", "fiscal", "program"] = "calendar"
    begins: tuple[int, int] = (1, 1)
    ago: int = 0


@dataclass(frozen=True, slots=True)
class PeopleMetric:
    """Distinct people, employed on the day, holding ``each`` of the certifications on the day.

    ``latest`` admits only certificates taken for one of so many latest releases.
    """

    holding: tuple[str, ...]
    role: str = ""
    each: int = 1
    latest: int | None = None


@dataclass(frozen=True, slots=True)
class CertificatesMetric:
    """Certificates held on the day by people employed on the day, one per person and kind."""

    holding: tuple[str, ...]
    role: str = ""
    latest: int | None = None


@dataclass(frozen=True, slots=True)
class Selection:
    """Entries of a table: those that pass all filters.

    ``since`` and ``until`` bound the entries' own dates. ``active`` ends an entry with its last
    active day. ``minimum`` is the least amount of an entry. ``if_none`` is the figure where nothing
    at all is on record; None leaves it unknown.
    """

    of: str
    where: Labels
    unless: Labels
    period: Period | None = None
    minimum: Decimal | None = None
    active: bool = False
    since: date | None = None
    until: date | None = None
    if_none: Decimal | None = None


@dataclass(frozen=True, slots=True)
class SumMetric:
    """Sum of the entries' amounts, in the version's currency.

    ``times`` multiplies an amount by a factor for the value of a label, such as
    ``{"segment": {"smb": 2}}``.
    """

    entries: Selection
    times: Mapping[str, Mapping[str, Decimal]]


@dataclass(frozen=True, slots=True)
class CountMetric:
    """Number of entries, or of the different values of their label ``distinct``."""

    entries: Selection
    distinct: str = ""


@dataclass(frozen=True, slots=True)
class DocumentMetric:
    """Whether a document is there and valid on the day."""

    document: str


@dataclass(frozen=True, slots=True)
class DocumentsMetric:
    """How many of some documents are there and valid on the day."""

    documents: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class FactMetric:
    """The value of a dated fact on the day."""

    fact: str
    value: Literal["text", "number", "yes-no"] = "text"


@dataclass(frozen=True, slots=True)
class RatioMetric:
    """One metric divided by another, in percent for a share, at most ``cap``.

    ``if_empty`` is the value where ``to`` is 0; None is unknown.
    """

    of: str
    to: str
    percent: bool
    cap: Decimal | None = None
    if_empty: Decimal | None = None


@dataclass(frozen=True, slots=True)
class GrowthMetric:
    """Percent by which one metric exceeds another.

    ``if_below`` is the value where ``against`` is below ``minimum_base`` or not above 0; None is
    unknown.
    """

    of: str
    against: str
    minimum_base: Decimal | None = None
    if_below: Decimal | None = None


@dataclass(frozen=True, slots=True)
class Part:
    """What one metric contributes to points or to an index.

    One of: ``each`` points per unit; one point for every ``one_per``; ``points`` in proportion
    until the figure reaches ``full_at``, and no more above; the points of the highest of
    ``steps`` reached. Yes counts as 1. ``whole`` rounds down; ``cap`` is the most it can give.
    """

    metric: str
    name: Text = EMPTY
    each: Decimal | None = None
    one_per: Decimal | None = None
    full_at: Decimal | None = None
    points: Decimal | None = None
    steps: tuple[tuple[Decimal, Decimal], ...] = ()
    whole: bool = False
    cap: Decimal | None = None
    category: str = ""
    weight: Decimal = Decimal(1)


@dataclass(frozen=True, slots=True)
class PointsMetric:
    """The parts' points together, at most ``cap``. Parts that are unknown give none."""

    parts: tuple[Part, ...]
    cap: Decimal | None = None


@dataclass(frozen=True, slots=True)
class IndexMetric:
    """The weighted mean of the parts' points; unknown where one of them is."""

    parts: tuple[Part, ...]


@dataclass(frozen=True, slots=True)
class BestMetric:
    """The greatest of several metrics that is known."""

    of: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class TenureMetric:
    """Whole months for which ``level`` or a higher one has been held without a break.

    Without ``level``: since the membership began.
    """

    level: str = ""


@dataclass(frozen=True, slots=True)
class SpecialisationsMetric:
    """How many of some specialisations are held."""

    of: tuple[str, ...]


Measure = (
    PeopleMetric
    | CertificatesMetric
    | SumMetric
    | CountMetric
    | DocumentMetric
    | DocumentsMetric
    | FactMetric
    | RatioMetric
    | GrowthMetric
    | PointsMetric
    | IndexMetric
    | BestMetric
    | TenureMetric
    | SpecialisationsMetric
)


def inputs(measure: Measure) -> tuple[str, ...]:
    """The metrics that a metric is computed from."""
    match measure:
        case RatioMetric():
            return measure.of, measure.to
        case GrowthMetric():
            return measure.of, measure.against
        case PointsMetric() | IndexMetric():
            return tuple(part.metric for part in measure.parts)
        case BestMetric():
            return measure.of
        case _:
            return ()


def origins(metric_id: str, metrics: Mapping[str, Metric]) -> tuple[str, ...]:
    """The metrics at the bottom of one that is computed from others, or itself; each once."""
    seen = {metric_id: metrics[metric_id].measure}
    waiting = [metric_id]
    while waiting:
        for part in inputs(seen[waiting.pop()]):
            if part not in seen:
                seen[part] = metrics[part].measure
                waiting.append(part)
    return tuple(name for name, measure in seen.items() if not inputs(measure))


_WHOLE = (
    PeopleMetric,
    CertificatesMetric,
    CountMetric,
    DocumentsMetric,
    TenureMetric,
    SpecialisationsMetric,
)
ValueType = Literal["text", "number", "yes-no"]


@dataclass(frozen=True, slots=True)
class Publication:
    """How a count of people may be shown: exactly, or as the band it falls into."""

    as_: Literal["count", "band"]
    bands: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Metric:
    """A figure with a name. ``publish`` is None for everything that stays private."""

    id: str
    name: Text
    measure: Measure
    source: Source
    unit: Text = EMPTY
    money: bool = False
    publish: Publication | None = None

    @property
    def value_type(self) -> ValueType:
        """What its figures are, and what a threshold is written as."""
        if isinstance(self.measure, FactMetric):
            return self.measure.value
        return "yes-no" if isinstance(self.measure, DocumentMetric) else "number"

    @property
    def is_whole(self) -> bool:
        """Whether only whole figures occur: a threshold of 1.5 asks for 2."""
        return isinstance(self.measure, _WHOLE)

    @property
    def is_percent(self) -> bool:
        """Whether its figures are percentages, which need no unit."""
        measure = self.measure
        is_share = isinstance(measure, RatioMetric) and measure.percent
        return not self.unit.by_language and (is_share or isinstance(measure, GrowthMetric))

    @property
    def is_points(self) -> bool:
        """Whether its figures are points themselves."""
        measure = self.measure
        return isinstance(measure, PointsMetric | IndexMetric) or (
            isinstance(measure, SumMetric) and measure.entries.of == "points"
        )
