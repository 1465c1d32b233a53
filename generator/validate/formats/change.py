"""How levels change over time: reviews, and what becomes of levels when the rules change."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from .scalars import Format, Id, Int, Many, Number
from .times import MonthDay, MonthsText, RuleDate, SpanText, WindowText


class ReviewFormat(Format):
    """When a level is asked for again, and how it then changes."""

    rhythm: Literal["monthly", "quarterly", "half-yearly", "yearly"] | None = None
    """How often levels are reviewed: on the first day of each month, quarter, half-year or year."""
    from_: Annotated[Literal["calendar", "membership"], Field(alias="from")] = "calendar"
    """Whether that is counted by the calendar, or from the first day of each membership."""
    on: Annotated[tuple[MonthDay, ...], Many] = ()
    """Fixed review days of each year, such as ``03-31``, instead of ``rhythm``."""
    promotion: Literal["at-once", "next-month", "at-review"] = "at-once"
    """When a higher level is given: at once, on the first of the next month, or at a review."""
    demotion: Literal["at-once", "at-review"] | None = None
    """When a level is lost. Default: at a review where there are any, else at once."""
    misses: Annotated[Int, Field(ge=1, le=100)] = 1
    """At which review missed in a row a level is lost."""
    minimum_stay: SpanText | None = None
    """How long a level cannot be lost after it was reached."""
    grace: SpanText | None = None
    """How long a level stands after a miss, for making up for it."""
    window: WindowText | None = None
    """How long it counts to have earned a level on a single day. ``6 calendar months`` are the
    present month and the five full ones before."""


class MappingFormat(Format):
    """Levels that partners start with when the version takes effect, by the level they held."""

    levels: dict[Id, Id] = Field(default_factory=dict)
    """Level of this version by id of the level held in the version before."""
    programs: dict[Id, dict[Id, Id]] = Field(default_factory=dict)
    """Level of this version by id of another program and of the level held there. The highest of
    several counts."""
    otherwise: Id | None = None
    """Level for those who held another level in this program before, or in one of the others."""
    held_on: RuleDate | None = None
    """The day whose levels count. Default: the day before the version takes effect."""
    until: RuleDate | None = None
    """Last day on which the level given is kept. Default: the day before the first review, and
    without reviews as long as the version is in force."""


class GrandfatheringFormat(Format):
    """A level that is kept for a while by those who held it before a day."""

    levels: Annotated[tuple[Id, ...], Many, Field(min_length=1)]
    """Ids of the levels."""
    held_before: RuleDate
    """Who held one of them on the day before this day keeps it."""
    until: RuleDate
    """Last day on which it is kept."""


class TransitionFormat(Format):
    """For whom the version before stays in force beside this one."""

    by: Literal["application", "choice"]
    """``application``: this version applies at once to those who applied when it had taken effect;
    ``choice``: from the day that a partner chose."""
    until: RuleDate | None = None
    """Last day of the version before; this version then applies to everybody. Default: no end."""


class NewcomersFormat(Format):
    """Members for whom lower thresholds may apply for a while."""

    for_: Annotated[MonthsText, Field(alias="for")]
    """How long somebody is a newcomer, from the first day of the membership."""
    factor: Annotated[Number, Field(ge=0, le=1)] | None = None
    """What the thresholds of rows with ``newcomers: factor`` are multiplied by. Default: 1."""
