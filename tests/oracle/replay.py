"""Levels from day to day: one partner in one program, from the first day of the program on.

No day is skipped and nothing is looked up ahead: each day is asked by itself, and what has to be
remembered from the day before stands in a `Memory`, one for each ladder.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date
from typing import TYPE_CHECKING

from tests.oracle import levels, verdicts
from tests.oracle.case import (
    Case,
    decisions,
    enrolled_ladders,
    latest,
    regions_to_try,
)
from tests.oracle.days import (
    DAY,
    has_passed,
    has_review_days,
    in_window,
    is_review,
    months_of,
    over,
)
from tests.oracle.floors import floors
from tests.oracle.plain import Tree, many

if TYPE_CHECKING:
    from tests.oracle.oracle import Oracle


@dataclass
class Memory:
    """What one ladder remembers. ``held`` is the level that the rules alone would give."""

    version: str | None = None
    track: str | None = None
    held: str | None = None
    began: date = date.min
    misses: int = 0
    clock: date | None = None
    earned: list[tuple[date, str | None]] = field(default_factory=list)
    shown: str | None = None
    shown_since: date = date.min
    barred: set[str] = field(default_factory=set)

    def forget(self) -> None:
        """All but what was shown, which may go on by hand."""
        self.version = self.track = None
        self.move(None, date.min)
        self.earned, self.barred = [], set()

    def move(self, level: str | None, day: date) -> None:
        if level != self.held:
            self.held, self.began, self.misses, self.clock = level, day, 0, None


@dataclass(frozen=True)
class Day:
    """What one ladder shows on a day. ``case`` is the one that the criteria were judged in.

    ``is_in``: the criteria of the membership hold, or a level stands without them.
    """

    case: Case
    level: str | None
    earned: str | None
    status: str
    is_in: bool = True


class Replay:
    """One partner in one program."""

    def __init__(self, oracle: Oracle, partner: str, program: str, begin: date) -> None:
        self.oracle, self.partner, self.program = oracle, partner, program
        self.next, self.begin = begin, begin
        self.days: dict[date, dict[str | None, Day]] = {}
        self.memory: dict[str | None, Memory] = {}

    def on(self, day: date) -> dict[str | None, Day]:
        """What each ladder shows on a day; empty where there is no membership or no version."""
        while self.next <= day:
            today, self.next = self.next, self.next + DAY
            self.days[today] = self._step(today)
        return self.days.get(day, {})

    def _step(self, day: date) -> dict[str | None, Day]:
        case = self.oracle.case(self.partner, self.program, day)
        if case is None:
            self.memory = {}
            return {}
        ladders = enrolled_ladders(case.version, case.membership)
        self.memory = {name: self.memory.get(name, Memory()) for name in ladders}
        return {name: self._ladder(case.on(ladder=name), self.memory[name]) for name in ladders}

    def _ladder(self, case: Case, memory: Memory) -> Day:
        order = levels.lowest_first(case)
        barred = self._barred(case, memory)
        is_placed = memory.version != case.version_id or memory.track != case.track
        keeps = case.version.get("unknown") == "keep" and not is_placed and memory.held in order
        best = max(
            (case.on(region=region) for region in regions_to_try(case)),
            key=lambda one: (
                levels.belongs(one, keeps),
                _height(order, levels.earned(one, barred, keeps)),
            ),
        )
        earned, counted = levels.earned(best, barred, keeps), None
        is_in = levels.belongs(best, keeps)
        if not is_in:
            memory.forget()
        elif is_placed:
            memory.version, memory.track = case.version_id, case.track
            memory.held, memory.began, memory.misses, memory.clock = earned, case.day, 0, None
            memory.earned = [(case.day, earned)]
            counted = earned
        else:
            memory.earned.append((case.day, earned))
            counted = self._change(case, memory, earned, barred, keeps)
        day = self._show(best, memory, order, earned, counted)
        day = replace(day, is_in=is_in or day.level is not None)
        self._remember(case, memory, order, day)
        return day

    # --- the machine --------------------------------------------------------------------------

    def _change(
        self, case: Case, memory: Memory, earned: str | None, barred: set[str], keeps: bool
    ) -> str | None:
        """Promotion and demotion on a day that is no placement. Gives the level that counts as
        earned: that of the window, or one that is kept while its criteria are unknown."""
        order = levels.lowest_first(case)
        tried = [case.on(region=region) for region in regions_to_try(case)]
        belonging = [one for one in tried if levels.belongs(one, keeps)]
        target = self._target(case, memory, earned, barred)
        if memory.held in barred:
            # A level held for too long is left at once, for what is earned.
            memory.move(target, case.day)
            return target
        if keeps and _height(order, target) < _height(order, memory.held):
            assert memory.held is not None
            own = [levels.level_verdict(one, memory.held) for one in belonging]
            if verdicts.UNKNOWN in own:
                target = memory.held
        review: Tree = case.version.get("review", {})
        today = is_review(review, case.day, case.membership.get("since"))
        if _height(order, target) > _height(order, memory.held):
            self._recover(review, memory, today)
            if _may_rise(review, case.day, today):
                memory.move(target, case.day)
        elif target == memory.held:
            self._recover(review, memory, today)
        elif self._falls(review, memory, case.day, today):
            memory.move(target, case.day)
        return target

    def _target(
        self, case: Case, memory: Memory, earned: str | None, barred: set[str]
    ) -> str | None:
        """What is earned, on the day or on any day of the window since the placement."""
        window = case.version.get("review", {}).get("window")
        if window is None:
            return earned
        order = levels.lowest_first(case)
        found = [
            level
            for day, level in memory.earned
            if level not in barred and in_window(day, window, case.day)
        ]
        return max(found, key=lambda level: _height(order, level), default=None)

    def _recover(self, review: Tree, memory: Memory, is_review_day: bool) -> None:
        """A day on which the level held is earned."""
        if is_review_day or memory.misses >= _misses(review):
            memory.misses = 0
        memory.clock = None

    def _falls(self, review: Tree, memory: Memory, day: date, is_review_day: bool) -> bool:
        """A day on which the level held is not earned: whether it is lost."""
        if _demotion(review) == "at-review":
            memory.misses += is_review_day
            if memory.misses < _misses(review):
                return False
        memory.clock = memory.clock or day
        if "grace" in review and not has_passed(memory.clock, review["grace"], day):
            return False
        stay = review.get("minimum_stay")
        return stay is None or has_passed(memory.began, stay, day)

    # --- what limits a stay -------------------------------------------------------------------

    def _barred(self, case: Case, memory: Memory) -> set[str]:
        """Levels that have been held as long as they may be."""
        limits = {
            str(item["id"]): months_of(item["longest_stay"])
            for item in case.version["levels"]
            if "longest_stay" in item
        }
        for level, months in limits.items():
            if memory.shown == level and over(memory.shown_since, months, case.day):
                memory.barred.add(level)
        return memory.barred & limits.keys()

    def _remember(self, case: Case, memory: Memory, order: list[str], day: Day) -> None:
        if day.level != memory.shown:
            memory.shown, memory.shown_since = day.level, case.day
        for level in list(memory.barred):
            if level in order and _height(order, day.level) > _height(order, level):
                memory.barred.discard(level)

    # --- what goes before the machine ---------------------------------------------------------

    def _show(
        self,
        case: Case,
        memory: Memory,
        order: list[str],
        earned: str | None,
        counted: str | None,
    ) -> Day:
        found = self._by_rules(case, memory, order, earned, counted)
        recorded = self._recorded(case)
        if recorded is None:
            return found
        level = None if recorded["level"] == "none" else str(recorded["level"])
        if level == found.level:
            # What agrees is no news: the rules go on as they are.
            return found
        memory.version, memory.track = case.version_id, case.track
        known, since = level if level in order else None, recorded.get("since") or case.day
        if (memory.held, memory.began) != (known, since):
            memory.held, memory.began, memory.misses, memory.clock = known, since, 0, None
        if found.status == "override":
            return found
        return Day(case, level, earned, _status(order, level, counted))

    def _by_rules(
        self,
        case: Case,
        memory: Memory,
        order: list[str],
        earned: str | None,
        counted: str | None,
    ) -> Day:
        """By hand before all, else at least what is protected."""
        override = self._override(case)
        if override is not None:
            return Day(case.on(track=_track_with(case, override)), override, earned, "override")
        protected = floors(case, order)
        floor = max(protected, key=lambda level: _height(order, level), default=None)
        shown = max(memory.held, floor, key=lambda level: _height(order, level))
        status = _status(order, shown, counted)
        is_lifted = status == "at-risk" and shown == floor
        return Day(case, shown, earned, "grandfathered" if is_lifted else status)

    def _override(self, case: Case) -> str | None:
        names = {str(item["id"]) for item in case.version["levels"]}
        own = levels.ladder(case).get("levels")
        names &= set(many(own)) if own else names
        found = latest(
            [
                item
                for item in decisions(case, "overrides")
                if item["level"] in names and item.get("ladder", case.ladder) == case.ladder
            ],
            case.day,
        )
        return str(found["level"]) if found else None

    def _recorded(self, case: Case) -> Tree | None:
        for item in self.oracle.standings:
            if (item["partner"], item["program"]) != (self.partner, self.program):
                continue
            if item.get("ladder") != case.ladder:
                continue
            if (item.get("since") or item["as_of"]) <= case.day <= item["as_of"]:
                return item
        return None


def _status(order: list[str], shown: str | None, counted: str | None) -> str:
    """Of a level that nothing but the rules of reviews explains."""
    if _height(order, shown) > _height(order, counted):
        return "at-risk"
    return "pending" if _height(order, counted) > _height(order, shown) else "held"


def _height(order: list[str], level: str | None) -> int:
    return order.index(level) if level in order else -1


def _misses(review: Tree) -> int:
    return int(review.get("misses", 1))


def _demotion(review: Tree) -> str:
    return str(review.get("demotion", "at-review" if has_review_days(review) else "at-once"))


def _may_rise(review: Tree, day: date, is_review_day: bool) -> bool:
    match review.get("promotion", "at-once"):
        case "next-month":
            return day.day == 1
        case "at-review":
            return is_review_day
    return True


def _track_with(case: Case, level: str) -> str | None:
    """The track that a level by hand puts a partner into: its own where that has the level."""
    tracks = case.version.get("tracks", [])
    having = [item["id"] for item in tracks if level in many(item["levels"])]
    return case.track if case.track in having or not having else str(having[0])
