"""Criteria that compare a member with all others: what it takes to be among the best."""

from __future__ import annotations

from bisect import bisect_left, insort
from collections.abc import Callable, Iterator, Sequence
from datetime import date
from math import ceil

from ..model.criterion import Group, Top
from ..model.days import day_after
from ..model.standing import Number, Value
from .courses import Course
from .member import Member
from .rules import Rules

Place = Callable[[Member, Rules, Group, date], str]
"""The country, region or track by which a member is compared on a day."""
Key = tuple[int, str, str, str, Top]


class Peers:
    """The members of one program. ``place`` tells which of them belong together."""

    def __init__(self, place: Place) -> None:
        self.members: list[Member] = []
        self._place = place
        self._known: dict[Key, Course] = {}

    def least(
        self, member: Member, rules: Rules, metric: str, among: Group, top: Top, day: date
    ) -> Course:
        """The figure that it takes, day by day; unknown where fewer have one than would do.

        The member's own country, region or track on ``day`` is the one that is asked for.
        """
        place = "" if among == "program" else self._place(member, rules, among, day)
        return self._least(rules, metric, among, top, place)

    def all_least(
        self, member: Member, rules: Rules, metric: str, among: Group, top: Top
    ) -> Iterator[Course]:
        """The same for every group that the member may be in on some day."""
        if among == "program":
            places = {""}
        elif among == "track":
            places = {"", *(track.id for track in rules.version.tracks)}
        else:
            days = [item.since or date.min for item in member.enrolments]
            places = {self._place(member, rules, among, day) for day in days}
        for place in sorted(places):
            yield self._least(rules, metric, among, top, place)

    def _least(self, rules: Rules, metric: str, among: Group, top: Top, place: str) -> Course:
        key = (rules.definitions[metric], rules.version.id, among, place, top)
        if key not in self._known:
            self._known[key] = _sweep(self._changes(rules, metric, among, place), top)
        return self._known[key]

    def _changes(
        self, rules: Rules, metric: str, among: Group, place: str
    ) -> list[tuple[date, int, Value]]:
        """Each day on which somebody's figure becomes another one, in the group."""
        changes = []
        for i, member in enumerate(self.members):
            before: Value = None
            for day in _days(member, rules, metric):
                value = self._figure(member, rules, metric, among, place, day)
                if value != before:
                    changes.append((day, i, value))
                before = value
        return sorted(changes, key=lambda change: change[0])

    def _figure(
        self, member: Member, rules: Rules, metric: str, among: Group, place: str, day: date
    ) -> Value:
        """What counts on a day; None for who is not in the group."""
        term = member.term(day)
        if term is None or term.rules is not rules or member.enrolment(day) is None:
            return None
        if among != "program" and self._place(member, rules, among, day) != place:
            return None
        return member.course(rules, metric).on(day)


def _days(member: Member, rules: Rules, metric: str) -> list[date]:
    """The days on which a member's figure, or its being a member, may become another."""
    days = {date.min, *member.course(rules, metric).days, *membership_days(member)}
    for term in member.terms:
        days |= {term.begin} if term.end is None else {term.begin, term.end}
    for name in rules.deciding.figures:
        if rules.version.tracks:
            days |= set(member.course(rules, name).days)
    return sorted(days)


def membership_days(member: Member) -> Iterator[date]:
    """The days on which a membership begins or has ended."""
    spans = [(None, member.partner.left_on)]
    for begin, last in [*spans, *((item.since, item.until) for item in member.enrolments)]:
        if begin is not None:
            yield begin
        if last is not None and (after := day_after(last)) is not None:
            yield after


def _sweep(changes: Sequence[tuple[date, int, Value]], top: Top) -> Course:
    """The least figure among the best, after all changes of each day."""
    current: dict[int, Number] = {}
    ranked: list[Number] = []
    days: list[date] = []
    values: list[Value] = [None]
    for i, (day, member, value) in enumerate(changes):
        if member in current:
            ranked.pop(bisect_left(ranked, current.pop(member)))
        if value is not None and not isinstance(value, bool | str):
            current[member] = value
            insort(ranked, value)
        if i + 1 == len(changes) or changes[i + 1][0] != day:
            places = ceil(top.count * len(ranked) / 100) if top.percent else int(top.count)
            days.append(day)
            values.append(ranked[-places] if 0 < places <= len(ranked) else None)
    return Course(tuple(days), tuple(values))
