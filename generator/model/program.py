"""A partner program: dated versions of two tables, what each level requires and what it gives."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Literal

from .text import EMPTY, Source, Text


@dataclass(frozen=True, slots=True)
class Certification:
    """A certificate that people earn. ``valid_months`` applies where a record names no end."""

    id: str
    name: Text
    summary: Text = EMPTY
    url: str = ""
    valid_months: int | None = None


@dataclass(frozen=True, slots=True)
class Period:
    """The days a metric looks at, relative to the as-of date.

    ``last`` n days, months or years end with the as-of date; ``last`` n quarters are the whole
    quarters before it. ``calendar-year`` and ``previous-calendar-year`` speak for themselves.
    """

    kind: Literal["last", "calendar-year", "previous-calendar-year"]
    count: int = 1
    unit: Literal["days", "months", "quarters", "years"] = "years"


@dataclass(frozen=True, slots=True)
class PeopleMetric:
    """Distinct people, employed on the day, holding any of the certifications on the day."""

    holding: tuple[str, ...]
    role: str = ""


@dataclass(frozen=True, slots=True)
class SumMetric:
    """Sum of the amounts of a table's entries, in the version's currency."""

    of: str
    where: Mapping[str, tuple[str, ...]]
    unless: Mapping[str, tuple[str, ...]]
    period: Period | None = None


@dataclass(frozen=True, slots=True)
class CountMetric:
    """Number of a table's entries."""

    of: str
    where: Mapping[str, tuple[str, ...]]
    unless: Mapping[str, tuple[str, ...]]
    period: Period | None = None


@dataclass(frozen=True, slots=True)
class DocumentMetric:
    """Whether a document is there and valid on the day."""

    document: str


@dataclass(frozen=True, slots=True)
class FactMetric:
    """The value of a dated fact on the day."""

    fact: str
    value: Literal["text", "number", "yes-no"] = "text"


Measure = PeopleMetric | SumMetric | CountMetric | DocumentMetric | FactMetric


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


Needed = Decimal | bool | str | None
"""A threshold: number, yes, text to equal, or None for one that nobody published."""


@dataclass(frozen=True, slots=True)
class Cell:
    """What one level asks of one row.

    ``hidden``: the vendor knows it and does not show it. ``agreed``: it stands in the partner's
    record, as a target for the metric.
    """

    needed: Needed
    source: Source
    hidden: bool = False
    agreed: bool = False

    @property
    def is_unpublished(self) -> bool:
        """Whether readers of the site cannot be told the threshold."""
        return self.hidden or (self.needed is None and not self.agreed)


@dataclass(frozen=True, slots=True)
class Threshold:
    """A row: one metric, and per level what it must reach. No cell: does not apply there."""

    id: str
    name: Text
    metric: str
    cells: Mapping[str, Cell]
    source: Source
    group: Text = EMPTY
    note: Text = EMPTY


@dataclass(frozen=True, slots=True)
class Combination:
    """Several rows of which all, any, or at least ``count`` must hold."""

    id: str
    name: Text
    mode: Literal["all", "any", "at-least"]
    count: int
    rows: tuple[Criterion, ...]
    source: Source
    group: Text = EMPTY
    note: Text = EMPTY


@dataclass(frozen=True, slots=True)
class ApprovalRow:
    """A decision by a person that the named levels need."""

    id: str
    name: Text
    levels: Mapping[str, Source]
    source: Source
    group: Text = EMPTY
    note: Text = EMPTY


Criterion = Threshold | Combination | ApprovalRow


def applies(criterion: Criterion, column: str) -> bool:
    """Whether a row asks anything of a level, specialisation or track."""
    match criterion:
        case Threshold():
            return column in criterion.cells
        case ApprovalRow():
            return column in criterion.levels
        case Combination():
            return any(applies(row, column) for row in criterion.rows)


@dataclass(frozen=True, slots=True)
class Level:
    """``listed``: partners of this level appear in the directory.

    ``rank`` orders the directory, the highest first; None stands for the level's position among
    those of its track, 0 being the entry.
    """

    id: str
    name: Text
    source: Source
    summary: Text = EMPTY
    listed: bool = True
    rank: int | None = None


@dataclass(frozen=True, slots=True)
class Track:
    """A partner type with levels of its own, lowest first.

    ``when`` decides for partners whose enrolment names no track; its cells are keyed by the
    track's id.
    """

    id: str
    name: Text
    levels: tuple[str, ...]
    source: Source
    summary: Text = EMPTY
    when: tuple[Criterion, ...] = ()


@dataclass(frozen=True, slots=True)
class Specialisation:
    """A competence beside the levels; the cells of ``requires`` are keyed by its id."""

    id: str
    name: Text
    source: Source
    requires: tuple[Criterion, ...]
    summary: Text = EMPTY


BenefitKind = Literal["yes-no", "percent", "money", "quantity", "text"]


@dataclass(frozen=True, slots=True)
class BenefitCell:
    """What one level gives: yes or no, an amount, or words."""

    given: Decimal | bool | Text
    note: Text = EMPTY


@dataclass(frozen=True, slots=True)
class Benefit:
    """A row of the table of benefits. ``conditions`` become its footnotes."""

    id: str
    name: Text
    kind: BenefitKind
    cells: Mapping[str, BenefitCell]
    source: Source
    group: Text = EMPTY
    unit: Text = EMPTY
    conditions: tuple[Text, ...] = ()
    ends: date | None = None


@dataclass(frozen=True, slots=True)
class Version:
    """The rules from ``effective`` on, until the next version takes effect."""

    id: str
    program: str
    status: Literal["draft", "announced", "effective"]
    effective: date
    levels: tuple[Level, ...]
    source: Source
    currency: str = ""
    exchange: Mapping[str, Decimal] | None = None
    note: Text = EMPTY
    tracks: tuple[Track, ...] = ()
    certifications: tuple[Certification, ...] = ()
    metrics: Mapping[str, Metric] | None = None
    requirements: tuple[Criterion, ...] = ()
    benefits: tuple[Benefit, ...] = ()
    specialisations: tuple[Specialisation, ...] = ()

    def level(self, level_id: str) -> Level:
        return next(level for level in self.levels if level.id == level_id)

    def levels_of(self, track: str | None) -> tuple[str, ...]:
        """The levels of a track, lowest first; all where the version has no tracks."""
        if not self.tracks:
            return tuple(level.id for level in self.levels)
        return next((item.levels for item in self.tracks if item.id == track), ())

    def metric(self, metric_id: str) -> Metric:
        return (self.metrics or {})[metric_id]

    def certification(self, certification_id: str) -> Certification | None:
        return next((item for item in self.certifications if item.id == certification_id), None)


@dataclass(frozen=True, slots=True)
class Operator:
    """Who runs the program."""

    name: str
    role: Literal["vendor", "distributor"] = "vendor"
    url: str = ""


@dataclass(frozen=True, slots=True)
class Application:
    """Where and how to join."""

    url: str = ""
    text: Text = EMPTY


@dataclass(frozen=True, slots=True)
class Program:
    """``versions`` are sorted by effective date."""

    id: str
    name: Text
    source: Source
    versions: tuple[Version, ...]
    summary: Text = EMPTY
    operator: Operator | None = None
    apply: Application | None = None

    def version_on(self, day: date) -> Version | None:
        """The version in force: the latest, drafts aside, that has taken effect by ``day``."""
        in_force = [v for v in self.versions if v.status != "draft" and v.effective <= day]
        return in_force[-1] if in_force else None
