"""A partner program: dated versions of two tables, what each level requires and what it gives."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Literal

from .benefit import Benefit
from .change import Grandfathering, LevelMapping, Newcomers, Review, Transition
from .criterion import Criterion
from .metric import Metric
from .text import EMPTY, Source, Text


@dataclass(frozen=True, slots=True)
class Equivalent:
    """Another certification that counts as this one from ``since`` to ``until``."""

    certification: str
    since: date | None = None
    until: date | None = None


@dataclass(frozen=True, slots=True)
class Certification:
    """A certificate that people earn. ``valid_months`` applies where a record names no end.

    ``releases`` are the product versions it is taken for, by the day of their release.
    """

    id: str
    name: Text
    summary: Text = EMPTY
    url: str = ""
    valid_months: int | None = None
    releases: Mapping[str, date] | None = None
    equivalents: tuple[Equivalent, ...] = ()


@dataclass(frozen=True, slots=True)
class Region:
    """Countries with thresholds of their own. Without ``countries`` it takes all others.

    ``factor`` multiplies the thresholds of rows that say so.
    """

    id: str
    name: Text
    source: Source
    countries: tuple[str, ...] = ()
    factor: Decimal = Decimal(1)


@dataclass(frozen=True, slots=True)
class Level:
    """``listed``: partners of this level appear in the directory.

    ``rank`` orders the directory, the highest first; None stands for the level's position among
    those of its track, 0 being the entry. After ``longest_stay`` months the level no longer counts
    until a higher one was held.
    """

    id: str
    name: Text
    source: Source
    summary: Text = EMPTY
    listed: bool = True
    rank: int | None = None
    longest_stay: int | None = None


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
    """A competence beside the levels; the cells of ``requires`` are keyed by its id.

    With ``countries`` it is offered only to partners with an office in one of them, with ``levels``
    it is held only at one of these.
    """

    id: str
    name: Text
    source: Source
    requires: tuple[Criterion, ...]
    summary: Text = EMPTY
    countries: tuple[str, ...] = ()
    levels: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Path:
    """One of several ways to a level: its rows, beside those that all ways share."""

    id: str
    name: Text
    source: Source
    requirements: tuple[Criterion, ...]
    summary: Text = EMPTY


@dataclass(frozen=True, slots=True)
class Ladder:
    """One of several independent levels that a partner holds, such as one per portfolio.

    ``levels`` are in the order of the version's. The version's own rows count in every ladder.
    """

    id: str
    name: Text
    source: Source
    levels: tuple[str, ...]
    requirements: tuple[Criterion, ...] = ()
    paths: tuple[Path, ...] = ()
    summary: Text = EMPTY


MEMBERSHIP = "membership"
"""The column of the rows that must hold for any level."""


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
    paths: tuple[Path, ...] = ()
    ladders: tuple[Ladder, ...] = ()
    membership: tuple[Criterion, ...] = ()
    regions: tuple[Region, ...] = ()
    region_by: Literal["headquarters", "best"] = "headquarters"
    newcomers: Newcomers | None = None
    unknown: Literal["miss", "keep"] = "miss"
    cumulative: bool = False
    affiliates: Literal["apart", "together"] = "apart"
    review: Review | None = None
    mapping: LevelMapping | None = None
    grandfathering: tuple[Grandfathering, ...] = ()
    transition: Transition | None = None

    @property
    def criteria(self) -> Iterator[Criterion]:
        """The rows of all tables; those inside others stand in these."""
        yield from self.membership
        yield from self.requirements
        for ladder in self.ladders:
            yield from ladder.requirements
        for path in (*self.paths, *(path for ladder in self.ladders for path in ladder.paths)):
            yield from path.requirements
        for specialisation in self.specialisations:
            yield from specialisation.requires
        for benefit in self.benefits:
            yield from benefit.requires
        for track in self.tracks:
            yield from track.when

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
class Distributor:
    """A company that supplies members, in some countries or in all."""

    name: str
    url: str = ""
    countries: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Application:
    """Where and how to join, how an application is verified, and whom to buy from."""

    url: str = ""
    text: Text = EMPTY
    verification: Text = EMPTY
    distributors: tuple[Distributor, ...] = ()


@dataclass(frozen=True, slots=True)
class Program:
    """``versions`` are sorted by effective date. ``ends`` is the last day of the program."""

    id: str
    name: Text
    source: Source
    versions: tuple[Version, ...]
    summary: Text = EMPTY
    operator: Operator | None = None
    apply: Application | None = None
    ends: date | None = None

    def version_on(self, day: date) -> Version | None:
        """The version in force: the latest, drafts aside, that has taken effect by ``day``."""
        if self.ends is not None and day > self.ends:
            return None
        in_force = [v for v in self.versions if v.status != "draft" and v.effective <= day]
        return in_force[-1] if in_force else None
