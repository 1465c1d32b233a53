"""What a version of a program is made of: levels, tracks, ladders, regions, certifications."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from .requirement import Rows
from .scalars import (
    Bool,
    Country,
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
from .times import MonthsText


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
    longest_stay: MonthsText | None = None
    """How long the level can be held. Then it no longer counts until a higher one was held."""


class EquivalentFormat(Format):
    """Another certification that counts as this one."""

    certification: Id
    """Id of the other certification."""
    since: Date | None = None
    """First day on which it counts. Default: always."""
    until: Date | None = None
    """Last day on which it counts."""


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
    releases: dict[Line, Date] = Field(default_factory=dict)
    """Product versions that it can be taken for, and the day on which each was released."""
    equivalents: tuple[EquivalentFormat, ...] = ()
    """Other certifications that count as this one, for a time or for good."""


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
    when: Rows = ()
    """Rows that must hold for partners whose record names no track."""


class SpecialisationFormat(Format):
    """A competence beside the levels; all rows must hold."""

    id: Id
    """Id of the specialisation."""
    name: LocalLine
    """Its name."""
    summary: LocalProse | None = None
    """What it stands for."""
    requires: Annotated[Rows, Field(min_length=1)]
    """Rows that must all hold."""
    countries: Annotated[tuple[Country, ...], Many] = ()
    """Codes of the countries it is offered in: a partner needs an office there. Default: all."""
    levels: Annotated[tuple[Id, ...], Many] = ()
    """Ids of the levels of which a partner needs one to hold it. Default: any or none."""


class RegionFormat(Format):
    """Countries that may have thresholds of their own.

    A partner belongs to the region that its membership names, else to that of its headquarters.
    """

    id: Id
    """Id of the region."""
    name: LocalLine
    """Its name."""
    countries: Annotated[tuple[Country, ...], Many] = ()
    """Codes of its countries. The region without countries takes all others."""
    factor: Annotated[Number, Field(ge=0)] | None = None
    """What the thresholds of rows with ``by_region: factor`` are multiplied by. Default: 1."""


class PathFormat(Format):
    """One of several ways to a level: beside the rows that all share, its own must hold."""

    id: Id
    """Id of the path."""
    name: LocalLine
    """What the way is called."""
    summary: LocalProse | None = None
    """Whom it is for."""
    requirements: Annotated[Rows, Field(min_length=1)]
    """What each level requires on this way, row by row."""


class LadderFormat(Format):
    """One of several levels that a partner holds at the same time, such as one per portfolio.

    The requirements of the version count on every ladder.
    """

    id: Id
    """Id of the ladder."""
    name: LocalLine
    """What the ladder is called."""
    summary: LocalProse | None = None
    """What it is about."""
    levels: Annotated[tuple[Id, ...], Many] = ()
    """Ids of its levels. Default: all."""
    requirements: Rows = ()
    """What each level requires on this ladder, row by row."""
    paths: tuple[PathFormat, ...] = ()
    """Alternative ways to its levels."""
