"""How levels change over time: reviews, and what becomes of levels when the rules change."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Literal

from .text import Source


@dataclass(frozen=True, slots=True)
class Span:
    """A length of time; ``calendar-months`` are full ones, before the present one."""

    count: int
    unit: Literal["days", "months", "calendar-months"]


@dataclass(frozen=True, slots=True)
class Review:
    """When a level is asked for again, and how it then changes.

    Review days are the first of every ``months`` calendar months, or that often from the first
    day of the membership on; else the days of the year ``on`` (month, day). Promotion comes at
    once, on the first of a month or at a review; demotion at once or at a review, at the
    ``misses``-th one missed in a row, not within the ``minimum_stay`` at a level, and after
    ``grace`` only. A level earned on one day of the ``window`` counts.
    """

    source: Source
    months: int | None = None
    from_membership: bool = False
    on: tuple[tuple[int, int], ...] = ()
    promotion: Literal["at-once", "next-month", "at-review"] = "at-once"
    demotion: Literal["at-once", "at-review"] = "at-once"
    misses: int = 1
    minimum_stay: Span | None = None
    grace: Span | None = None
    window: Span | None = None

    @property
    def has_days(self) -> bool:
        return self.months is not None or bool(self.on)


@dataclass(frozen=True, slots=True)
class LevelMapping:
    """Levels that members start with, by the level held on ``held_on`` in this program or others.

    ``levels`` is keyed by program, then by its level. ``otherwise`` is for other levels held there.
    Both dates are None where the version's own beginning decides.
    """

    levels: Mapping[str, Mapping[str, str]]
    source: Source
    otherwise: str = ""
    held_on: date | None = None
    until: date | None = None


@dataclass(frozen=True, slots=True)
class Grandfathering:
    """Who held one of ``levels`` on the day before ``held_before`` keeps it until ``until``."""

    levels: tuple[str, ...]
    held_before: date
    until: date
    source: Source


@dataclass(frozen=True, slots=True)
class Transition:
    """The version before stays in force for some members, to ``until`` at the longest."""

    by: Literal["application", "choice"]
    until: date | None = None


@dataclass(frozen=True, slots=True)
class Newcomers:
    """Members in the first ``months`` of their membership.

    ``factor`` multiplies the thresholds of rows that say so.
    """

    months: int
    factor: Decimal = Decimal(1)
