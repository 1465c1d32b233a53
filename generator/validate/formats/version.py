"""Versions of a program: ``content/programs/ID/versions/VERSION.yaml``."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from .benefit import BenefitFormat
from .change import (
    GrandfatheringFormat,
    MappingFormat,
    NewcomersFormat,
    ReviewFormat,
    TransitionFormat,
)
from .metric import AnyMetric
from .requirement import Rows
from .scalars import Bool, Currency, Format, Id, LocalProse, Positive
from .structure import (
    CertificationFormat,
    LadderFormat,
    LevelFormat,
    PathFormat,
    RegionFormat,
    SpecialisationFormat,
    TrackFormat,
)
from .times import MonthDay, RuleDate


class VersionFormat(Format):
    """The rules from ``effective`` on. The file's name is the version's id."""

    DEFINES = frozenset({"levels", "tracks", "regions", "newcomers", "certifications", "metrics"})

    status: Literal["draft", "announced", "effective"]
    """``draft`` is not shown and never applies."""
    effective: RuleDate
    """The day from which the version applies, until the next one does."""
    note: LocalProse | None = None
    """What changes with this version, in Markdown."""
    currency: Currency | None = None
    """Currency of thresholds and sums."""
    exchange: dict[Currency, Positive] = Field(default_factory=dict)
    """What one unit of another currency is worth in ``currency``."""
    fiscal_year_begins: MonthDay = "01-01"
    """First day of the fiscal year, for periods."""
    program_year_begins: MonthDay = "01-01"
    """First day of the program year, for periods."""
    unknown: Literal["miss", "keep"] = "miss"
    """What it means that a figure is not on record: a miss, or that the level held is kept while
    the figure is unknown."""
    cumulative: Bool = False
    """Whether a level also needs every level below it."""
    affiliates: Literal["apart", "together"] = "apart"
    """``together``: partners whose records share a ``group`` add their figures up and share the
    level."""
    levels: Annotated[tuple[LevelFormat, ...], Field(min_length=1)]
    """The levels, lowest first."""
    tracks: tuple[TrackFormat, ...] = ()
    """Partner types with levels of their own, where there are several."""
    ladders: tuple[LadderFormat, ...] = ()
    """Independent levels that a partner holds at the same time, where there are several."""
    regions: tuple[RegionFormat, ...] = ()
    """Groups of countries with thresholds of their own."""
    region_by: Literal["headquarters", "best"] = "headquarters"
    """``best``: a partner is judged in the region of each office, and the best level counts."""
    newcomers: NewcomersFormat | None = None
    """Members for whom lower thresholds may apply for a while."""
    certifications: tuple[CertificationFormat, ...] = ()
    """The certificates that the rules name."""
    metrics: dict[Id, AnyMetric] = Field(default_factory=dict)
    """The figures that the rules look at, by id."""
    membership: Rows = ()
    """Rows that must hold for any level."""
    requirements: Rows = ()
    """What each level requires, row by row."""
    paths: tuple[PathFormat, ...] = ()
    """Alternative ways to the levels, of which one is enough."""
    specialisations: tuple[SpecialisationFormat, ...] = ()
    """Competences beside the levels."""
    benefits: tuple[BenefitFormat, ...] = ()
    """What each level gives, row by row."""
    review: ReviewFormat | None = None
    """When levels are asked for again. Default: every day."""
    mapping: MappingFormat | None = None
    """Levels that partners start with when the version takes effect."""
    grandfathering: tuple[GrandfatheringFormat, ...] = ()
    """Levels that are kept for a while by those who held them before a day."""
    transition: TransitionFormat | None = None
    """For whom the version before stays in force beside this one."""
