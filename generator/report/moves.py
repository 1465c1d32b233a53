"""Why a member moves from one level to another, in words: between rules, or between days."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ..model.text import Text
from ..qualify.changes import reason
from ..qualify.evaluate import Outcome
from ..qualify.holding import Floor, Holding
from ..qualify.moves import Direction, Move, counterpart
from .asked import Asked, asked, asked_of_members, by_id, lack, missing, ways_to, win
from .style import Style

ORDER: tuple[Direction, ...] = ("down", "out", "up", "in", "side")
"""The worst news first."""


def tally(moves: Sequence[Move]) -> str:
    """As in 2 down, 1 up."""
    counts = Counter(move.direction for move in moves)
    return ", ".join(f"{counts[name]} {name}" for name in ORDER if counts[name])


def reasons(move: Move, style: Style) -> tuple[str, ...]:
    """Short sentences, never none; figures only where the style is private."""
    found = dict.fromkeys(_Why(move, style).lines())
    return tuple(found) or ("reviews and waiting times come on other days",)


def from_to(move: Move, style: Style, arrow: str = "->") -> str:
    """As in Gold -> Silver, with tracks where these are others."""
    old, new = _side(move.before, move.after, style), _side(move.after, move.before, style)
    return f"{old} {arrow} {new}"


def _side(side: Holding, other: Holding, style: Style) -> str:
    level = style.level(side.level, side.outcome.version, other.outcome.version)
    track, besides = side.outcome.track, other.outcome.track
    if track is None or besides is None or track.id == besides.id or side.level is None:
        return level
    return f"{level} ({style.text(track.name)})"


@dataclass(frozen=True, slots=True)
class _Why:
    move: Move
    style: Style

    @property
    def before(self) -> Holding:
        return self.move.before

    @property
    def after(self) -> Holding:
        return self.move.after

    @property
    def is_in_time(self) -> bool:
        """Whether a day has passed, rather than the rules changed."""
        return self.before.outcome.day < self.after.outcome.day

    def lines(self) -> Iterator[str]:
        if self.is_in_time and self.move.direction:
            yield self.style.reason(reason(self.before, self.after))
        if self.after.override is not None:
            yield "the level is given by hand"
            return
        if self.before.override is not None:
            yield from self._by_hand_no_more()
        if self.after.outcome.case is None:
            yield from self._not_judged()
        else:
            yield from self._judged()

    def _judged(self) -> Iterator[str]:
        yield from self._track()
        yield from self._path()
        if self.after.floor is not None:
            yield from self._protected(self.after.floor)
        elif self.before.floor is not None and not self.is_in_time:
            yield "the protection of today's level does not apply"
        if self.after.outcome.is_out:
            yield "the criteria of the membership itself do not hold"
            yield from self._lacks(asked_of_members(self.after.outcome), {})
            return
        match self.move.direction:
            case "down" | "out":
                yield from self._lost()
            case "up" | "in" if self.after.floor is None:
                yield from self._won()
            case "side" if self.before.level != self.after.level:
                yield f"{self._level(self.after)} takes the place of {self._level(self.before)}"
            case None:
                yield from self._waits()

    def _level(self, side: Holding) -> str:
        return self._name(side.level)

    def _name(self, level: str | None) -> str:
        return self.style.level(level, self.after.outcome.version, self.before.outcome.version)

    # --- other things than criteria ---------------------------------------------------------------

    def _by_hand_no_more(self) -> Iterator[str]:
        override, version = self.before.override, self.after.outcome.version
        known = {level.id for level in version.levels} if version else set()
        if override is not None and override.level not in known:
            yield f"the level given by hand, {self._name(override.level)}, does not exist any more"

    def _not_judged(self) -> Iterator[str]:
        outcome, ladder = self.after.outcome, self.move.ladder
        if outcome.version is None:
            yield "no version is in force for this member any more"
        elif ladder and ladder not in {item.id for item in outcome.version.ladders}:
            yield f"there is no ladder {self.style.quote(ladder)} any more"

    def _track(self) -> Iterator[str]:
        old, new = self.before.outcome.track, self.after.outcome.track
        version = self.after.outcome.version
        if version is None or not version.tracks:
            return
        if new is None:
            yield "no track applies"
        elif old is not None and old.id != new.id:
            yield f"the track is {self.style.text(new.name)}, not {self.style.text(old.name)}"

    def _path(self) -> Iterator[str]:
        old, new = self.before.path, self.after.path
        if self.before.level == self.after.level and old and new and old != new:
            yield f"the path is {self._path_name(self.after)}, not {self._path_name(self.before)}"

    def _path_name(self, side: Holding) -> str:
        paths = side.outcome.table.paths if side.outcome.table else ()
        named = (item.name for item in paths if item.id == side.path)
        return self.style.text(next(named, Text.of(side.path)))

    def _protected(self, floor: Floor) -> Iterator[str]:
        version = self.after.outcome.version
        until = f"until {floor.until}" if floor.until else "as long as this version is in force"
        if floor.kind == "mapping":
            yield f"taken over by the mapping, protected {until}"
        else:
            yield f"kept by grandfathering, protected {until}"
        yield f"the criteria alone give {self.style.level(self.after.earned, version)}"

    def _waits(self) -> Iterator[str]:
        """Why the same level is not safe, or a higher one is due."""
        after, name = self.after, self._level(self.after)
        if after.status == "at-risk":
            until = f" until {after.kept_until}" if self.style.private and after.kept_until else ""
            yield f"{name} is at risk: it stands{until} although it is not earned"
        elif after.status == "pending":
            yield f"{self._name(after.earned)} is reached and waits for its day"
        elif after.status == "held" and self.is_in_time:
            yield f"{name} is earned again"
        if after.status in ("at-risk", "grandfathered"):
            yield from self._lacks(asked(after.outcome, after.level or ""), self._same_level())

    # --- criteria ---------------------------------------------------------------------------------

    def _lost(self) -> Iterator[str]:
        """What the earlier level asks for now, and is missing."""
        after = self.after
        level = counterpart(self.before.level, after.outcome.version, self.move.program)
        if level is None:
            yield f"there is no level {self._level(self.before)} any more"
        elif level in after.barred:
            yield f"{self._name(level)} has been held as long as it may be"
        elif level not in after.outcome.levels:
            yield from self._elsewhere(level)
        elif not ways_to(after.outcome, level):
            yield f"the path that was chosen does not lead to {self._name(level)}"
        else:
            lacks = [line for name in self._needs(level) for line in self._lacks_of(name, level)]
            yield from lacks
            if not lacks and after.status == "pending":
                yield f"{self._name(level)} is reached and waits for its day"

    def _elsewhere(self, level: str) -> Iterator[str]:
        """A level that is not among those of the member's track or ladder."""
        outcome, name = self.after.outcome, self._name(level)
        track = outcome.track
        if track is not None and level not in track.levels:
            yield f"the track {self.style.text(track.name)} has no level {name}"
        elif track is not None or (outcome.version and not outcome.version.tracks):
            yield f"this ladder has no level {name}"

    def _needs(self, level: str) -> tuple[str, ...]:
        """The level, and all below it where it includes them."""
        outcome = self.after.outcome
        if outcome.version is not None and outcome.version.cumulative:
            return outcome.levels[: outcome.rank(level) + 1]
        return (level,)

    def _lacks_of(self, level: str, wanted: str) -> Iterator[str]:
        before = self._same_level() if level == wanted else {}
        for line in self._lacks(asked(self.after.outcome, level), before):
            included = "" if level == wanted else f"{self._name(level)} comes first: "
            yield f"{included}{line}"

    def _lacks(self, items: tuple[Asked, ...], before: dict[str, Asked]) -> Iterator[str]:
        for item in missing(items):
            yield lack(item, before, self.style)

    def _same_level(self) -> dict[str, Asked]:
        """What the earlier level asked for, under the earlier rules."""
        return dict(by_id(asked(self.before.outcome, self.before.level or "")))

    def _won(self) -> Iterator[str]:
        """What was missing for the level, and no longer is."""
        before, after = self.before.outcome, self.after.outcome
        level = self.after.level or ""
        if after.rank(level) > after.rank(after.level):
            yield f"{self._name(level)} counts although it is not earned on this very day"
            return
        if before.is_out:
            yield "the criteria of the membership itself hold"
        now = by_id(asked(after, level))
        if before.case is None or level not in before.levels or not now:
            yield self._all_met(after, level)
            return
        was = missing(asked(before, level))
        won = [line for item in was if (line := win(item, now, self.style))]
        yield from won
        if won or before.is_out:
            return
        if self.before.status != "pending":
            yield self._all_met(after, level)
        elif not self.is_in_time:
            yield f"{self._name(level)} was reached already and waited for its day"

    def _all_met(self, outcome: Outcome, level: str) -> str:
        count = len(asked(outcome, level))
        if count == 0:
            return f"{self._name(level)} asks for nothing"
        if count == 1:
            return f"the only criterion of {self._name(level)} is met"
        all_ = "both" if count == 2 else f"all {count}"
        return f"{all_} criteria of {self._name(level)} are met"
