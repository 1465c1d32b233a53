"""Levels over all days at once, where every criterion is a minimum that is the same for everybody.

Most programs are like that, and most of what is asked of them is when a level began and when it
ends. `evaluate` gives the same for one day, with the reasons.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import NamedTuple

from ..model.standing import Value
from .member import Member
from .rules import Rules, Table


class Levels(NamedTuple):
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
        before, *counts = [
            bisect_right(minimums, value)
            if isinstance(value, Decimal)
            else _reached(value, table.ratios[i])
            for value in course.values
        ]
        reached.append(before)
        for day, count in zip(course.days, counts, strict=True):
            if count != before:
                steps.append((day, i, count))
                before = count
    steps.sort()
    days: list[date] = []
    held = [_level(table, tuple(reached))]
    for day, i, count in steps:
        reached[i] = count
        level = _level(table, tuple(reached))
        if days and days[-1] == day:
            held[-1] = level
        elif level != held[-1]:
            days.append(day)
            held.append(level)
    return Levels(tuple(days), tuple(held))


def _reached(value: Value, ratios: Sequence[tuple[int, int]]) -> int:
    """How many minimums a figure reaches that is no decimal.

    Comparing a fraction with decimals takes three times as long as multiplying out.
    """
    if not isinstance(value, Fraction):
        return 0
    numerator, denominator = value.numerator, value.denominator
    reached = 0
    for above, below in ratios:
        if numerator * below < above * denominator:
            break
        reached += 1
    return reached


def _level(table: Table, reached: tuple[int, ...]) -> str | None:
    """The highest level; the answer is kept, since few combinations occur."""
    if reached not in table.answers:
        least = {
            metric: minimums[count - 1] if count else None
            for (metric, minimums), count in zip(table.minimums, reached, strict=True)
        }
        table.answers[reached] = next(
            (
                level
                for level in reversed(table.levels)
                for way in table.ways[level]
                if all(_is_enough(least[row.metric], row.least) for row in way.asked)
            ),
            None,
        )
    return table.answers[reached]


def _is_enough(have: Decimal | None, least: Decimal | None) -> bool:
    return have is not None and least is not None and have >= least
