"""From one level to another: between two days, or between two sets of rules on one day."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from ..model.partner import Partner
from ..model.program import Version
from .evaluate import Outcome
from .holding import Holding

Direction = Literal["up", "down", "in", "out", "side"]
"""In: from no level to one; out: to none. Side: as high, but another level, track or path."""


@dataclass(frozen=True, slots=True)
class Move:
    """What one member held ``before`` and holds ``after``, on one ladder where there are several.

    Both may be the same level; then nothing moves and there is no direction.
    """

    partner: Partner
    program: str
    ladder: str | None
    before: Holding
    after: Holding

    @property
    def direction(self) -> Direction | None:
        before, after = self.before, self.after
        if not _differ(before, after):
            return None
        if before.level is None:
            return "in"
        if after.level is None:
            return "out"
        had, has = _heights(before.level, after.level, self)
        return "up" if had < has else "down" if had > has else "side"


def _differ(before: Holding, after: Holding) -> bool:
    """Whether level, track or path are others; those that only one side knows do not count."""
    if before.level != after.level or after.level is None:
        return before.level != after.level
    tracks = before.outcome.track, after.outcome.track
    if None not in tracks and len({track.id for track in tracks if track}) > 1:
        return True
    return bool(before.path and after.path and before.path != after.path)


def _heights(before: str, after: str, move: Move) -> tuple[int, int]:
    """How high both levels are, by the later rules where these know the earlier level."""
    had, has = move.before.outcome, move.after.outcome
    old = counterpart(before, has.version, move.program)
    if old is None or has.version is None:
        return had.rank(before), has.rank(after)
    if old in has.levels and after in has.levels:
        return has.rank(old), has.rank(after)
    return _height(old, had, has.version), _height(after, has, has.version)


def counterpart(level: str | None, version: Version | None, program: str) -> str | None:
    """What a level is called under other rules: the same, else as their mapping says, else None."""
    if level is None or version is None:
        return None
    if any(item.id == level for item in version.levels):
        return level
    mapping = version.mapping
    if mapping is None:
        return None
    return mapping.levels.get(program, {}).get(level, mapping.otherwise) or None


def _height(level: str, outcome: Outcome, version: Version) -> int:
    """The rank of a level among those of all tracks, as the directory orders them."""
    rank = version.level(level).rank
    if rank is not None:
        return rank
    own = version.levels_of(outcome.track.id if outcome.track else None)
    tables = (own, *(track.levels for track in version.tracks))
    return next((table.index(level) for table in tables if level in table), 0)
