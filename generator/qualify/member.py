"""A partner in one program: all that its level is computed from, whatever the day."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal
from typing import Protocol, TypeVar

from ..model.days import day_after, months_later
from ..model.facts import ENTRY_TABLES, Approval, Facts, Override, Target
from ..model.metric import inputs
from ..model.partner import Enrolment, Partner
from ..model.program import Program
from ..model.standing import Value
from .courses import Course, combine
from .rules import Rules


class _Dated(Protocol):
    @property
    def since(self) -> date | None: ...
    @property
    def until(self) -> date | None: ...


_LONGEST = 600
"""Months of a membership that are told apart."""
D = TypeVar("D", bound=_Dated)


def in_force(items: Sequence[D], day: date) -> D | None:
    """Of the items that hold on ``day`` the one that began last, or was written last."""
    found: D | None = None
    for item in items:
        since, until = item.since, item.until
        holds = (since is None or since <= day) and (until is None or day <= until)
        if holds and (found is None or (found.since or date.min) <= (since or date.min)):
            found = item
    return found


@dataclass(frozen=True, slots=True)
class Term:
    """The days on which a version applies to a member: to the day before ``end``, if any.

    ``applies`` is the day from which it would have applied had the membership been there already.
    """

    rules: Rules
    begin: date
    end: date | None
    applies: date

    def covers(self, day: date) -> bool:
        return self.begin <= day and (self.end is None or day < self.end)


@dataclass(frozen=True, slots=True)
class Own:
    """A member's facts as one version looks at them: its own, or its group's."""

    facts: Facts
    overrides: tuple[Override, ...]
    approvals: tuple[Approval, ...]
    targets: tuple[Target, ...]

    @classmethod
    def of(cls, facts: Facts, program: str) -> Own:
        return cls(
            facts,
            tuple(item for item in facts.overrides if item.program == program),
            tuple(item for item in facts.approvals if item.program == program),
            tuple(item for item in facts.targets if item.program == program),
        )


@dataclass(frozen=True, slots=True)
class Member:
    """``terms`` are the versions that apply one after the other, the first one first.

    ``shared`` are the facts of all affiliates, where there are any.
    """

    partner: Partner
    program: str
    terms: tuple[Term, ...]
    enrolments: tuple[Enrolment, ...]
    own: Own
    shared: Own
    _courses: dict[int, Course] = field(default_factory=dict, init=False, repr=False)

    def term(self, day: date) -> Term | None:
        """The version that applies on ``day``; None before the first and after the program."""
        for term in reversed(self.terms):
            if term.covers(day):
                return term
        return None

    def enrolment(self, day: date) -> Enrolment | None:
        """The membership that holds on ``day``. Inactive partners hold none."""
        left = self.partner.left_on
        if self.partner.status == "inactive" or (left is not None and day > left):
            return None
        return in_force(self.enrolments, day)

    def facts(self, rules: Rules) -> Own:
        return self.shared if rules.version.affiliates == "together" else self.own

    def course(self, rules: Rules, metric_id: str) -> Course:
        """How a metric runs through time, computed when it is first asked for."""
        number = rules.definitions[metric_id]
        found = self._courses.get(number)
        if found is None:
            counter = rules.counters.get(metric_id)
            if counter is not None:
                found = counter(self.facts(rules).facts)
            elif metric_id in rules.formulas:
                measure = rules.version.metric(metric_id).measure
                parts = tuple([self.course(rules, part) for part in inputs(measure)])
                found = combine(parts, rules.formulas[metric_id])
            else:
                found = _months_as_member(self.enrolments)
            self._courses[number] = found
        return found


def _months_as_member(enrolments: Sequence[Enrolment]) -> Course:
    """Whole months since the membership of a day began; unknown where nobody says when it did."""
    days: list[date] = []
    values: list[Value] = [None]
    for enrolment in sorted(enrolments, key=lambda item: item.since or date.min):
        months = range(_LONGEST + 1) if enrolment.since else ()
        for number in months:
            day = months_later(enrolment.since or date.min, number)
            if day is None or (enrolment.until is not None and day > enrolment.until):
                break
            days.append(day)
            values.append(Decimal(number))
    return Course(tuple(days), tuple(values))


def affiliates(
    partners: Iterable[Partner], facts: Mapping[str, Facts]
) -> Mapping[tuple[str, str], Facts]:
    """The facts of all partners of a group in a program together, by group and program."""
    groups: dict[tuple[str, str], list[Facts]] = {}
    for partner in partners:
        for program in {item.program for item in partner.programs} if partner.group else ():
            own = facts.get(partner.id)
            groups.setdefault((partner.group, program), []).extend([own] if own else [])
    return {key: _together(parts) for key, parts in groups.items()}


def _together(parts: Sequence[Facts]) -> Facts:
    return Facts(
        people=tuple(item for part in parts for item in part.people),
        entries={
            name: tuple(item for part in parts for item in part.table(name))
            for name in ENTRY_TABLES
        },
        documents=tuple(item for part in parts for item in part.documents),
        dated=tuple(item for part in parts for item in part.dated),
        targets=tuple(item for part in parts for item in part.targets),
        approvals=tuple(item for part in parts for item in part.approvals),
        overrides=tuple(item for part in parts for item in part.overrides),
        entitlements=tuple(item for part in parts for item in part.entitlements),
    )


def standard_terms(program: Program, history: Sequence[Rules]) -> tuple[Term, ...]:
    """The versions as they apply where nobody may choose."""
    return _terms([(rules.version.effective, rules) for rules in history], program.ends)


def own_terms(
    program: Program, history: Sequence[Rules], enrolments: Sequence[Enrolment]
) -> tuple[Term, ...]:
    """The versions as they apply to a member, where one version runs beside another.

    The membership of a day says when the member applied, and what it chose.
    """
    ordered = sorted(enrolments, key=lambda item: item.since or date.min)
    terms: list[Term] = []
    for i, enrolment in enumerate(ordered):
        first = enrolment.since or date.min if i else date.min
        last = ordered[i + 1].since if i + 1 < len(ordered) else None
        begins = [(_begins(rules, enrolment), rules) for rules in history]
        known = [(begin, rules) for begin, rules in begins if begin is not None]
        for term in _terms(known, program.ends):
            begin, end = max(first, term.begin), min(filter(None, (term.end, last)), default=None)
            if end is not None and end <= begin:
                continue
            if terms and terms[-1].rules is term.rules and terms[-1].end == begin:
                terms[-1] = replace(terms[-1], end=end)
            else:
                terms.append(Term(term.rules, begin, end, term.applies))
    return tuple(terms)


def _begins(rules: Rules, enrolment: Enrolment) -> date | None:
    """The day from which a version applies to a membership; None for never.

    Who joins when a version has taken effect begins with it, also where others may still choose.
    """
    version, transition = rules.version, rules.version.transition
    if transition is None:
        return version.effective
    ends = None if transition.until is None else day_after(transition.until)
    chosen = (enrolment.opted_into or {}).get(version.id)
    if transition.by == "choice" and chosen is not None:
        return min(max(chosen, version.effective), ends or date.max)
    applied = enrolment.applied or enrolment.since
    if applied is not None and applied >= version.effective:
        return version.effective
    return ends


def _terms(begins: Sequence[tuple[date, Rules]], ends: date | None) -> tuple[Term, ...]:
    """On every day the version written last of those that have begun."""
    order = {id(rules): i for i, (_, rules) in enumerate(begins)}
    terms: list[Term] = []
    for begin, rules in sorted(begins, key=lambda item: item[0]):
        if terms and order[id(rules)] < order[id(terms[-1].rules)]:
            continue
        if terms:
            terms[-1] = replace(terms[-1], end=begin)
        terms.append(Term(rules, begin, None, begin))
    after = day_after(ends) if ends is not None else None
    if after is not None:
        terms = [replace(term, end=min(term.end or after, after)) for term in terms]
    return tuple(term for term in terms if term.end is None or term.begin < term.end)
