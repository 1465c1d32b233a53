"""What lapses or changes when, if nothing new arrives: for all members, up to a day."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from typing import Literal

from ..model.days import DAY, day_after
from ..model.directory import Directory
from ..model.partner import Partner
from ..model.program import Program
from .changes import reason
from .history import Histories, History
from .lapses import Lapse, Lapses
from .member import Member
from .moves import Move
from .reviews import next_review


@dataclass(frozen=True, slots=True)
class Milestone:
    """A day of a whole program, which everybody may know.

    A version takes effect, or applies to those who could stay with the one before; ``members`` are
    reviewed; or the program is over. Who moves on that day is as private as all that decides it.
    """

    date: date
    program: Program
    kind: Literal["version", "transition", "review", "end"]
    version: str
    members: int
    moves: tuple[Move, ...] = ()


@dataclass(frozen=True, slots=True)
class MemberDay:
    """A day of one member in one program: what lapses, and what that does on each ladder.

    ``moves`` are other levels, and those that are the same but no longer, or again, safe.
    """

    date: date
    partner: Partner
    program: Program
    lapses: tuple[Lapse, ...]
    moves: tuple[Move, ...]


@dataclass(frozen=True, slots=True)
class Forecast:
    """The days after ``as_of``, up to ``until``, sorted by date, then program or partner.

    ``days`` is None where only what everybody may know was asked for.
    """

    as_of: date
    until: date
    milestones: tuple[Milestone, ...]
    days: tuple[MemberDay, ...] | None


def forecast(directory: Directory, as_of: date, until: date, private: bool) -> Forecast:
    """All that is known to come. What concerns single members only where ``private``."""
    programs = {program.id: program for program in directory.programs}
    histories, lapses = Histories(directory), Lapses()
    reviews: Counter[tuple[date, str, str]] = Counter()
    days: list[MemberDay] = []
    enrolled: list[Member] = []
    for partner in directory.partners:
        for name in sorted({item.program for item in partner.programs} & programs.keys()):
            member = histories.member(partner.id, name)
            enrolled.append(member)
            reviews.update((day, name, version) for day, version in _reviews(member, as_of, until))
            if private:
                found = lapses.of(member, as_of, until)
                moves = _all_moves(histories, member, as_of, until)
                days += _days(programs[name], member, found, moves)
    days.sort(key=lambda item: (item.date, item.partner.id, item.program.id))
    milestones = [
        *_of_programs(programs.values(), enrolled, as_of, until),
        *(
            Milestone(day, programs[name], "review", version, members)
            for (day, name, version), members in reviews.items()
        ),
    ]
    milestones.sort(key=lambda item: (item.date, item.program.id, item.kind))
    return Forecast(
        as_of, until, tuple(_with_moves(milestones, days)), tuple(days) if private else None
    )


# --- programs -----------------------------------------------------------------------------------


def _of_programs(
    programs: Iterable[Program], members: Iterable[Member], as_of: date, until: date
) -> Iterator[Milestone]:
    """Versions that take effect, and ends."""
    for program in programs:
        days: list[tuple[date | None, Literal["version", "transition", "end"], str]] = []
        for version in program.versions:
            if version.status != "draft":
                days.append((version.effective, "version", version.id))
                if version.transition and version.transition.until:
                    days.append((day_after(version.transition.until), "transition", version.id))
        if program.ends is not None:
            days.append((day_after(program.ends), "end", ""))
        for day, kind, name in days:
            if day is not None and as_of < day <= until:
                # On the day before: the end is nobody's membership.
                on = day - DAY if kind == "end" else day
                count = sum(m.program == program.id and _is_in(m, on) for m in members)
                yield Milestone(day, program, kind, name, count)


def _is_in(member: Member, day: date) -> bool:
    return member.enrolment(day) is not None and member.term(day) is not None


def _reviews(member: Member, as_of: date, until: date) -> Iterator[tuple[date, str]]:
    """The days on which a member is reviewed, with the version that says so."""
    for term in member.terms:
        review = term.rules.version.review
        if review is None or not review.has_days:
            continue
        for enrolment in member.enrolments:
            day = max(as_of, term.begin, enrolment.since or date.min)
            while (found := next_review(review, enrolment.since, day)) and found <= until:
                day = found
                if term.covers(day) and member.enrolment(day) is enrolment:
                    yield day, term.rules.version.id


def _with_moves(milestones: Iterable[Milestone], days: Iterable[MemberDay]) -> Iterator[Milestone]:
    """The milestones with the members who move on that day."""
    moves: dict[tuple[date, str], list[Move]] = {}
    for item in days:
        found = moves.setdefault((item.date, item.program.id), [])
        found += [move for move in item.moves if move.direction]
    for milestone in milestones:
        moving = moves.get((milestone.date, milestone.program.id), [])
        if milestone.kind == "review":
            moving = [move for move in moving if _version(move) == milestone.version]
        yield replace(milestone, moves=tuple(moving))


def _version(move: Move) -> str:
    """The version that the member is reviewed by."""
    version = move.after.outcome.version
    return version.id if version else ""


# --- members ------------------------------------------------------------------------------------


def _all_moves(
    histories: Histories, member: Member, as_of: date, until: date
) -> Iterator[tuple[Move, tuple[Lapse, ...]]]:
    """What changes on every ladder that the member has in the time, with what ends by that."""
    for ladder in _ladders(member, as_of, until):
        # Made here, so that nothing of it outlives the member.
        yield from _moves(History(member, ladder, histories), as_of, until)


def _ladders(member: Member, as_of: date, until: date) -> list[str | None]:
    """Those of all versions of the time; one without ladders counts for each of the others."""
    terms = [item for item in member.terms if item.begin <= until]
    terms = [item for item in terms if item.end is None or as_of < item.end]
    names = list(dict.fromkeys(name for term in terms for name in term.rules.tables))
    chosen = {name for item in member.enrolments for name in item.ladders}
    named = [name for name in names if name is not None and (not chosen or name in chosen)]
    return [*named] or [name for name in names if name is None]


def _moves(history: History, as_of: date, until: date) -> Iterator[tuple[Move, tuple[Lapse, ...]]]:
    partner, program = history.member.partner, history.member.program
    last = history.on(as_of)
    for day, _ in history.after(as_of):
        if day > until:
            return
        then = history.on(day)
        move = Move(partner, program, history.ladder, last, then)
        is_news = move.direction or (then.status != last.status and then.level is not None)
        ended = tuple(_ended(move))
        if is_news or ended:
            yield replace(move, before=history.on(day - DAY)), ended
        last = then


def _ended(move: Move) -> Iterator[Lapse]:
    """The protection or the time to recover that has ended by the day of a move."""
    before, after, version = move.before, move.after, move.before.outcome.version
    if version is None or before.level is None:
        return
    floor = before.floor
    if floor is not None and floor.until is not None and floor.until < after.begin:
        yield Lapse(after.begin, "protection", before.level, version, level=floor.kind)
    if before.status == "at-risk" and move.direction and reason(before, after) == "grace-ends":
        yield Lapse(after.begin, "grace", before.level, version)


def _days(
    program: Program,
    member: Member,
    lapses: Iterable[Lapse],
    moves: Iterable[tuple[Move, tuple[Lapse, ...]]],
) -> Iterator[MemberDay]:
    """All of a member by day."""
    by_day: dict[date, tuple[list[Lapse], list[Move]]] = {}
    for lapse in lapses:
        by_day.setdefault(lapse.date, ([], []))[0].append(lapse)
    for move, ended in moves:
        found = by_day.setdefault(move.after.begin, ([], []))
        found[0].extend(lapse for lapse in ended if lapse not in found[0])
        found[1].append(move)
    for day, (of_day, moves_of_day) in by_day.items():
        ordered = sorted(of_day, key=lambda item: (item.kind, item.subject, item.person))
        yield MemberDay(day, member.partner, program, tuple(ordered), tuple(moves_of_day))
