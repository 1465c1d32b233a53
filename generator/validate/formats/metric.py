"""Metrics of a program's version: figures with a name, and where they come from."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Discriminator, Field, Tag

from .scalars import SHAPE, Format, Id, Int, Line, LocalLine, Many, Written

MEASURES = ("people", "sum", "count", "document", "fact")
PERIOD = r"^(last ([1-9]\d{0,3} )?(day|month|quarter|year)s?|calendar year|previous calendar year)$"
PeriodText = Annotated[str, Field(pattern=PERIOD), Written("period", type="string")]
"""``last 12 months``, ``last 4 quarters``, ``calendar year``, ``previous calendar year``."""


class PublicationFormat(Format):
    """Show a count of people as the band it falls into: ``bands: [1, 3, 5, 10]``."""

    bands: Annotated[tuple[Int, ...], Field(min_length=1)]
    """Where each band begins."""


AnyPublication = Annotated[
    Annotated[Literal["count"], Tag("text")] | Annotated[PublicationFormat, Tag("mapping")], SHAPE
]


class MetricFormat(Format):
    """What every metric has: a name, a unit, and whether it may be shown."""

    name: LocalLine
    """What the metric is called in tables."""
    unit: LocalLine | None = None
    """What it counts, such as ``people``. A sum without unit is money."""
    publish: AnyPublication | None = None
    """Show a count of people on profiles: exactly, or as a band. Default: private."""


Filter = dict[
    Literal["source", "product", "kind", "customer", "segment", "region", "currency"],
    Annotated[tuple[Line, ...], Many],
]


class PeopleFormat(MetricFormat):
    """Distinct people employed on the day who hold any of the certifications on the day."""

    measure: Literal["people"]
    """Distinct people who hold a certificate."""
    holding: Annotated[tuple[Id, ...], Many, Field(min_length=1)]
    """Ids of the certifications of which each person needs one."""
    role: Id | None = None
    """Only people in this role."""


class EntriesFormat(MetricFormat):
    """Sum of the amounts, or number, of a table's entries."""

    measure: Literal["sum", "count"]
    """Add the amounts up, or count the entries."""
    of: Literal["revenue", "deals", "points", "customers"]
    """The entries to look at."""
    where: Filter = Field(default_factory=dict)
    """Only entries that have one of the values, by key of the entry."""
    unless: Filter = Field(default_factory=dict)
    """No entries that have one of the values, by key of the entry."""
    period: PeriodText | None = None
    """The days to look at: ``last 12 months``, ``last 4 quarters``, ``last 30 days``,
    ``calendar year`` or ``previous calendar year``. Default: all up to the day."""


class DocumentMetricFormat(MetricFormat):
    """Whether a document is there and valid on the day."""

    measure: Literal["document"]
    """Whether a document is there and valid."""
    document: Id
    """Id of the document."""


class FactMetricFormat(MetricFormat):
    """The value of a dated fact on the day."""

    measure: Literal["fact"]
    """The value of a recorded fact."""
    fact: Id
    """Name of the fact."""
    value: Literal["text", "number", "yes-no"] = "text"
    """How its value is read."""


def _measure(value: object) -> str:
    name = value.get("measure") if isinstance(value, dict) else getattr(value, "measure", None)
    return {"sum": "entries", "count": "entries"}.get(str(name), str(name))


AnyMetric = Annotated[
    Annotated[PeopleFormat, Tag("people")]
    | Annotated[EntriesFormat, Tag("entries")]
    | Annotated[DocumentMetricFormat, Tag("document")]
    | Annotated[FactMetricFormat, Tag("fact")],
    Discriminator(
        _measure,
        custom_error_type="partnersite_measure",
        custom_error_message=f"“measure” should be one of {', '.join(MEASURES)}",
    ),
]
