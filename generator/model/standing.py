"""What `qualify` finds: the level a partner holds on a day, and every reason for it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Literal

from .program import Needed
from .text import Source

Verdict = Literal["met", "missed", "unknown", "not-applicable"]
StandingStatus = Literal["held", "at-risk", "override", "grandfathered", "pending"]


@dataclass(frozen=True, slots=True)
class Finding:
    """One criterion at one level: what it needs, what the partner has, what is missing.

    ``have`` and ``gap`` are private. ``facts`` are the sources of what was counted.
    """

    level: str
    criterion: str
    metric: str
    needed: Needed
    have: Decimal | bool | str | None
    gap: Decimal | None
    verdict: Verdict
    source: Source
    hidden: bool = False
    facts: tuple[Source, ...] = ()


@dataclass(frozen=True, slots=True)
class NextChange:
    """The next day on which the level changes if nothing new arrives."""

    date: date
    level: str | None
    reason: Literal["expiry", "ageing", "override-ends", "enrolment", "version", "fact"]


@dataclass(frozen=True, slots=True)
class Standing:
    """A partner in one program on the as-of date. ``level`` None: in the program at no level.

    ``reach`` counts the levels of the partner's track; ``rank`` is the level's position among
    them from the top, 0 being the highest, and ``reach`` for no level.
    ``metrics`` are the private figures of the day, by metric id.
    """

    partner: str
    program: str
    version: str
    track: str | None
    level: str | None
    specialisations: tuple[str, ...]
    status: StandingStatus
    rank: int
    reach: int
    since: date | None = None
    next_level: str | None = None
    next_change: NextChange | None = None
    findings: tuple[Finding, ...] = ()
    metrics: tuple[tuple[str, Decimal | bool | str | None], ...] = ()
    ladder: str | None = None
    path: str | None = None


@dataclass(frozen=True, slots=True)
class Standings:
    """All standings, sorted by partner and program, as of one date."""

    as_of: date
    standings: tuple[Standing, ...]
