"""The days on which a level can change.

A figure changes far more often than a level. Only the days on which it passes a threshold of some
level count, beside those on which a membership, a decision or a version begins or ends.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from ..model.days import day_after
from .courses import Course
from .evaluate import Member
from .rules import Rules


@dataclass(frozen=True, slots=True)
class Timeline:
    """A member's turns: between two of them its level cannot change."""

    member: Member
    _known: dict[date, list[date]] = field(default_factory=dict, init=False, repr=False)

    def until(self, day: date) -> Iterator[date]:
        """The turns up to and including ``day``, the last one first."""
        for rules in reversed(self.member.history):
            if rules.begin <= day:
                yield from (turn for turn in reversed(self._turns(rules)) if turn <= day)

    def after(self, day: date) -> Iterator[date]:
        """The turns later than ``day``, the first one first."""
        for rules in self.member.history:
            if rules.end is None or day < rules.end:
                yield from (turn for turn in self._turns(rules) if turn > day)

    def _turns(self, rules: Rules) -> list[date]:
        if rules.begin not in self._known:
            self._known[rules.begin] = turns(self.member, rules)
        return self._known[rules.begin]


def turns(member: Member, rules: Rules) -> list[date]:
    """The days under these rules on which the level can change, sorted; the first one included."""
    days = {rules.begin, *(day for day in _recorded(member) if rules.covers(day))}
    figures = member.figures(rules)
    for metric, thresholds in rules.deciding.items():
        compared = (
            _with_targets(thresholds, metric, member) if metric in rules.agreed else thresholds
        )
        days.update(_passing(figures.course(metric), compared, rules))
    return sorted(days)


def _with_targets(thresholds: Sequence[Decimal], metric: str, member: Member) -> list[Decimal]:
    targets = (item.value for item in member.facts.targets if item.metric == metric)
    return sorted((*thresholds, *targets))


def _recorded(member: Member) -> Iterator[date]:
    """The days on which a membership, a decision or an agreement begins or has ended."""
    program, facts = member.program, member.facts
    spans: list[tuple[date | None, date | None]] = [(None, member.partner.left_on)]
    spans += [(item.since, item.until) for item in member.enrolments]
    spans += [(item.since, item.until) for item in member.overrides]
    spans += [(item.since, item.until) for item in facts.targets if item.program == program]
    spans += [(item.on, item.until) for item in facts.approvals if item.program == program]
    for begin, last in spans:
        if begin is not None:
            yield begin
        if last is not None and (after := day_after(last)) is not None:
            yield after


def _passing(course: Course, thresholds: Sequence[Decimal], rules: Rules) -> Iterator[date]:
    """The days under the rules on which a value becomes another, as far as thresholds can tell."""
    first = bisect_left(course.days, rules.begin)
    last = len(course.days) if rules.end is None else bisect_left(course.days, rules.end)
    before: object = None
    for i in range(first, last + 1):
        value = course.values[i]
        seen = bisect_right(thresholds, value) if isinstance(value, Decimal) else value
        if i > first and seen != before:
            yield course.days[i - 1]
        before = seen
