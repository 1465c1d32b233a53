"""Program definitions: ``content/programs/ID/program.yaml`` and ``versions/VERSION.yaml``."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Discriminator, Field, Tag

from .scalars import (
    SHAPE,
    Bool,
    Cell,
    Date,
    Format,
    Id,
    Int,
    Line,
    LocalLine,
    LocalProse,
    Many,
    Number,
    Url,
)

Currency = Annotated[str, Field(pattern=r"^[A-Z]{3}$")]
PeriodText = Annotated[
    str,
    Field(
        pattern=r"^(last ([1-9]\d{0,3} )?(day|month|quarter|year)s?"
        r"|calendar year|previous calendar year)$"
    ),
]
"""``last 12 months``, ``last 4 quarters``, ``calendar year``, ``previous calendar year``."""


class OperatorFormat(Format):
    """Who runs the program."""

    name: Line
    role: Literal["vendor", "distributor"] = "vendor"
    url: Url | None = None


class ApplicationFormat(Format):
    """Where and how to join."""

    url: Url | None = None
    text: LocalProse | None = None


class ProgramFormat(Format):
    """What all versions of a program share. The folder's name is the program's id."""

    name: LocalLine
    summary: LocalProse | None = None
    operator: OperatorFormat | None = None
    apply: ApplicationFormat | None = None


class LevelFormat(Format):
    """A level. Levels are written lowest first.

    ``rank`` orders the directory, the highest first; by default the position among the levels of
    the track, 0 being the entry.
    """

    id: Id
    name: LocalLine
    summary: LocalProse | None = None
    listed: Bool = True
    rank: Int | None = None


class CertificationFormat(Format):
    """A certificate that people earn."""

    id: Id
    name: LocalLine
    summary: LocalProse | None = None
    url: Url | None = None
    valid_months: Annotated[Int, Field(ge=1, le=600)] | None = None


class PublicationFormat(Format):
    """Show a count of people as the band it falls into: ``bands: [1, 3, 5, 10]``."""

    bands: Annotated[tuple[Int, ...], Field(min_length=1)]


class MetricFormat(Format):
    """What every metric has: a name, a unit, and whether it may be shown."""

    name: LocalLine
    unit: LocalLine | None = None
    publish: Literal["count"] | PublicationFormat | None = None


Filter = dict[
    Literal["source", "product", "kind", "customer", "segment", "region", "currency"],
    Annotated[tuple[Line, ...], Many],
]


class PeopleFormat(MetricFormat):
    """Distinct people employed on the day who hold any of the certifications on the day."""

    measure: Literal["people"]
    holding: Annotated[tuple[Id, ...], Many, Field(min_length=1)]
    role: Id | None = None


class EntriesFormat(MetricFormat):
    """Sum of the amounts, or number, of a table's entries."""

    measure: Literal["sum", "count"]
    of: Literal["revenue", "deals", "points", "customers"]
    where: Filter = Field(default_factory=dict)
    unless: Filter = Field(default_factory=dict)
    period: PeriodText | None = None


class DocumentMetricFormat(MetricFormat):
    """Whether a document is there and valid on the day."""

    measure: Literal["document"]
    document: Id


class FactMetricFormat(MetricFormat):
    """The value of a dated fact on the day."""

    measure: Literal["fact"]
    fact: Id
    value: Literal["text", "number", "yes-no"] = "text"


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
        custom_error_message="“measure” should be people, sum, count, document or fact",
    ),
]


class CellFormat(Format):
    """A threshold that needs more than a figure: ``hidden`` keeps it off the site."""

    value: Cell
    hidden: Bool = False


AnyCell = Annotated[Annotated[Cell, Tag("text")] | Annotated[CellFormat, Tag("mapping")], SHAPE]


class RowFormat(Format):
    """A row of the requirements: one metric with a threshold per level, or rows combined.

    ``levels`` for a table of levels, ``at_least`` for a specialisation or a track's condition.
    A threshold is a number, ``yes``, a text to equal, ``unpublished``, or ``agreed`` for one that
    stands in each partner's record as a target.
    """

    id: Id | None = None
    name: LocalLine | None = None
    group: LocalLine | None = None
    note: LocalLine | None = None
    metric: Id | None = None
    levels: dict[Id, AnyCell] | None = None
    needed: AnyCell | None = None
    approval: Annotated[tuple[Id, ...], Many] | None = None
    all_of: tuple[RowFormat, ...] | None = None
    any_of: tuple[RowFormat, ...] | None = None
    at_least: Annotated[Int, Field(ge=1)] | None = None
    of: tuple[RowFormat, ...] | None = None


class TrackFormat(Format):
    """A partner type with levels of its own, lowest first."""

    id: Id
    name: LocalLine
    summary: LocalProse | None = None
    levels: Annotated[tuple[Id, ...], Field(min_length=1)]
    when: tuple[RowFormat, ...] = ()


class SpecialisationFormat(Format):
    """A competence beside the levels; all rows must hold."""

    id: Id
    name: LocalLine
    summary: LocalProse | None = None
    requires: Annotated[tuple[RowFormat, ...], Field(min_length=1)]


class BenefitCellFormat(Format):
    """A benefit's cell with a footnote of its own."""

    value: LocalLine
    note: LocalLine | None = None


AnyBenefitCell = Annotated[
    Annotated[Cell, Tag("text")] | Annotated[BenefitCellFormat, Tag("mapping")], SHAPE
]


class BenefitFormat(Format):
    """A row of the benefits: what each level gets."""

    id: Id
    name: LocalLine
    group: LocalLine | None = None
    kind: Literal["yes-no", "percent", "money", "quantity", "text"]
    unit: LocalLine | None = None
    levels: dict[
        Id,
        Annotated[
            Annotated[Cell, Tag("text")] | Annotated[BenefitCellFormat, Tag("mapping")], SHAPE
        ],
    ]
    conditions: Annotated[tuple[LocalLine, ...], Many] = ()
    ends: Date | None = None


class VersionFormat(Format):
    """The rules from ``effective`` on. The file's name is the version's id."""

    status: Literal["draft", "announced", "effective"]
    effective: Date
    note: LocalProse | None = None
    currency: Currency | None = None
    exchange: dict[Currency, Number] = Field(default_factory=dict)
    unknown: Literal["miss"] = "miss"
    levels: Annotated[tuple[LevelFormat, ...], Field(min_length=1)]
    tracks: tuple[TrackFormat, ...] = ()
    certifications: tuple[CertificationFormat, ...] = ()
    metrics: dict[Id, AnyMetric] = Field(default_factory=dict)
    requirements: tuple[RowFormat, ...] = ()
    specialisations: tuple[SpecialisationFormat, ...] = ()
    benefits: tuple[BenefitFormat, ...] = ()
