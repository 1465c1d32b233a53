"""Why a member moves from one level to another, in words: between rules, or between days."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ..model.text import EMPTY, Text
from ..qualify.changes import reason
from ..qualify.evaluate import Outcome
from ..qualify.holding import Floor, Holding
from ..qualify.moves import Direction, Move, counterpart
from .figures import Figures
from .lacks import Before
from .row_words import RowWords
from .trace import Column, Way, level_column, membership
from .turned import Turned, by_id
from .voice import Voice

ORDER: tuple[Direction, ...] = ("down", "out", "up", "in", "side")
"""The worst news first."""


def tally(moves: Sequence[Move], voice: Voice) -> str:
    """As in 2 down, 1 up."""
    counts = Counter(move.direction for move in moves)
    return ", ".join(voice.words(f"moves.n_{x}", n=counts[x]) for x in ORDER if counts[x])


def reasons(move: Move, voice: Voice) -> tuple[str, ...]:
    """Short sentences, never none; figures only where the voice is private."""
    found = dict.fromkeys(_Why(move, voice).lines())
    return tuple(found) or (voice.words("moves.other_days"),)


def because(move: Move, voice: Voice) -> str:
    """What made the level another one from one day to the next."""
    why = reason(move.before, move.after)
    if why != "enrolment":
        return voice.words(f"explain.reason_{why}".replace("-", "_"))
    had, has = move.before.outcome.enrolment, move.after.outcome.enrolment
    how = "begins" if had is None else "ends" if has is None else "changes"
    return voice.words(f"explain.reason_enrolment_{how}")


def from_to(move: Move, voice: Voice, arrow: str = "->") -> str:
    """As in Gold -> Silver, with tracks where these are others."""
    old, new = _side(move.before, move.after, voice), _side(move.after, move.before, voice)
    return f"{old} {arrow} {new}"


def _side(side: Holding, other: Holding, voice: Voice) -> str:
    level = voice.level(side.level, side.outcome.version, other.outcome.version)
    track, besides = side.outcome.track, other.outcome.track
    if track is None or besides is None or track.id == besides.id or side.level is None:
        return level
    return f"{level} ({voice.text(track.name)})"


@dataclass(frozen=True, slots=True)
class _Why:
    move: Move
    voice: Voice

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

    def words(self, name: str, /, **values: object) -> str:
        return self.voice.words(name, **values)

    def lines(self) -> Iterator[str]:
        if self.is_in_time and self.move.direction:
            yield because(self.move, self.voice)
        if self.after.override is not None:
            yield self.words("moves.by_hand")
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
            yield self.words("moves.not_protected")
        if self.after.outcome.is_out:
            yield self.words("moves.is_out")
            yield from self._membership()
            return
        match self.move.direction:
            case "down" | "out":
                yield from self._lost()
            case "up" | "in" if self.after.floor is None:
                yield from self._won()
            case "side" if self.before.level != self.after.level:
                yield self.words(
                    "moves.instead", level=self._level(self.after), before=self._level(self.before)
                )
            case None:
                yield from self._waits()

    def _level(self, side: Holding) -> str:
        return self._name(side.level)

    def _name(self, level: str | None) -> str:
        return self.voice.level(level, self.after.outcome.version, self.before.outcome.version)

    # --- other things than criteria ---------------------------------------------------------------

    def _by_hand_no_more(self) -> Iterator[str]:
        override, version = self.before.override, self.after.outcome.version
        known = {level.id for level in version.levels} if version else set()
        if override is not None and override.level not in known:
            yield self.words("moves.by_hand_gone", level=self._name(override.level))

    def _not_judged(self) -> Iterator[str]:
        outcome, ladder = self.after.outcome, self.move.ladder
        if outcome.version is None:
            yield self.words("moves.no_version")
        elif ladder and ladder not in {item.id for item in outcome.version.ladders}:
            name = self.voice.ladder(ladder, self.before.outcome.version)
            yield self.words("moves.no_ladder", ladder=name)

    def _track(self) -> Iterator[str]:
        old, new = self.before.outcome.track, self.after.outcome.track
        version = self.after.outcome.version
        if version is None or not version.tracks:
            return
        if new is None:
            yield self.words("moves.no_track")
        elif old is not None and old.id != new.id:
            names = map(self.voice.text, (new.name, old.name))
            yield self.words("moves.track", track=next(names), before=next(names))

    def _path(self) -> Iterator[str]:
        old, new = self.before.path, self.after.path
        if self.before.level == self.after.level and old and new and old != new:
            path, before = self._path_name(self.after), self._path_name(self.before)
            yield self.words("moves.path", path=path, before=before)

    def _path_name(self, side: Holding) -> str:
        paths = side.outcome.table.paths if side.outcome.table else ()
        named = (item.name for item in paths if item.id == side.path)
        return self.voice.text(next(named, Text.of(side.path)))

    def _protected(self, floor: Floor) -> Iterator[str]:
        if floor.until is None:
            yield self.words("moves.mapping")
        else:
            yield self.words(f"moves.{floor.kind}_until", until=self.voice.date(floor.until))
        alone = self.voice.level(self.after.earned, self.after.outcome.version)
        yield self.words("moves.alone", level=alone)

    def _waits(self) -> Iterator[str]:
        """Why the same level is not safe, or a higher one is due."""
        after, name = self.after, self._level(self.after)
        if after.status == "at-risk":
            if self.voice.private and after.kept_until:
                until = self.voice.date(after.kept_until)
                yield self.words("moves.at_risk_until", level=name, until=until)
            else:
                yield self.words("moves.at_risk", level=name)
        elif after.status == "pending":
            yield self.words("moves.due", level=self._name(after.earned))
        elif after.status == "held" and self.is_in_time:
            yield self.words("moves.earned_again", level=name)
        if after.status in ("at-risk", "grandfathered"):
            yield from self._lacks(after.level, self.before.level)

    # --- criteria ---------------------------------------------------------------------------------

    def _lost(self) -> Iterator[str]:
        """What the earlier level asks for now, and is missing."""
        after = self.after
        level = counterpart(self.before.level, after.outcome.version, self.move.program)
        if level is None:
            yield self.words("moves.no_level", level=self._level(self.before))
        elif level in after.barred:
            yield self.words("moves.barred", level=self._name(level))
        elif level not in after.outcome.levels:
            yield from self._elsewhere(level)
        elif not self._column(after, level).ways:
            yield self.words("moves.no_way", level=self._name(level))
        else:
            lacks = [line for name in self._needs(level) for line in self._lacks_of(name, level)]
            yield from lacks
            if not lacks and after.status == "pending":
                yield self.words("moves.due", level=self._name(level))

    def _elsewhere(self, level: str) -> Iterator[str]:
        """A level that is not among those of the member's track or ladder."""
        outcome, name = self.after.outcome, self._name(level)
        track = outcome.track
        if track is not None and level not in track.levels:
            yield self.words("moves.not_in_track", track=self.voice.text(track.name), level=name)
        elif track is not None or (outcome.version and not outcome.version.tracks):
            yield self.words("moves.not_on_ladder", level=name)

    def _needs(self, level: str) -> tuple[str, ...]:
        """The level, and all below it where it includes them."""
        outcome = self.after.outcome
        if outcome.version is not None and outcome.version.cumulative:
            return outcome.levels[: outcome.rank(level) + 1]
        return (level,)

    def _lacks_of(self, level: str, wanted: str) -> Iterator[str]:
        before = self.before.level if level == wanted else None
        for lack in self._lacks(level, before):
            if level == wanted:
                yield lack
            else:
                yield self.words("moves.first", level=self._name(level), lack=lack)

    def _lacks(self, level: str | None, before: str | None) -> Iterator[str]:
        """What a level asks for and is missing, beside what the one ``before`` asked for."""
        column, path = self._column(self.after, level), self.before.path
        if not column.is_met:
            turned = self._turned(self._column(self.before, before).way(path))
            yield from map(turned.lack, column.way(path).missing)

    def _membership(self) -> Iterator[str]:
        case = self.after.outcome.case
        if case is not None:
            yield from map(self._turned(None).lack, membership(case).way().missing)

    def _won(self) -> Iterator[str]:
        """What was missing for the level, and no longer is."""
        before, after = self.before.outcome, self.after.outcome
        level = self.after.level or ""
        if after.rank(level) > after.rank(after.level):
            yield self.words("moves.kept", level=self._name(level))
            return
        if before.is_out:
            yield self.words("moves.is_in")
        way = self._column(self.after, level).way(self.after.path)
        if before.case is None or level not in before.levels or not way.asked:
            yield self._all_met(way, level)
            return
        was = self._column(self.before, level).way(self.after.path)
        turned, now = self._turned(was), by_id(way)
        won = [line for item in was.missing if (line := turned.win(item, now))]
        yield from won
        if won or before.is_out:
            return
        if self.before.status != "pending":
            yield self._all_met(way, level)
        elif not self.is_in_time:
            yield self.words("moves.was_due", level=self._name(level))

    def _all_met(self, way: Way, level: str) -> str:
        if not way.asked:
            return self.words("moves.asks_nothing", level=self._name(level))
        return self.words("moves.all_met", n=len(way.asked), level=self._name(level))

    # --- both sides -------------------------------------------------------------------------------

    def _column(self, side: Holding, level: str | None) -> Column:
        """What a level asks for; nothing where it is one of another track or ladder."""
        outcome = side.outcome
        if outcome.case is None or level is None or level not in outcome.levels:
            return Column("", EMPTY, ())
        return level_column(outcome, outcome.case, level)

    def _turned(self, was: Way | None) -> Turned:
        rows, earlier = self._rows(self.after.outcome), self._rows(self.before.outcome)
        before = Before(earlier, by_id(was)) if was is not None and earlier else None
        if rows is None:
            raise AssertionError("criteria are told only where there was a case")
        return Turned(rows, before)

    def _rows(self, outcome: Outcome) -> RowWords | None:
        case = outcome.case
        return RowWords(Figures(self.voice, case.rules.version), case) if case else None
