"""Replays a membership from its first day: reviews, grace, protection, and what was given by hand.

Between two events nothing can change, so the replay steps from event to event. docs/levels.md
states the rules day by day.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from ..model.days import DAY, day_after, months_later
from ..model.partner import Enrolment
from ..model.program import Version
from ..model.standing import StandingStatus
from .evaluate import Outcome, evaluate
from .floors import Shown, grandfathered, mapped
from .holding import Floor, Holding, Past, by_hand, held_from
from .member import Member, Term
from .peers import Peers
from .state import State
from .timeline import turns


class Replay:
    """One ladder of one member. ``holdings`` reach as far as they were asked for."""

    def __init__(self, member: Member, ladder: str | None, peers: Peers, shown: Shown) -> None:
        self.member = member
        self.ladder = ladder
        self.peers = peers
        self.holdings: list[Holding] = []
        self._shown = shown
        self._state: State | None = None
        self._floors: list[Floor] = []
        self._barred: set[str] = set()
        self._soon: date | None = None
        self._recorded = [
            item
            for item in member.own.facts.recorded
            if item.program == member.program and item.ladder in ("", ladder or "")
        ]
        self._turns = self._all_turns()
        self._next: date | None = self._turns[0] if self._turns else None

    def _all_turns(self) -> Sequence[date]:
        """The days that are known from the start."""
        days = {day for term in self.member.terms for day in turns(self.member, term, self.peers)}
        for term in self.member.terms:
            days |= {item.held_before for item in term.rules.version.grandfathering}
            days |= {term.end} if term.end else set()
        for item in self._recorded:
            days |= {item.since, day_after(item.as_of) or date.max}
        first = self.member.terms[0].begin if self.member.terms else date.max
        return sorted(day for day in days if day >= first)

    def until(self, day: date) -> list[Holding]:
        """All holdings that begin by ``day``."""
        while self._next is not None and self._next <= day:
            self._advance()
        return self.holdings

    def step(self) -> Holding | None:
        """The next holding after all known ones; None when nothing will change any more."""
        if self._next is None:
            return None
        self._advance()
        return self.holdings[-1]

    def outcome_on(self, day: date, holdings: Sequence[Holding]) -> Outcome:
        """What the criteria give on a later day of the last of ``holdings``."""
        last, past = holdings[-1], Past(holdings)
        is_held = last.by_rules is not None
        return evaluate(self.member, self.ladder, day, self.peers, past, last.barred, is_held)

    def _outcome(self, day: date) -> Outcome:
        """What the criteria give on the next day of the replay."""
        state = self._state
        goes_on = state is not None and state.term is self.member.term(day)
        is_held = goes_on and state is not None and state.level is not None
        past, barred = Past(tuple(self.holdings)), frozenset(self._barred)
        return evaluate(self.member, self.ladder, day, self.peers, past, barred, is_held)

    def _advance(self) -> None:
        day = self._next
        if day is None:
            return
        self._bar(day)
        outcome, term = self._outcome(day), self.member.term(day)
        if outcome.case is None or term is None:
            self._state, self._floors = None, []
            self._barred.clear()
            self.holdings.append(Holding(day, outcome, None, ""))
            self._next = self._turn_after(day)
            return
        self._change(outcome, term)
        self.holdings.append(self._as_recorded(self._hold(outcome)))
        self._next = min(
            (found for found in self._events(day, outcome) if found is not None and found > day),
            default=None,
        )

    def _change(self, outcome: Outcome, term: Term) -> None:
        """Place the member, or let its level rise and fall."""
        state = self._state
        track = outcome.track.id if outcome.track else ""
        if state is None or state.term is not term:
            self._floors = list(mapped(self.member, term, outcome.enrolment, self._held_in))
        if outcome.is_out:
            self._barred.clear()
        goes_on = state is not None and state.term is term and state.track == track
        if state is None or not goes_on or state.is_out or outcome.is_out:
            self._state = State.placed(outcome, term)
        else:
            state.step(outcome, frozenset(self._barred))

    def _as_recorded(self, held: Holding) -> Holding:
        """What was written down for the day, where that is another level.

        What agrees changes nothing: neither a level by hand nor a protected one becomes an earned
        one by being written down, and no count of misses begins anew.
        """
        found = [item for item in self._recorded if item.since <= held.begin <= item.as_of]
        record = max(found, key=lambda item: item.as_of, default=None)
        if record is None or record.level == held.level or self._state is None:
            return held
        self._state.keep(record.level, record.since)
        recorded = self._hold(held.outcome, is_recorded=True)
        if record.level not in held.outcome.levels:
            self._state.keep(None, record.since)
        # From the next day on this level is the one that may be kept.
        self._soon = day_after(held.begin)
        return recorded._replace(by_rules=self._state.level)

    def _held_in(self, program: str, day: date) -> tuple[str | None, ...]:
        """What was held on an earlier day: on this ladder, or wherever there was no such ladder."""
        term = self.member.term(day)
        is_here = program == self.member.program
        if is_here and (term is None or {self.ladder, None} & term.rules.tables.keys()):
            return (self.level_on(day),)
        return self._shown(program, day)

    def level_on(self, day: date) -> str | None:
        """The level held on a day before the last holding."""
        found = [item for item in self.holdings if item.begin <= day]
        return found[-1].level if found else None

    def _hold(self, outcome: Outcome, is_recorded: bool = False) -> Holding:
        """What is held: by hand before all, then as recorded, else at least what is protected."""
        state, day = self._state, outcome.day
        if state is None:
            raise AssertionError("a member on a day of a version has been placed")
        barred = frozenset(self._barred)
        given = by_hand(outcome, self.ladder, state.earned)
        if given is not None:
            return given._replace(barred=barred, by_rules=state.level)
        earned, held = outcome.rank(state.earned), outcome.rank(state.level)
        level, floor = state.level, None if is_recorded else self._floor(outcome)
        if floor is not None and outcome.rank(floor.level) > held:
            level, held = floor.level, outcome.rank(floor.level)
        status: StandingStatus = "held"
        kept = state.kept_until(outcome)
        if floor is not None and outcome.rank(floor.level) == held > earned:
            status, kept = "grandfathered", floor.until
        elif held != earned:
            status = "at-risk" if held > earned else "pending"
        path = outcome.path if level == outcome.level else state.path
        return Holding(
            begin=day,
            outcome=outcome,
            level=level,
            path=path if level in (outcome.level, state.level) else "",
            status=status,
            earned=state.earned,
            kept_until=self._within(kept, state.term, outcome.enrolment),
            floor=floor if status == "grandfathered" else None,
            barred=barred,
            by_rules=state.level,
        )

    def _floor(self, outcome: Outcome) -> Floor | None:
        """The highest protected level of the member's track and ladder."""
        if self._state is None:
            return None
        day = outcome.day
        kept = grandfathered(self.member, self._state.term, day, self._held_in)
        found = [
            floor
            for floor in (*self._floors, *kept)
            if floor.level in outcome.levels and floor.covers(day)
        ]
        # Of two that protect the same level the longer one.
        return max(
            found,
            key=lambda floor: (outcome.rank(floor.level), floor.until or date.max),
            default=None,
        )

    def _within(self, kept: date | None, term: Term, enrolment: Enrolment | None) -> date | None:
        """The last day on which a level is kept: at the latest that of the rules and membership."""
        ends = [kept, term.end and term.end - DAY, self.member.partner.left_on]
        ends += [enrolment.until] if enrolment else []
        return kept and min(filter(None, ends))

    # --- levels held for too long ---------------------------------------------------------------

    def _bar(self, day: date) -> None:
        """Levels that were held too long do not count, until a higher one was held."""
        term = self.member.term(day)
        if not self.holdings or self._state is None or term is None:
            return
        limited = {level.id for level in term.rules.version.levels if level.longest_stay}
        self._barred &= limited
        if not limited:
            return
        shown, outcome = self.holdings[-1].level, self.holdings[-1].outcome
        self._barred = {x for x in self._barred if outcome.rank(shown) <= outcome.rank(x)}
        ends = self._stay_ends(term.rules.version)
        if shown is not None and ends is not None and day >= ends:
            self._barred.add(shown)

    def _stay_ends(self, version: Version) -> date | None:
        """The day from which the level held last has been held too long for a version."""
        last = self.holdings[-1]
        known = (level for level in version.levels if level.id == last.level)
        longest = next((level.longest_stay for level in known), None)
        begin = held_from(self.holdings, (last.level,)) if last.level else None
        return months_later(begin, longest) if longest and begin else None

    # --- the days to come -----------------------------------------------------------------------

    def _events(self, day: date, outcome: Outcome) -> Iterator[date | None]:
        """Later days on which something may change; None and past days among them."""
        yield self._turn_after(day)
        yield self._soon
        if self._state is not None:
            yield from self._state.events(day, outcome)
        for floor in self._floors:
            yield floor.until and day_after(floor.until)
        if outcome.version is None:
            return
        for item in outcome.version.grandfathering:
            yield day_after(item.until)
        if outcome.rules is not None and outcome.rules.counts_time:
            yield self._stay_ends(outcome.version)
            yield from self._tenures(day, outcome, outcome.rules.deciding.tenures)

    def _tenures(
        self, day: date, outcome: Outcome, tenures: Mapping[str, Sequence[int]]
    ) -> Iterator[date | None]:
        """Days on which the time at a level counts for something."""
        before = self.holdings[-2].level if len(self.holdings) > 1 else None
        if before != self.holdings[-1].level:
            yield day_after(day)
        levels, past = outcome.case.levels if outcome.case else (), Past(self.holdings)
        for level, months in tenures.items():
            begin = past.held_from(levels, level) if level else None
            if begin is not None:
                yield next(
                    (at for n in months if (at := months_later(begin, n)) and at > day), None
                )

    def _turn_after(self, day: date) -> date | None:
        i = bisect_right(self._turns, day)
        return self._turns[i] if i < len(self._turns) else None
