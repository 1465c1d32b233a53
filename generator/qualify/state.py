"""What the rules of change remember, and how a level rises and falls by them.

Overrides and protected levels lie above this: here is only what the criteria and reviews give.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date

from ..model.change import Review
from ..model.days import DAY
from ..model.text import Source
from .evaluate import Outcome, level_verdict
from .member import Term
from .reviews import is_review, next_month, next_review, span_ends, window_ends

AT_ONCE = Review(Source("", 0))
"""How levels change where a version says nothing of reviews."""


@dataclass
class State:
    """``level`` is held since ``begin`` on ``path``. ``since`` is the first day of the membership.

    ``misses`` are reviews missed in a row. ``due``: the level is to fall. ``clock`` is the first
    day of the grace. ``successes`` are levels earned in this term, with the last day of each.
    ``is_out``: the criteria of the membership did not hold.
    """

    term: Term
    track: str
    since: date | None
    level: str | None
    path: str
    begin: date
    earned: str | None = None
    is_out: bool = False
    misses: int = 0
    due: bool = False
    clock: date | None = None
    successes: list[tuple[str | None, date | None]] = field(default_factory=list)

    @classmethod
    def placed(cls, outcome: Outcome, term: Term) -> State:
        """On the first day of a membership, a version or a track: what the criteria give.

        Who does not meet the criteria of the membership is as good as no member.
        """
        since = outcome.enrolment.since if outcome.enrolment else None
        track = outcome.track.id if outcome.track else ""
        level, path, is_out = outcome.level, outcome.path, outcome.is_out
        state = cls(term, track, since, level, path, outcome.day, level, is_out)
        state.successes.append((outcome.level, None))
        return state

    @property
    def review(self) -> Review:
        return self.term.rules.version.review or AT_ONCE

    def step(self, outcome: Outcome, barred: frozenset[str]) -> None:
        """Another day: rise, fall, or wait."""
        day = outcome.day
        self.since = outcome.enrolment.since if outcome.enrolment else None
        if self.level not in outcome.levels:
            self.level = None
        self.earned = self._earned(outcome, barred)
        earned, held = outcome.rank(self.earned), outcome.rank(self.level)
        if self.level in barred:
            if earned != held:
                self._set(self.earned, outcome.path, day)
        elif earned > held:
            self._recover(day)
            if self._promotes(day):
                self._set(self.earned, self._path(outcome), day)
        elif earned == held:
            self._recover(day)
            self.path = self._path(outcome)
        else:
            self._miss(day)
            falls = self.falls_on
            if falls is not None and falls <= day:
                self._set(self.earned, self._path(outcome), day)

    def _path(self, outcome: Outcome) -> str:
        """The way to the level earned, where the criteria of the day give it."""
        return outcome.path if outcome.level == self.earned else self.path

    def _earned(self, outcome: Outcome, barred: frozenset[str]) -> str | None:
        """What the criteria give, earlier successes and missing knowledge taken into account."""
        if self.review.window is not None:
            self._succeed(outcome)
        best = outcome.level
        for level, last in self.successes if self.review.window else ():
            ends = self._counts_until(last)
            counts = level not in barred and (ends is None or outcome.day < ends)
            if counts and outcome.rank(level) > outcome.rank(best):
                best = level
        keeps = self.term.rules.version.unknown == "keep"
        is_held = self.level is not None and self.level not in barred
        if keeps and is_held and outcome.rank(best) < outcome.rank(self.level):
            return self.level if level_verdict(outcome, self.level or "") == "unknown" else best
        return best

    def _succeed(self, outcome: Outcome) -> None:
        level, _ = self.successes[-1]
        if level != outcome.level:
            self.successes[-1] = level, outcome.day - DAY
            self.successes.append((outcome.level, None))

    def _counts_until(self, last: date | None) -> date | None:
        """The day from which a success counts no more; None while it goes on."""
        if last is None:
            return None
        return window_ends(self.review.window, last) if self.review.window else last

    def _promotes(self, day: date) -> bool:
        match self.review.promotion:
            case "at-once":
                return True
            case "next-month":
                return day.day == 1
            case "at-review":
                return is_review(self.review, self.since, day)

    def _miss(self, day: date) -> None:
        if self.review.demotion == "at-once":
            self.due = True
        elif is_review(self.review, self.since, day):
            self.misses += 1
            self.due = self.due or self.misses >= self.review.misses
        if self.due and self.clock is None:
            self.clock = day

    @property
    def falls_on(self) -> date | None:
        """The day on which a level that is due to fall does, unless it is earned again."""
        if not self.due or self.clock is None:
            return None
        falls = span_ends(self.review.grace, self.clock)
        stays = span_ends(self.review.minimum_stay, self.begin)
        return None if falls is None or stays is None else max(falls, stays)

    def _recover(self, day: date) -> None:
        """The level is earned: a miss that was due is forgotten at once, others at a review."""
        if self.due or is_review(self.review, self.since, day):
            self.misses = 0
        self.due, self.clock = False, None

    def _set(self, level: str | None, path: str, day: date) -> None:
        self.level, self.path, self.begin = level, path, day
        self.misses, self.due, self.clock = 0, False, None

    def keep(self, level: str | None, since: date) -> None:
        """A level that was written down: it goes on from there."""
        if (self.level, self.begin) != (level, since):
            self._set(level, "", since)
        self.is_out = False

    def events(self, day: date, outcome: Outcome) -> Iterator[date | None]:
        """Later days on which the level may change although the criteria give the same."""
        earned, held = outcome.rank(self.earned), outcome.rank(self.level)
        if earned != held or self.misses:
            yield next_review(self.review, self.since, day)
        if earned > held and self.review.promotion == "next-month":
            yield next_month(day)
        if earned < held:
            yield self.falls_on
        for _, last in self.successes:
            yield self._counts_until(last)

    def kept_until(self, outcome: Outcome) -> date | None:
        """The last day before a level that is not earned any more falls at the earliest."""
        if outcome.rank(self.earned) >= outcome.rank(self.level):
            held = outcome.rank(self.level)
            enough = [last for level, last in self.successes if outcome.rank(level) >= held]
            ends = [self._counts_until(last) for last in enough if last]
            last = max((day for day in ends if day), default=None)
            return last - DAY if last and outcome.level != self.level else None
        falls, review, misses = self.falls_on, outcome.day, self.misses
        while falls is None and self.review.has_days and not self.due:
            found = next_review(self.review, self.since, review)
            if found is None:
                return None
            review, misses = found, misses + 1
            if misses >= self.review.misses:
                falls = span_ends(self.review.grace, review)
                stays = span_ends(self.review.minimum_stay, self.begin)
                falls = falls and stays and max(falls, stays)
                break
        return falls - DAY if falls else None
