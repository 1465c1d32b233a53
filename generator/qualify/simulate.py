"""What other rules would do to all members of a program: who moves, and how many are where."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from heapq import merge
from itertools import groupby
from typing import Literal, NamedTuple

from ..model.days import DAY
from ..model.directory import Directory
from ..model.partner import Partner
from ..model.program import Program, Version
from .evaluate import Outcome
from .history import Histories
from .holding import Holding
from .moves import Move
from .trace import specialisations

# --- what is tried ------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Trial:
    """One program on ``day``: as it stands, and with ``version``, which is given as written.

    In place: instead of the version in force, from its first day on. Now: as if it took effect on
    the day. Then: on the day on which it does, beside the same day without it.
    """

    how: Literal["in-place", "now", "then"]
    day: date
    before: Program
    after: Program
    version: Version

    @property
    def instead_of(self) -> Version | None:
        """The version that would be in force."""
        return self.before.version_on(self.day)

    @property
    def is_in_force(self) -> bool:
        """Whether there is nothing to try."""
        return self.before == self.after


def in_place(program: Program, version: Version, old: Version, day: date) -> Trial:
    """``version`` instead of ``old``, the one in force on ``day``."""
    new = version
    if version != old:
        new = replace(version, id=old.id, status="effective", effective=old.effective)
    after = _with(program, [new if item is old else item for item in program.versions])
    return Trial("in-place", day, program, after, version)


def taking_effect(program: Program, version: Version, day: date) -> Trial:
    """``version`` as if it took effect on ``day``; what comes between then and its day is left out.

    Days that lie ahead of its own beginning move with it, and it applies to all members at once.
    """
    if version == program.version_on(day):
        return Trial("now", day, program, _for_all(program, version, day), version)
    new = replace(
        version,
        status="effective",
        effective=day,
        transition=None,
        mapping=version.mapping and replace(version.mapping, held_on=_before(version, day)),
        grandfathering=tuple(
            replace(item, held_before=min(item.held_before, day)) for item in version.grandfathering
        ),
    )
    others = [item for item in _settled(program) if item.id != version.id]
    earlier = [item for item in others if item.effective <= day]
    later = [item for item in others if item.effective > max(day, version.effective)]
    return Trial("now", day, program, _with(program, [*earlier, new, *later]), version)


def on_its_day(program: Program, version: Version) -> Trial:
    """``version`` on the day on which it takes effect, for all members."""
    others = [item for item in _settled(program) if item.id != version.id]
    new = replace(version, status="effective", transition=None)
    ordered = sorted([*others, new], key=lambda item: (item.effective, item.id))
    before, after = _with(program, others), _with(program, ordered)
    return Trial("then", version.effective, before, after, version)


def _settled(program: Program) -> list[Version]:
    return [item for item in program.versions if item.status != "draft"]


def _with(program: Program, versions: list[Version]) -> Program:
    return replace(program, versions=tuple(versions))


def _before(version: Version, day: date) -> date | None:
    """The day whose levels are taken over; None for the day before the version takes effect."""
    held_on = version.mapping.held_on if version.mapping else None
    return held_on if held_on is not None and held_on < day else None


def _for_all(program: Program, version: Version, day: date) -> Program:
    """The version in force, applying also to those who still may stay with the one before."""
    transition = version.transition
    if transition is None or (transition.until is not None and transition.until < day):
        return program
    ended = replace(version, transition=replace(transition, until=day - DAY))
    return _with(program, [ended if item is version else item for item in program.versions])


# --- what comes of it ---------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Tally:
    """How many members are at a level of a program, on a ladder where there are several."""

    program: str
    ladder: str | None
    level: str | None
    before: int
    after: int


@dataclass(frozen=True, slots=True)
class Simulation:
    """``moves`` are sorted by partner, program and ladder, as is all else about members.

    ``waiting`` keep their level for now: it is protected or at risk, or a higher one is due.
    ``specialised`` hold other specialisations. ``members`` counts a member once per ladder.
    """

    trial: Trial
    moves: tuple[Move, ...]
    waiting: tuple[Move, ...]
    specialised: tuple[Move, ...]
    tallies: tuple[Tally, ...]
    members: int


def simulate(directory: Directory, trial: Trial) -> Simulation:
    """Both states of the program, held against each other on the day of the trial."""
    affected = _affected(directory, trial)
    found: dict[str, list[Move]] = {"moves": [], "waiting": [], "specialised": []}
    counts: Counts = {}
    for move in _moves(directory, trial):
        if move.program not in affected or not _is_judged(move):
            continue
        before, after = counts.setdefault((move.program, move.ladder), (Counter(), Counter()))
        before[move.before.level] += 1
        after[move.after.level] += 1
        if move.direction:
            found["moves"].append(move)
        elif _waits(move):
            found["waiting"].append(move)
        if _is_respecialised(move):
            found["specialised"].append(move)
    moves, waiting, specialised = (tuple(sorted(part, key=_place)) for part in found.values())
    members = sum(before.total() for before, _ in counts.values())
    tallies = tuple(_tallies(directory, trial, counts))
    return Simulation(trial, moves, waiting, _once(specialised), tallies, members)


Counts = dict[tuple[str, str | None], tuple[Counter[str | None], Counter[str | None]]]


class _Side(NamedTuple):
    """What a member holds on one side, by ladder. The key orders by partner, then by program."""

    key: tuple[int, str]
    is_after: bool
    partner: Partner
    held: Mapping[str | None, Holding]


def _place(move: Move) -> tuple[str, str, str]:
    return move.partner.id, move.program, move.ladder or ""


def _affected(directory: Directory, trial: Trial) -> set[str]:
    """The program, and those that take over levels of one that is affected."""
    affected = {trial.after.id}
    programs = [*_state(directory, trial.before).programs, trial.after]
    takes = {
        program.id: {
            name for item in program.versions if item.mapping for name in item.mapping.levels
        }
        for program in programs
    }
    while more := {name for name, froms in takes.items() if froms & affected} - affected:
        affected |= more
    return affected


def _state(directory: Directory, program: Program) -> Directory:
    """The directory with one program as it is given."""
    programs = (program if item.id == program.id else item for item in directory.programs)
    return replace(directory, programs=tuple(programs))


def _moves(directory: Directory, trial: Trial) -> Iterator[Move]:
    """Every member on every ladder, before and after."""
    before = _held(_state(directory, trial.before), trial.day, False)
    after = _held(_state(directory, trial.after), trial.day, True)
    nothing = Holding(trial.day, Outcome(trial.day, None, None), None, "")
    sides = merge(before, after, key=lambda side: (side.key, side.is_after))
    for _, group in groupby(sides, lambda side: side.key):
        found = list(group)
        held = {side.is_after: side.held for side in found}
        had, has = held.get(False, {}), held.get(True, {})
        for ladder in _ladders(had, has):
            old, new = (side.get(ladder) or side.get(None) or nothing for side in (had, has))
            yield Move(found[0].partner, found[0].key[1], ladder, old, new)


def _held(directory: Directory, day: date, is_after: bool) -> Iterator[_Side]:
    """What each member holds, in the order of the partners."""
    order = {partner.id: i for i, partner in enumerate(directory.partners)}
    histories = Histories(directory).on(day)
    for key, group in groupby(
        histories, lambda history: (order[history.member.partner.id], history.member.program)
    ):
        held = {history.ladder: history.on(day) for history in group}
        yield _Side(key, is_after, directory.partners[key[0]], held)


def _ladders(*held: Mapping[str | None, Holding]) -> list[str | None]:
    """Those of both sides; the only level of one side stands beside each ladder of the other."""
    found = dict.fromkeys(name for side in held for name in side)
    return [name for name in found if name is not None] or list(found)


def _is_judged(move: Move) -> bool:
    return any(side.outcome.case is not None for side in (move.before, move.after))


def _waits(move: Move) -> bool:
    """Whether something else than the criteria keeps the level under the other rules."""
    before, after = ((side.status, side.earned) for side in (move.before, move.after))
    return after != before and after[0] in ("at-risk", "grandfathered", "pending")


def _is_respecialised(move: Move) -> bool:
    return set(specialisations(move.before)) != set(specialisations(move.after))


def _once(moves: Iterable[Move]) -> tuple[Move, ...]:
    """One for each member, since specialisations stand beside all ladders."""
    return tuple({(move.partner.id, move.program): move for move in moves}.values())


def _tallies(directory: Directory, trial: Trial, counts: Counts) -> Iterator[Tally]:
    """The levels of the new rules, highest first, then those only of the old ones, then none."""
    for (program, ladder), (before, after) in sorted(counts.items(), key=lambda x: _text(x[0])):
        states = (_state(directory, side) for side in (trial.after, trial.before))
        found = (item for state in states for item in state.programs if item.id == program)
        versions = [version for item in found if (version := item.version_on(trial.day))]
        levels = dict.fromkeys(
            level for version in versions for level in reversed(_levels(version, ladder))
        )
        for level in (*levels, None):
            if level is not None or before[level] or after[level]:
                yield Tally(program, ladder, level, before[level], after[level])


def _text(key: tuple[str, str | None]) -> tuple[str, str]:
    return key[0], key[1] or ""


def _levels(version: Version, ladder: str | None) -> list[str]:
    named = next((item.levels for item in version.ladders if item.id == ladder), None)
    return [level.id for level in version.levels if named is None or level.id in named]
