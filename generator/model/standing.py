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
"""How a level came about. Today it is either computed (held) or given by hand (override); the
other words are those of rules that the program language does not know yet."""

Reason = Literal[
    "expiry", "ageing", "fact", "override-begins", "override-ends", "enrolment", "version"
]
"""What changes a level. Expiry: a certificate, document or approval runs out, or a person leaves.
Ageing: the days that a sum or count looks at move on. Fact: another fact on record begins or ends,
or an agreed target. The others: a level by hand, the membership, or another version's rules."""


@dataclass(frozen=True, slots=True)
class Finding:
    """One criterion at one column: what it needs, what the partner has, what is missing.

    The column ``level`` is a level, a specialisation, or a track with a condition. Where a
    criterion does not apply it leaves no finding. ``needed`` is private where the cell is hidden
    or agreed with the partner; ``have`` and ``gap`` always are. ``source`` is where the rule
    stands, ``facts`` where what was counted. A combination's finding counts the members that are
    met, and theirs follow it.
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
    """The next day on which the level changes if nothing new arrives, and to which level."""

    date: date
    level: str | None
    reason: Reason


@dataclass(frozen=True, slots=True)
class Standing:
    """A partner in one program on the as-of date.

    ``level`` is None for a partner at no level: one who meets none, whose membership has ended or
    not begun, who is inactive or left. The status is "held" then, and without a membership
    nothing was judged.

    ``since`` is None without a level, and where it was held already when the first version in the
    files took effect. ``findings`` stand level by level, lowest first, then by specialisation;
    within each in the order of the criteria. ``track_findings`` say why this track, where the
    record leaves that to the program. ``metrics`` are the private figures of the day, by id.
    """

    partner: str
    program: str
    version: str
    track: str | None
    level: str | None
    specialisations: tuple[str, ...]
    status: StandingStatus
    since: date | None = None
    next_level: str | None = None
    next_change: NextChange | None = None
    findings: tuple[Finding, ...] = ()
    track_findings: tuple[Finding, ...] = ()
    metrics: tuple[tuple[str, Decimal | bool | str | None], ...] = ()
    ladder: str | None = None
    path: str | None = None


@dataclass(frozen=True, slots=True)
class Standings:
    """All standings, sorted by partner and program, as of one date.

    One for each program that a partner's record names, if that has a version in force.
    """

    as_of: date
    standings: tuple[Standing, ...]
