"""The days on which the criteria can give another level.

A figure changes far more often than a level. Only the days on which it passes a threshold of some
level count, beside those on which a membership, a decision or a version begins or ends.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from datetime import date
from decimal import Decimal

from ..model.days import day_after, months_later
from ..model.standing import NUMBERS
from .courses import Course
from .member import Member, Term
from .peers import Peers, membership_days


def turns(member: Member, term: Term, peers: Peers) -> list[date]:
    """The first day of a term, and those on which its criteria can give another level."""
    rules, deciding = term.rules, term.rules.deciding
    days = {day for day in _recorded(member, term) if term.covers(day)}
    days.add(term.begin)
    for metric, thresholds in deciding.figures.items():
        course = member.course(rules, metric)
        if thresholds is None:
            days.update(day for day in course.days if term.covers(day))
        elif metric in deciding.agreed:
            agreed = _with_targets(thresholds, metric, member, term)
            days.update(_passing(course, agreed, term))
        else:
            days.update(_passing(course, thresholds, term))
    if deciding.ranked:
        days.update(day for day in _overtaken(member, term, peers) if term.covers(day))
    return sorted(days)


def _with_targets(
    thresholds: Sequence[Decimal], metric: str, member: Member, term: Term
) -> list[Decimal]:
    targets = member.facts(term.rules).targets
    return sorted((*thresholds, *(item.value for item in targets if item.metric == metric)))


def _recorded(member: Member, term: Term) -> Iterator[date]:
    """The days on which a membership, a decision or an agreement begins or has ended."""
    yield from membership_days(member)
    facts = member.facts(term.rules)
    spans: list[tuple[date | None, date | None]] = []
    spans += [(item.since, item.until) for item in facts.overrides]
    spans += [(item.since, item.until) for item in facts.targets]
    spans += [(item.on, item.until) for item in facts.approvals]
    for begin, last in spans:
        if begin is not None:
            yield begin
        if last is not None and (after := day_after(last)) is not None:
            yield after
    for enrolment in member.enrolments:
        for months in term.rules.deciding.tenures.get("", ()) if enrolment.since else ():
            if enrolment.since and (day := months_later(enrolment.since, months)) is not None:
                yield day


def _passing(course: Course, thresholds: Sequence[Decimal], term: Term) -> Iterator[date]:
    """The days of the term on which a value becomes another, as far as thresholds can tell."""
    first = bisect_left(course.days, term.begin)
    last = len(course.days) if term.end is None else bisect_left(course.days, term.end)
    before: object = None
    for i in range(first, last + 1):
        value = course.values[i]
        seen: object = value
        if isinstance(value, NUMBERS):
            seen = bisect_right(thresholds, value)
        if i > first and seen != before:
            yield course.days[i - 1]
        before = seen


def _overtaken(member: Member, term: Term, peers: Peers) -> Iterator[date]:
    """The days on which the member may pass, or be passed by, the last of the best."""
    rules = term.rules
    for row in rules.deciding.ranked:
        own = member.course(rules, row.metric)
        for top in {cell.top for cell in row.cells.values() if cell.top is not None}:
            for least in peers.all_least(member, rules, row.metric, row.among, top):
                yield from _crossings(own, least)


def _crossings(own: Course, least: Course) -> Iterator[date]:
    """The days on which a figure becomes another one, or what it takes passes it."""
    yield from own.days
    for i, have in enumerate(own.values):
        if not isinstance(have, NUMBERS):
            continue
        first = bisect_left(least.days, own.days[i - 1]) if i else 0
        last = bisect_left(least.days, own.days[i]) if i < len(own.days) else len(least.days)
        above = [
            isinstance(needed, NUMBERS) and have < needed
            for needed in least.values[first : last + 1]
        ]
        for day, before, after in zip(least.days[first:last], above, above[1:], strict=False):
            if before != after:
                yield day
