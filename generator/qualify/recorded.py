"""Standings that were written down, held against what the rules and facts give."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from ..model.directory import Directory
from ..model.facts import Recorded
from .evaluate import level_verdict
from .history import Histories, History
from .holding import Holding


@dataclass(frozen=True, slots=True)
class Disagreement:
    """A record, and the level that its last day would have without it."""

    record: Recorded
    computed: str | None


def disagreements(directory: Directory) -> Iterator[Disagreement]:
    """Every record that says another level than the facts and the records before it.

    A record of a level about which nothing is known is not contradicted by that.
    """
    written = [name for name, facts in directory.facts.items() if facts.recorded]
    if not written:
        return
    histories = Histories(directory)
    for partner in sorted(written):
        records = sorted(directory.facts[partner].recorded, key=_place)
        for program, ladder in dict.fromkeys((item.program, item.ladder) for item in records):
            own = [item for item in records if (item.program, item.ladder) == (program, ladder)]
            yield from _of_one(histories, partner, own)


def _place(item: Recorded) -> tuple[str, str, date]:
    return item.program, item.ladder, item.as_of


def _of_one(
    histories: Histories, partner: str, records: Sequence[Recorded]
) -> Iterator[Disagreement]:
    """One ladder's records in the order of their days."""
    believed: list[Recorded] = []
    history: History | None = None
    for record in records:
        if history is None:
            history = _with(histories, partner, record, believed)
        believed.append(record)
        held = history.on(record.as_of)
        if held.level != record.level:
            if _is_contradicted(held, record):
                yield Disagreement(record, held.level)
            history = None


def _is_contradicted(held: Holding, record: Recorded) -> bool:
    version = held.outcome.version
    if version is not None and version.ladders and not record.ladder:
        return False  # It does not say which of the levels it means.
    if record.level is None or held.outcome.rank(record.level) < held.outcome.rank(held.level):
        return True
    return level_verdict(held.outcome, record.level) == "missed"


def _with(
    histories: Histories, partner: str, record: Recorded, believed: Sequence[Recorded]
) -> History:
    """The history of a ladder with some of its records only."""
    member = histories.member(partner, record.program)
    facts = replace(member.own.facts, recorded=tuple(believed))
    alone = replace(member, own=replace(member.own, facts=facts))
    return History(alone, record.ladder or None, histories)


def stays(directory: Directory, as_of: date) -> dict[tuple[str, str, str | None], date]:
    """By partner, program and ladder: the first day of the unbroken time at the level of the day,
    no level included.
    """
    found: dict[tuple[str, str, str | None], date] = {}
    for history in Histories(directory).on(as_of):
        level, begin = history.on(as_of).level, as_of
        for turn, held in history.before(as_of):
            if held != level:
                break
            begin = turn
        found[history.member.partner.id, history.member.program, history.ladder] = begin
    return found
