"""Why a partner holds the level that it holds; `narrative` says it in words."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from ..model.change import LevelMapping
from ..model.days import DAY
from ..model.directory import Directory
from ..model.facts import Recorded
from ..model.partner import Partner
from ..model.program import Program, Version
from ..model.standing import Standing, Standings
from ..qualify.forecast import MemberDay
from ..qualify.history import Histories, History
from ..qualify.holding import Holding
from ..qualify.lapses import Lapses
from ..qualify.moves import Move
from ..qualify.reviews import window_ends
from .trace import Column, Trace, trace


@dataclass(frozen=True, slots=True)
class TakenOver:
    """A level held before, in this program or another one, that became one of this version."""

    program: Program
    level: str


@dataclass(frozen=True, slots=True)
class Success:
    """The last day on which the criteria of a level held, and the last on which that counts."""

    on: date
    until: date | None


@dataclass(frozen=True, slots=True)
class Explanation:
    """All that an answer is made of.

    Where the partner was not judged on the day, there is no ``trace``. ``success`` is an earlier
    one that the level rests on, ``recorded`` a standing written down for the day. ``newer`` is a
    version that others are under already, and ``replaced_after`` this one's last day if it has one.
    ``coming`` is the day of the next change.
    """

    partner: Partner
    program: Program
    version: Version
    standing: Standing
    holding: Holding
    as_of: date
    trace: Trace | None
    success: Success | None = None
    taken_over: tuple[TakenOver, ...] = ()
    recorded: Recorded | None = None
    newer: Version | None = None
    replaced_after: date | None = None
    affiliates: tuple[Partner, ...] = ()
    coming: MemberDay | None = None

    @property
    def next_level(self) -> Column | None:
        return self.trace.level(self.standing.next_level) if self.trace else None


def explain(
    directory: Directory, standings: Standings, partner: Partner, program_id: str | None
) -> list[Explanation]:
    """One explanation per program of the partner and ladder of it, or of the one program named."""
    histories = Histories(directory)
    programs = {program.id: program for program in directory.programs}
    found = []
    for standing in standings.standings:
        if standing.partner == partner.id and program_id in (None, standing.program):
            member = histories.member(partner.id, standing.program)
            history = histories.history(member, standing.ladder)
            one = _Explaining(directory, histories, history, standings.as_of)
            found.append(one.explanation(partner, programs[standing.program], standing))
    return found


@dataclass(frozen=True, slots=True)
class _Explaining:
    """Looks up what one standing does not say itself."""

    directory: Directory
    histories: Histories
    history: History
    day: date

    def explanation(self, partner: Partner, program: Program, standing: Standing) -> Explanation:
        version = next(item for item in program.versions if item.id == standing.version)
        holding = self.history.on(self.day)
        outcome = holding.outcome
        newer = program.version_on(self.day)
        term = self.history.member.term(self.day)
        ends = term.end if term else None
        return Explanation(
            partner=partner,
            program=program,
            version=version,
            standing=standing,
            holding=holding,
            as_of=self.day,
            trace=trace(outcome),
            success=self._success(holding, version) if standing.status == "held" else None,
            taken_over=tuple(self._taken_over(holding, version)),
            recorded=self._recorded(standing),
            newer=newer if newer is not None and newer.id != version.id else None,
            replaced_after=ends - DAY if ends else None,
            affiliates=tuple(self._affiliates(partner, version)),
            coming=self._coming(partner, program, standing),
        )

    def _coming(self, partner: Partner, program: Program, standing: Standing) -> MemberDay | None:
        """The day of the next change: what ends on it, and from which level to which it leads."""
        if standing.next_change is None:
            return None
        history, day = self.history, standing.next_change.date
        move = Move(partner, program.id, standing.ladder, history.on(day - DAY), history.on(day))
        ending = Lapses().of(history.member, day - DAY, day)
        ending.sort(key=lambda item: (item.kind, item.subject, item.person))
        return MemberDay(day, partner, program, tuple(ending), (move,))

    def _success(self, holding: Holding, version: Version) -> Success | None:
        """The earlier day that a level rests on which is not earned today."""
        outcome, window = holding.outcome, version.review.window if version.review else None
        if window is None or outcome.rank(holding.level) <= outcome.rank(outcome.level):
            return None
        last = self.day
        for begin, _ in self.history.before(self.day):
            earlier = self.history.on(begin).outcome
            if earlier.rank(earlier.level) >= earlier.rank(holding.level):
                ends = window_ends(window, last)
                return Success(last, ends - DAY if ends else None)
            last = begin - DAY
        return None

    def _taken_over(self, holding: Holding, version: Version) -> Iterator[TakenOver]:
        """Where a level comes from that a mapping gave."""
        mapping, floor = version.mapping, holding.floor
        if mapping is None or floor is None or floor.kind != "mapping":
            return
        held_on = mapping.held_on or floor.begin - DAY
        member = self.history.member
        for program in self.directory.programs:
            if program.id in (member.program, *mapping.levels):
                for level in self.histories.held(member.partner.id, program.id, held_on):
                    if level and _new_level(mapping, program.id, level) == floor.level:
                        yield TakenOver(program, level)

    def _recorded(self, standing: Standing) -> Recorded | None:
        """The standing written down for the day, where it is what is held."""
        covering = [
            item
            for item in self.history.member.own.facts.recorded
            if item.program == standing.program
            and item.ladder in ("", standing.ladder or "")
            and item.since <= self.day <= item.as_of
            and item.level == standing.level
        ]
        return covering[0] if covering and standing.status != "override" else None

    def _affiliates(self, partner: Partner, version: Version) -> Iterator[Partner]:
        """Whose figures are added up with the partner's."""
        if partner.group and version.affiliates == "together":
            for other in self.directory.partners:
                is_in = any(item.program == version.program for item in other.programs)
                if other.group == partner.group and other.id != partner.id and is_in:
                    yield other


def _new_level(mapping: LevelMapping, program: str, old: str) -> str:
    return mapping.levels.get(program, {}).get(old, mapping.otherwise)
