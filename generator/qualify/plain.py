"""Levels over all days at once, where every criterion is a minimum that is the same for everybody.

Most programs are like that, and most of what is asked of them is when a level began and when it
ends. `evaluate` gives the same for one day, with the reasons.
"""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction

from ..model.standing import Value
from .member import Member
from .rules import Rules, Table


@dataclass(frozen=True, slots=True)
class Levels:
    """``held[0]`` before ``days[0]``, ``held[i]`` from ``days[i-1]`` on."""

    days: tuple[date, ...]
    held: tuple[str | None, ...]

    def on(self, day: date) -> str | None:
        return self.held[bisect_right(self.days, day)]


def plain_levels(member: Member, rules: Rules, table: Table) -> Levels:
    """What the criteria give, whether the partner is a member or not."""
    reached: list[int] = []
    steps: list[tuple[date, int, int]] = []
    for i, (metric, minimums) in enumerate(table.minimums):
        course = member.course(rules, metric)
        counts = [_reached(value, minimums) for value in course.values]
        reached.append(counts[0])
        steps += [
            (day, i, count)
            for day, before, count in zip(course.days, counts, counts[1:], strict=False)
            if before != count
        ]
    days: list[date] = []
    held = [_level(table, tuple(reached))]
    for day, i, count in sorted(steps):
        reached[i] = count
        level = _level(table, tuple(reached))
        if days and days[-1] == day:
            held[-1] = level
        elif level != held[-1]:
            days.append(day)
            held.append(level)
    return Levels(tuple(days), tuple(held))


def _reached(value: Value, minimums: tuple[Decimal, ...]) -> int:
    """How many of the minimums a figure reaches."""
    if isinstance(value, Decimal):
        return bisect_right(minimums, value)
    if isinstance(value, Fraction):
        # Comparing a fraction with a decimal takes ten times as long as multiplying out.
        numerator, denominator = value.numerator, value.denominator
        return sum(
            numerator * below >= above * denominator
            for above, below in map(Decimal.as_integer_ratio, minimums)
        )
    return 0


def _level(table: Table, reached: tuple[int, ...]) -> str | None:
    """The highest level; the answer is kept, since few combinations occur."""
    if reached not in table.answers:
        places = {
            (metric, least): (i, n + 1)
            for i, (metric, minimums) in enumerate(table.minimums)
            for n, least in enumerate(minimums)
        }
        table.answers[reached] = next(
            (
                level
                for level in reversed(table.levels)
                for way in table.ways[level]
                if all(reached[i] >= n for i, n in map(places.__getitem__, way.plain))
            ),
            None,
        )
    return table.answers[reached]
