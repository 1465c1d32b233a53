"""How a figure runs through time: facts count for a while, and the value steps when they change.

Whatever the day, a value is looked up in its course, so the past, the as-of date and the future
are computed by the same code.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterable, Sequence
from datetime import date
from decimal import Context, Decimal
from itertools import accumulate, repeat
from operator import itemgetter
from typing import NamedTuple

from ..model.standing import Value
from ..model.text import Source

EXACT = Context(prec=200)
"""Arithmetic that never rounds, far beyond what the file formats let anybody write."""
ZERO, ONE = Decimal(0), Decimal(1)
_day = itemgetter(0)


class Spell(NamedTuple):
    """A fact counts from ``begin`` to the day before ``end``, for ever where that is None.

    ``amount`` is None where it cannot be told in the unit of the metric. ``who`` tells people
    apart.
    """

    begin: date
    end: date | None
    amount: Decimal | None
    source: Source
    who: int = 0

    def covers(self, day: date) -> bool:
        return self.begin <= day and (self.end is None or day < self.end)


class Course(NamedTuple):
    """A value over all days: ``values[0]`` before ``days[0]``, ``values[i]`` from ``days[i-1]`` on.

    ``spells`` are the facts that it was computed from, ``parts`` the courses.
    """

    days: tuple[date, ...]
    values: tuple[Value, ...]
    spells: Sequence[Spell] = ()
    parts: tuple[Course, ...] = ()

    def on(self, day: date) -> Value:
        return self.values[bisect_right(self.days, day)]

    def sources(self, day: date) -> tuple[Source, ...]:
        """Where the facts stand that count on ``day``."""
        found = [
            source
            for begin, end, _, source, _ in self.spells
            if begin <= day and (end is None or day < end)
        ]
        for part in self.origins():
            found += part.sources(day)
        return tuple(found)

    def begins_on(self, day: date) -> bool:
        """Whether a fact begins to count on ``day``; if none does, one has ended."""
        courses = self.origins() or (self,)
        return any(spell.begin == day for course in courses for spell in course.spells)

    def origins(self) -> tuple[Course, ...]:
        """The courses of facts below this one, each once; none where it is one itself."""
        found = {id(part): part for part in self.parts}
        waiting = list(self.parts)
        while waiting:
            for part in waiting.pop().parts:
                if id(part) not in found:
                    found[id(part)] = part
                    waiting.append(part)
        return tuple(course for course in found.values() if not course.parts)

    def people(self, day: date) -> frozenset[int]:
        """Who counts on ``day``."""
        return frozenset(spell.who for spell in self.spells if spell.covers(day))


def total(spells: Sequence[Spell], known_from: date | None) -> Course:
    """The sum of what counts; unknown before ``known_from``, and always where that is None.

    Unknown also while something counts whose amount cannot be told.
    """
    if known_from is None:
        return Course((), (None,))
    steps = [(known_from, ZERO)]
    untold: list[Spell] = []
    for spell in spells:
        begin, end, amount, _, _ = spell
        if amount is None:
            untold.append(spell._replace(amount=ONE))
        elif end is None:
            steps.append((begin, amount))
        elif begin < end:
            steps.append((begin, amount))
            steps.append((end, amount.copy_negate()))
    steps.sort(key=_day)
    days, amounts = zip(*steps, strict=True)
    # Of several sums on one day the last one stays.
    sums = dict(zip(days, accumulate(amounts, EXACT.add), strict=True))
    course = Course(tuple(sums), (None, *sums.values()), spells)
    return _untold_while(course, total(untold, known_from)) if untold else course


def _untold_while(course: Course, untold: Course) -> Course:
    """The course, unknown while there is anything in the other."""
    found = combine((course, untold), lambda values: None if values[1] else values[0])
    return found._replace(spells=course.spells, parts=())


def combine(parts: tuple[Course, ...], computed: Callable[[tuple[Value, ...]], Value]) -> Course:
    """A value computed from those of other courses, with the days on which it changes."""
    current = [part.values[0] for part in parts]
    steps = [
        step
        for i, part in enumerate(parts)
        for step in zip(part.days, repeat(i), part.values[1:], strict=False)
    ]
    steps.sort(key=_day)
    found: dict[date, tuple[Value, ...]] = {}
    for day, i, value in steps:
        current[i] = value
        found[day] = tuple(current)
    before = tuple(part.values[0] for part in parts)
    return Course(tuple(found), (computed(before), *map(computed, found.values())), parts=parts)


def presence(spells: Sequence[Spell]) -> Course:
    """Whether anything counts: yes or no on every day."""
    counted = total(spells, date.min)
    return Course(counted.days, tuple(bool(value) for value in counted.values), spells)


def latest(spells: Sequence[Spell], values: Sequence[Value]) -> Course:
    """The value of the spell that began last, or was written last; unknown where none covers."""
    ranked = sorted(zip(spells, values, strict=True), key=lambda pair: pair[0].begin)
    days = sorted({day for spell in spells for day in (spell.begin, spell.end) if day is not None})
    course: list[Value] = [None]
    shown: list[Spell] = []
    for i, day in enumerate(days):
        current = [pair for pair in ranked if pair[0].covers(day)]
        course.append(current[-1][1] if current else None)
        if current:
            until = days[i + 1] if i + 1 < len(days) else None
            shown.append(current[-1][0]._replace(begin=day, end=until))
    return Course(tuple(days), tuple(course), shown)


def union(spells: Iterable[Spell]) -> list[Spell]:
    """Spells that overlap or touch made into one, so that together they count once."""
    found = list(spells)
    if len(found) < 2:
        return found
    merged: list[Spell] = []
    for spell in sorted(found, key=_day):
        before = merged[-1] if merged else None
        if before is None or (before.end is not None and before.end < spell.begin):
            merged.append(spell)
        elif before.end is not None and (spell.end is None or before.end < spell.end):
            merged[-1] = before._replace(end=spell.end)
    return merged
