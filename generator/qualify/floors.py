"""Levels that earlier rules leave behind: taken over by a mapping, or kept by grandfathering."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date

from ..model.change import LevelMapping
from ..model.days import DAY
from ..model.partner import Enrolment
from .holding import Floor
from .member import Member, Term
from .reviews import next_review

Shown = Callable[[str, date], tuple[str | None, ...]]
"""The levels that the partner held in a program on a day, one for each of its ladders."""


def mapped(
    member: Member, term: Term, enrolment: Enrolment | None, shown: Shown
) -> Iterator[Floor]:
    """The level that the version takes over, the highest of several."""
    version = term.rules.version
    mapping = version.mapping
    if mapping is None or term.applies == date.min:
        return
    held_on = mapping.held_on or term.applies - DAY
    found = [
        new
        for program in sorted({member.program, *mapping.levels})
        for old in shown(program, held_on)
        if old is not None and (new := _new_level(mapping, program, old))
    ]
    if found:
        level = max(found, key=[item.id for item in version.levels].index)
        yield Floor(
            level,
            term.begin,
            _protected_until(term, member.enrolment(term.applies) or enrolment),
            "mapping",
        )


def _new_level(mapping: LevelMapping, program: str, old: str) -> str:
    return mapping.levels.get(program, {}).get(old, mapping.otherwise)


def _protected_until(term: Term, enrolment: Enrolment | None) -> date | None:
    """The last day: as written, else the day before the first review, else none.

    Who comes back later finds what is left of the time, not all of it anew.
    """
    version = term.rules.version
    if version.mapping is not None and version.mapping.until is not None:
        return version.mapping.until
    if version.review is None or not version.review.has_days:
        return None
    found = next_review(version.review, enrolment.since if enrolment else None, term.applies)
    return found - DAY if found else None


def grandfathered(member: Member, term: Term, day: date, shown: Shown) -> Iterator[Floor]:
    """The levels that are kept on ``day`` because they were held before."""
    for item in term.rules.version.grandfathering:
        if item.held_before <= day and item.held_before > date.min:
            for level in shown(member.program, item.held_before - DAY):
                if level in item.levels:
                    yield Floor(level, item.held_before, item.until, "grandfathering")
