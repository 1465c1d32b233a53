"""Metrics counted from facts: people, certificates, entries, documents, facts on record."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field, Tag

from .scalars import SHAPE, Bool, Date, Format, Id, Int, Line, LocalLine, Many, Number
from .times import PeriodText

Holding = Annotated[tuple[Id, ...], Many, Field(min_length=1)]
Several = Annotated[tuple[Id, ...], Many, Field(min_length=1)]
Latest = Annotated[Int, Field(ge=1, le=100)]
Label = Literal["source", "product", "kind", "customer", "segment", "region"]
Filter = dict[
    Literal["source", "product", "kind", "customer", "segment", "region", "currency"],
    Annotated[tuple[Line, ...], Many, Field(min_length=1)],
]
Times = dict[Label, dict[Line, Number]]


class PublicationFormat(Format):
    """Show a count of people as the band it falls into: ``bands: [1, 3, 5, 10]``."""

    bands: Annotated[tuple[Annotated[Int, Field(ge=0)], ...], Field(min_length=1)]
    """Where each band begins."""


AnyPublication = Annotated[
    Annotated[Literal["count"], Tag("text")] | Annotated[PublicationFormat, Tag("mapping")], SHAPE
]


class MetricFormat(Format):
    """What every metric has: a name, a unit, and whether it may be shown."""

    name: LocalLine
    """What the metric is called in tables."""
    unit: LocalLine | None = None
    """What it counts, such as ``people``. Without a unit, a sum of revenue or deals is
    money."""
    publish: AnyPublication | None = None
    """Show a count of people on profiles: exactly, or as a band. Default: private."""


class PeopleFormat(MetricFormat):
    """Distinct people employed on the day who hold any of the certifications on the day."""

    measure: Literal["people"]
    """Distinct people who hold a certificate."""
    holding: Holding
    """Ids of the certifications of which each person needs one."""
    each: Annotated[Int, Field(ge=1)] = 1
    """How many different ones of them each person needs."""
    role: Id | None = None
    """Only people in this role."""
    latest_versions: Latest | None = None
    """Only certificates taken for one of so many latest releases."""


class CertificatesFormat(MetricFormat):
    """Certificates held on the day by people employed on the day."""

    measure: Literal["certificates"]
    """Certificates, one per person and certification."""
    holding: Holding
    """Ids of the certifications to count."""
    role: Id | None = None
    """Only people in this role."""
    latest_versions: Latest | None = None
    """Only certificates taken for one of so many latest releases."""


class SelectionFormat(Format):
    """Which entries of a table count."""

    where: Filter = Field(default_factory=dict)
    """Only entries that have one of the values, by key of the entry."""
    unless: Filter = Field(default_factory=dict)
    """No entries that have one of the values, by key of the entry."""
    period: PeriodText | None = None
    """The days to look at: ``last 12 months``, ``last 4 quarters``, ``last 30 days``, ``last 4
    fiscal quarters``, ``calendar quarter``, ``calendar year``, ``fiscal year``, ``program year``,
    or ``previous calendar year`` and so on; with ``, 1 year ago`` the same so much earlier.
    Default: all up to the day."""
    minimum: Number | None = None
    """Only entries of at least this amount."""
    active: Bool = False
    """Only entries whose customer or contract is still active."""
    since: Date | None = None
    """Only entries of this day or later."""
    until: Date | None = None
    """Only entries of this day or earlier."""
    if_none: Number | None = None
    """The figure while nothing at all is on record. Default: unknown."""


Table = Literal["revenue", "deals", "points", "customers"]


class SumFormat(SelectionFormat, MetricFormat):
    """Sum of the amounts of a table's entries."""

    measure: Literal["sum"]
    """Add the amounts up."""
    of: Table
    """The entries to look at."""
    times: Times = Field(default_factory=dict)
    """What an amount is multiplied by, by a key of the entry and its value."""


class CountFormat(SelectionFormat, MetricFormat):
    """Number of a table's entries."""

    measure: Literal["count"]
    """Count the entries."""
    of: Table
    """The entries to look at."""
    distinct: Label | None = None
    """Count the different values of this key. Entries without it do not count."""


class DocumentMetricFormat(MetricFormat):
    """Whether a document is there and valid on the day."""

    measure: Literal["document"]
    """Whether a document is there and valid."""
    document: Id
    """Id of the document."""


class DocumentsMetricFormat(MetricFormat):
    """How many of some documents are there and valid on the day."""

    measure: Literal["documents"]
    """How many documents are there and valid."""
    documents: Several
    """Ids of the documents."""


class FactMetricFormat(MetricFormat):
    """The value of a dated fact on the day."""

    measure: Literal["fact"]
    """The value of a recorded fact."""
    fact: Id
    """Name of the fact."""
    value: Literal["text", "number", "yes-no"] = "text"
    """How its value is read."""


class TenureFormat(MetricFormat):
    """Whole months that a partner has been a member, or at a level."""

    measure: Literal["tenure"]
    """Whole months without a break."""
    level: Id | None = None
    """At this level or a higher one. Default: as a member."""


class SpecialisationsFormat(MetricFormat):
    """How many specialisations a partner holds."""

    measure: Literal["specialisations"]
    """How many specialisations are held."""
    of: Annotated[tuple[Id, ...], Many] = ()
    """Ids of those that count. Default: all."""
