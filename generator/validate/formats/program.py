"""Program definitions: ``content/programs/ID/program.yaml`` and ``versions/VERSION.yaml``."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field, Tag

from ...model.program import BenefitKind
from .metric import AnyMetric
from .scalars import (
    SHAPE,
    Bool,
    Cell,
    Currency,
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


class OperatorFormat(Format):
    """Who runs the program."""

    name: Line
    """Name of the company."""
    role: Literal["vendor", "distributor"] = "vendor"
    """Whether it makes or distributes the product."""
    url: Url | None = None
    """Address of its site."""


class ApplicationFormat(Format):
    """Where and how to join."""

    url: Url | None = None
    """Address of the form, or a ``mailto:`` link."""
    text: LocalProse | None = None
    """How to join, in Markdown."""


class ProgramFormat(Format):
    """What all versions of a program share. The folder's name is the program's id."""

    name: LocalLine
    """Name of the program."""
    summary: LocalProse | None = None
    """What it is and for whom, in Markdown."""
    operator: OperatorFormat | None = None
    """Who runs it, where that is not simply the vendor."""
    apply: ApplicationFormat | None = None
    """Where and how to join."""


class LevelFormat(Format):
    """A level. Levels are written lowest first.

    ``rank`` orders the directory, the highest first; by default the position among the levels of
    the track, 0 being the entry.
    """

    id: Id
    """Id of the level, the same in all versions."""
    name: LocalLine
    """Name of the level."""
    summary: LocalProse | None = None
    """What the level stands for, in a sentence or two."""
    listed: Bool = True
    """Whether partners of this level appear in the directory's lists."""
    rank: Int | None = None
    """Order in lists, the highest first. Default: the position in the track, from 0."""


class CertificationFormat(Format):
    """A certificate that people earn."""

    id: Id
    """Id of the certification."""
    name: LocalLine
    """Its name."""
    summary: LocalProse | None = None
    """What it proves."""
    url: Url | None = None
    """Address of the course or exam."""
    valid_months: Annotated[Int, Field(ge=1, le=600)] | None = None
    """Months that a certificate is valid where a record names no last day."""


class CellFormat(Format):
    """A threshold that needs more than a figure: ``hidden`` keeps it off the site."""

    value: Cell
    """The threshold."""
    hidden: Bool = False
    """Whether it counts without being shown."""


AnyCell = Annotated[Annotated[Cell, Tag("text")] | Annotated[CellFormat, Tag("mapping")], SHAPE]


class RowFormat(Format):
    """A row of the requirements: one metric with a threshold per level, or rows combined.

    ``levels`` for a table of levels, ``needed`` for a specialisation or a track's condition.
    A threshold is a number, ``yes``, a text to equal, ``unpublished``, or ``agreed`` for one that
    stands in each partner's record as a target.
    """

    id: Id | None = None
    """Id of the row. Default: that of its metric."""
    name: LocalLine | None = None
    """What the row is called. Default: the name of its metric."""
    group: LocalLine | None = None
    """Heading that rows of a kind stand under."""
    note: LocalLine | None = None
    """A footnote."""
    metric: Id | None = None
    """Id of the metric that must reach the threshold."""
    levels: dict[Id, AnyCell] | None = None
    """Threshold per level, in the requirements. A level left out asks for nothing."""
    needed: AnyCell | None = None
    """The threshold, in a specialisation or in a track's condition."""
    approval: Annotated[tuple[Id, ...], Many] | None = None
    """Levels that a person has to approve, instead of ``metric``."""
    all_of: tuple[RowFormat, ...] | None = None
    """Rows that must all hold, instead of ``metric``."""
    any_of: tuple[RowFormat, ...] | None = None
    """Rows of which one must hold, instead of ``metric``."""
    at_least: Annotated[Int, Field(ge=1)] | None = None
    """How many of the rows under ``of`` must hold."""
    of: tuple[RowFormat, ...] | None = None
    """Rows of which ``at_least`` so many must hold, instead of ``metric``."""


class TrackFormat(Format):
    """A partner type with levels of its own, lowest first."""

    id: Id
    """Id of the track."""
    name: LocalLine
    """Name of the track."""
    summary: LocalProse | None = None
    """Whom it is for."""
    levels: Annotated[tuple[Id, ...], Field(min_length=1)]
    """Ids of its levels, lowest first."""
    when: tuple[RowFormat, ...] = ()
    """Rows that must hold for partners whose record names no track."""


class SpecialisationFormat(Format):
    """A competence beside the levels; all rows must hold."""

    id: Id
    """Id of the specialisation."""
    name: LocalLine
    """Its name."""
    summary: LocalProse | None = None
    """What it stands for."""
    requires: Annotated[tuple[RowFormat, ...], Field(min_length=1)]
    """Rows that must all hold."""


class BenefitCellFormat(Format):
    """A benefit's cell with a footnote of its own."""

    value: LocalLine
    """What the level gets."""
    note: LocalLine | None = None
    """A footnote."""


AnyBenefitCell = Annotated[
    Annotated[Cell, Tag("text")] | Annotated[BenefitCellFormat, Tag("mapping")], SHAPE
]


class BenefitFormat(Format):
    """A row of the benefits: what each level gets."""

    id: Id
    """Id of the benefit."""
    name: LocalLine
    """What the benefit is called."""
    group: LocalLine | None = None
    """Heading that benefits of a kind stand under."""
    kind: BenefitKind
    """How the values are read and shown."""
    unit: LocalLine | None = None
    """What a quantity counts."""
    levels: dict[
        Id,
        Annotated[
            Annotated[Cell, Tag("text")] | Annotated[BenefitCellFormat, Tag("mapping")], SHAPE
        ],
    ]
    """What each level gets. A level left out gets nothing."""
    conditions: Annotated[tuple[LocalLine, ...], Many] = ()
    """Footnotes."""
    ends: Date | None = None
    """The last day of the benefit."""


class VersionFormat(Format):
    """The rules from ``effective`` on. The file's name is the version's id."""

    DEFINES = frozenset({"levels", "tracks", "certifications", "metrics"})

    status: Literal["draft", "announced", "effective"]
    """``draft`` is not shown and never applies."""
    effective: Date
    """The day from which the version applies, until the next one does."""
    note: LocalProse | None = None
    """What changes with this version, in Markdown."""
    currency: Currency | None = None
    """Currency of thresholds and sums."""
    exchange: dict[Currency, Number] = Field(default_factory=dict)
    """What one unit of another currency is worth in ``currency``."""
    unknown: Literal["miss"] = "miss"
    """What a figure that is not on record counts as."""
    levels: Annotated[tuple[LevelFormat, ...], Field(min_length=1)]
    """The levels, lowest first."""
    tracks: tuple[TrackFormat, ...] = ()
    """Partner types with levels of their own, where there are several."""
    certifications: tuple[CertificationFormat, ...] = ()
    """The certificates that the rules name."""
    metrics: dict[Id, AnyMetric] = Field(default_factory=dict)
    """The figures that the rules look at, by id."""
    requirements: tuple[RowFormat, ...] = ()
    """What each level requires, row by row."""
    specialisations: tuple[SpecialisationFormat, ...] = ()
    """Competences beside the levels."""
    benefits: tuple[BenefitFormat, ...] = ()
    """What each level gives, row by row."""
