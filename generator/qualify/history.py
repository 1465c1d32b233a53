"""What a member held, holds and will hold if nothing new arrives."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from datetime import date

from ..model.directory import Directory
from ..model.facts import NO_FACTS
from ..model.partner import Partner
from .evaluate import evaluate, place_of, takes_part
from .holding import Holding, by_hand
from .member import Member, Own, Term, affiliates, own_terms, standard_terms
from .peers import Peers, membership_days
from .plain import Levels, plain_levels
from .replay import Replay
from .rules import prepare
from .timeline import turns

Turn = tuple[date, str | None]
"""A day from which on a level is held; not always another one than before."""


class History:
    """One ladder of a member. A day is looked up; nothing is computed before it is asked for.

    Where nothing of the past matters, each day is judged by itself; else the membership is
    replayed.
    """

    def __init__(self, member: Member, ladder: str | None, histories: Histories) -> None:
        self.member = member
        self.ladder = ladder
        self.peers = histories.peers(member.program)
        self._turns: dict[date, list[date]] = {}
        self._known_levels: dict[date, Levels | None] = {}
        self._replay: Replay | None = None
        recorded = any(item.program == member.program for item in member.own.facts.recorded)
        if recorded or any(term.rules.has_memory for term in member.terms):
            partner = member.partner.id

            def shown(program: str, day: date) -> tuple[str | None, ...]:
                return histories.held(partner, program, day)

            self._replay = Replay(member, ladder, self.peers, shown)

    def on(self, day: date) -> Holding:
        """What is held on a day, with what its criteria give on that very day."""
        if self._replay is None:
            return self._by_itself(day)
        holdings = self._replay.until(day)
        i = bisect_right(holdings, day, key=lambda item: item.begin)
        if i == 0:
            return Holding(day, evaluate(self.member, self.ladder, day, self.peers), None, "")
        found = holdings[i - 1]
        if found.begin == day:
            return found
        outcome = self._replay.outcome_on(day, holdings[:i])
        if found.override is not None and (given := by_hand(outcome, self.ladder, found.earned)):
            outcome = given.outcome
        return found._replace(outcome=outcome)

    def before(self, day: date) -> Iterator[Turn]:
        """What was held up to ``day`` from turn to turn, the last one first."""
        if self._replay is not None:
            holdings = self._replay.until(day)
            i = bisect_right(holdings, day, key=lambda item: item.begin)
            yield from ((item.begin, item.level) for item in reversed(holdings[:i]))
            return
        for term in reversed(self.member.terms):
            if term.begin <= day:
                for turn in reversed(self._turns_of(term)):
                    if turn <= day:
                        yield turn, self._level(term, turn)

    def after(self, day: date) -> Iterator[Turn]:
        """What will be held after ``day``, from turn to turn."""
        if self._replay is not None:
            holdings = self._replay.until(day)
            i = bisect_right(holdings, day, key=lambda item: item.begin)
            while i < len(holdings) or self._replay.step() is not None:
                yield holdings[i].begin, holdings[i].level
                i += 1
            return
        for term in self.member.terms:
            if term.end is None or day < term.end:
                for turn in self._turns_of(term):
                    if turn > day:
                        yield turn, self._level(term, turn)
        last = self.member.terms[-1].end if self.member.terms else None
        if last is not None and last > day:
            yield last, None

    def _turns_of(self, term: Term) -> Sequence[date]:
        if term.begin not in self._turns:
            levels = self._levels(term)
            if levels is None:
                self._turns[term.begin] = turns(self.member, term, self.peers)
            else:
                days = {*levels.days, *membership_days(self.member)}
                inside = [day for day in days if term.covers(day)]
                self._turns[term.begin] = sorted({term.begin, *inside})
        return self._turns[term.begin]

    def _level(self, term: Term, day: date) -> str | None:
        """The level alone: looking through time for a change needs no more."""
        levels = self._levels(term)
        if levels is None:
            return self._by_itself(day).level
        enrolment = self.member.enrolment(day)
        if enrolment is None or not takes_part(enrolment, self.ladder):
            return None
        return levels.on(day)

    def _levels(self, term: Term) -> Levels | None:
        """The level over all days, where only minimums for everybody decide."""
        if term.begin not in self._known_levels:
            table = term.rules.tables.get(self.ladder)
            decided = self.member.facts(term.rules).overrides or any(
                item.path for item in self.member.enrolments
            )
            is_plain = table and table.is_plain and not decided
            self._known_levels[term.begin] = (
                plain_levels(self.member, term.rules, table) if table and is_plain else None
            )
        return self._known_levels[term.begin]

    def _by_itself(self, day: date) -> Holding:
        """A day that needs no memory: what the criteria give, or a level given by hand."""
        outcome = evaluate(self.member, self.ladder, day, self.peers)
        given = by_hand(outcome, self.ladder, outcome.level)
        return given or Holding(day, outcome, outcome.level, outcome.path, "held", outcome.level)


class Histories:
    """The histories of all partners in all programs, each made when it is first asked for."""

    def __init__(self, directory: Directory) -> None:
        self._partners = {partner.id: partner for partner in directory.partners}
        self._facts = directory.facts
        self._programs = {program.id: program for program in directory.programs}
        self._rules = {program.id: prepare(program) for program in directory.programs}
        self._terms = {
            program.id: standard_terms(program, self._rules[program.id])
            for program in directory.programs
        }
        self._affiliates = affiliates(directory.partners, directory.facts)
        self._peers: dict[str, Peers] = {}
        self._compared: dict[tuple[str, str], Member] = {}
        self._known: dict[tuple[str, str, str | None], History] = {}

    def on(self, as_of: date) -> Iterator[History]:
        """One for every program with a version in force that a record names, and its ladders."""
        for partner in self._partners.values():
            for name in sorted({enrolment.program for enrolment in partner.programs}):
                if name in self._programs:
                    member = self.member(partner.id, name)
                    for ladder in _ladders(member, as_of):
                        yield self.history(member, ladder)
            # Nobody asks for the history of another partner: let go of what is done.
            self._known.clear()

    def history(self, member: Member, ladder: str | None) -> History:
        key = member.partner.id, member.program, ladder
        if key not in self._known:
            self._known[key] = History(member, ladder, self)
        return self._known[key]

    def held(self, partner: str, program: str, day: date) -> tuple[str | None, ...]:
        """The levels that a partner held in a program on a day, one for each of its ladders."""
        if not any(item.program == program for item in self._partners[partner].programs):
            return ()
        member = self.member(partner, program)
        found = (self.history(member, ladder) for ladder in _ladders(member, day))
        return tuple(history.on(day).level for history in found)

    def peers(self, program: str) -> Peers:
        """All members of a program, for criteria that compare them."""
        if program not in self._peers:
            peers = self._peers[program] = Peers(place_of)
            if any(rules.compares for rules in self._rules[program]):
                for partner in self._partners.values():
                    if any(item.program == program for item in partner.programs):
                        self._compared[partner.id, program] = self._member(partner, program)
                        peers.members.append(self._compared[partner.id, program])
        return self._peers[program]

    def member(self, partner_id: str, program: str) -> Member:
        """A partner in a program; the same one each time where members are compared."""
        self.peers(program)
        found = self._compared.get((partner_id, program))
        return found or self._member(self._partners[partner_id], program)

    def _member(self, partner: Partner, name: str) -> Member:
        enrolments = tuple(item for item in partner.programs if item.program == name)
        rules, terms = self._rules[name], self._terms[name]
        if any(item.version.transition for item in rules):
            terms = own_terms(self._programs[name], rules, enrolments)
        own = Own.of(self._facts.get(partner.id, NO_FACTS), name)
        shared = own
        if partner.group:
            shared = Own.of(self._affiliates[partner.group, name], name)
        return Member(partner, name, terms, enrolments, own, shared)


def _ladders(member: Member, day: date) -> tuple[str | None, ...]:
    """The ladders of the version that applies on a day, as far as the member takes part."""
    term = member.term(day)
    if term is None:
        return ()
    enrolment = member.enrolment(day)
    chosen = enrolment.ladders if enrolment else ()
    return tuple(name for name in term.rules.tables if not chosen or name is None or name in chosen)
