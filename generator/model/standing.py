"""What `qualify` finds: the level a partner holds on a day, and every reason for it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Literal, NamedTuple

from .text import Source

Verdict = Literal["met", "missed", "unknown", "not-applicable"]
StandingStatus = Literal["held", "at-risk", "override", "grandfathered", "pending"]
"""How a level came about. Held: its criteria hold. At risk: they do not, and it stands until a
review or the end of a grace period. Grandfathered: kept or taken over from earlier rules. Pending:
a higher level is reached and waits for its day. Override: given by hand."""

Reason = Literal[
    "expiry",
    "ageing",
    "fact",
    "rank",
    "tenure",
    "override-begins",
    "override-ends",
    "enrolment",
    "version",
    "program-ends",
    "review",
    "grace-ends",
    "grandfathering-begins",
    "grandfathering-ends",
    "window-ends",
]
"""What changes a level. Expiry: a certificate, document or approval runs out, or a person leaves.
Ageing: the days that a sum or count looks at move on. Fact: another fact on record begins or ends,
or an agreed target. Rank: other partners' figures. Tenure: the time at a level or as a newcomer.
The others: a level by hand, the membership, another version's rules, the end of the program, the
day of a review or of a promotion, or the last day on which a level was protected or an earlier
success counted."""

Number = Decimal | Fraction
"""An exact figure; a fraction where a division does not come out even."""
NUMBERS = (Decimal, Fraction)
"""The types of a figure."""
Value = Number | bool | str | None
"""A figure, a yes or no, a text; None is unknown: nothing on record could answer."""


class Finding(NamedTuple):
    """One criterion at one column: what it needs, what the partner has, what is missing.

    The column ``level`` is a level, a specialisation, a track with a condition, a benefit with
    criteria, or the membership. ``path`` is the way to the level that the criterion belongs to,
    empty for what all share. Where a criterion asks nothing of the column it leaves no finding; one
    whose condition does not hold is not applicable, and its members leave none. ``needed`` is
    private where ``hidden`` says so: a cell that is hidden, agreed with the partner, or the figure
    of other partners. ``have`` and ``gap`` always are. ``source`` is where the rule stands,
    ``facts`` where what was counted. A combination's finding counts the members that are met, and
    theirs follow it.
    """

    level: str
    criterion: str
    metric: str
    needed: Value
    have: Value
    gap: Number | None
    verdict: Verdict
    source: Source
    hidden: bool = False
    facts: tuple[Source, ...] = ()
    path: str = ""


@dataclass(frozen=True, slots=True)
class NextChange:
    """The next day on which the level changes if nothing new arrives, and to which level."""

    date: date
    level: str | None
    reason: Reason


@dataclass(frozen=True, slots=True)
class Grant:
    """A benefit that no level gives: bound to criteria that hold, or by hand (``value`` as written,
    ``until`` the last day)."""

    benefit: str
    source: Source
    by_hand: bool = False
    value: str = ""
    until: date | None = None


class Standing(NamedTuple):
    """A partner in one program, or on one ladder of it, on the as-of date.

    ``level`` is None for a partner at no level: one who meets none, whose membership has ended or
    not begun, who is inactive or left. The status is "held" then, and without a membership
    nothing was judged. ``path`` is the way to the level, where the version knows several and its
    criteria gave the level, on the day or when it was reached. ``earned`` is the level that the
    criteria alone give on the day.

    ``since`` is None without a level, and where it was held already when the first version in the
    files took effect. ``findings`` stand level by level, lowest first, then by specialisation;
    within each in the order of the criteria, the common ones before those of each path; after them
    by the benefits that have criteria, and those of the membership. ``track_findings`` say why this
    track, where the record leaves that to the program. ``metrics`` are the private figures of the
    day, by id. ``kept_until`` is the last day on which an override, a protection, a grace period or
    the window keeps the level. ``grants`` are benefits beside the level.
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
    metrics: tuple[tuple[str, Value], ...] = ()
    ladder: str | None = None
    path: str | None = None
    earned: str | None = None
    kept_until: date | None = None
    next_review: date | None = None
    grants: tuple[Grant, ...] = ()


@dataclass(frozen=True, slots=True)
class Standings:
    """All standings, sorted by partner and program, as of one date.

    One for each program that a partner's record names, if that has a version in force.
    """

    as_of: date
    standings: tuple[Standing, ...]
