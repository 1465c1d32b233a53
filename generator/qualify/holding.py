"""What is held over time: computed from what was held before, where the rules ask for that."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Literal, NamedTuple

from ..model.facts import Override
from ..model.standing import StandingStatus
from .evaluate import Outcome
from .member import in_force


@dataclass(frozen=True, slots=True)
class Floor:
    """A level kept or taken over from earlier rules, from ``begin`` to ``until``, if that ends."""

    level: str
    begin: date
    until: date | None
    kind: Literal["mapping", "grandfathering"]

    def covers(self, day: date) -> bool:
        return self.begin <= day and (self.until is None or day <= self.until)


class Holding(NamedTuple):
    """What a member holds from ``begin`` on, to the day before the next holding.

    ``outcome`` is what the criteria give on ``begin``; ``level`` and ``path`` what is held.
    ``earned`` differs from the outcome's level where an earlier success or missing knowledge
    counts. ``kept_until`` is the last day on which something else than the criteria keeps the
    level. Levels that are ``barred`` were held for too long. ``by_rules`` is the level that reviews
    give, without what was given by hand or protected.
    """

    begin: date
    outcome: Outcome
    level: str | None
    path: str
    status: StandingStatus = "held"
    earned: str | None = None
    kept_until: date | None = None
    override: Override | None = None
    floor: Floor | None = None
    barred: frozenset[str] = frozenset()
    by_rules: str | None = None


def by_hand(outcome: Outcome, ladder: str | None, earned: str | None) -> Holding | None:
    """What a decision by hand gives on the outcome's day, if one stands."""
    case, version = outcome.case, outcome.version
    if case is None or version is None or outcome.table is None:
        return None
    given = case.member.facts(case.rules).overrides
    if not given:
        return None
    known = outcome.table.levels
    override = in_force(
        [item for item in given if item.level in known and item.ladder in ("", ladder or "")],
        outcome.day,
    )
    if override is None:
        return None
    if override.level not in outcome.levels and version.tracks:
        # Who is given a level of another track stands in that track.
        track = next(item for item in version.tracks if override.level in item.levels)
        levels = tuple(name for name in track.levels if name in outcome.table.levels)
        case = replace(case, track=track.id)
        outcome = outcome._replace(case=case, track=track, levels=levels)
    day, last = outcome.day, override.until
    return Holding(day, outcome, override.level, "", "override", earned, last, override)


def held_from(holdings: Sequence[Holding], levels: Collection[str]) -> date | None:
    """The first day of the unbroken time, to the last of the holdings, at one of the levels."""
    since = None
    for holding in reversed(holdings):
        if holding.level not in levels:
            break
        since = holding.begin
    return since


@dataclass(frozen=True, slots=True)
class Past:
    """The days before, as criteria may ask for them."""

    holdings: Sequence[Holding]

    def held_from(self, levels: Sequence[str], level: str) -> date | None:
        """Since when ``level`` or a higher one of ``levels`` has been held; None if it is not."""
        if level not in levels:
            return None
        return held_from(self.holdings, levels[levels.index(level) :])
