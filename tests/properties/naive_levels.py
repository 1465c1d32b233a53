"""A second implementation of levels, as naive as can be: it asks each day anew, and every fact.

Nothing here comes from `generator.qualify`. Dates are compared as (month, day) instead of being
added to, sums are fractions, and each period is spelled out.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import TypeVar

from generator.model.criterion import Combination, Criterion, Threshold
from generator.model.facts import DatedFact, Entry, Facts, Override, Person, Target
from generator.model.metric import (
    CountMetric,
    DocumentMetric,
    FactMetric,
    PeopleMetric,
    Period,
    SumMetric,
)
from generator.model.partner import Enrolment, Partner
from generator.model.program import Program, Version

Value = Fraction | bool | str | None
D = TypeVar("D", DatedFact, Target, Override, Enrolment)


# --- dates ------------------------------------------------------------------------------------


def month_and_day(day: date, later: int = 0) -> tuple[int, int]:
    return day.year * 12 + day.month + later, day.day


def quarter(day: date) -> int:
    return day.year * 4 + (day.month - 1) // 3


def counts(period: Period | None, entry: date, day: date) -> bool:
    """Whether an entry counts on a day."""
    if period is None:
        return entry <= day
    if period.kind == "calendar-year":
        return entry <= day and entry.year == day.year
    if period.kind == "previous-calendar-year":
        return entry.year == day.year - 1
    if period.unit == "quarters":
        return quarter(day) - period.count <= quarter(entry) < quarter(day)
    if period.unit == "days":
        return 0 <= (day - entry).days < period.count
    length = period.count * (12 if period.unit == "years" else 1)
    return entry <= day and month_and_day(day) < month_and_day(entry, length)


def has_begun(period: Period | None, entry: date, day: date) -> bool:
    """Whether an entry lies before the end of a day's period."""
    if period and period.kind == "previous-calendar-year":
        return entry.year < day.year
    if period and period.kind == "last" and period.unit == "quarters":
        return quarter(entry) < quarter(day)
    return entry <= day


def latest(items: Sequence[D], day: date) -> D | None:
    """Of those that hold the one that began last; of several such the one written last."""
    found = None
    for item in items:
        since = item.since or date.min
        until: date | None = item.until
        if since <= day <= (until or date.max) and (
            found is None or since >= (found.since or date.min)
        ):
            found = item
    return found


# --- figures ----------------------------------------------------------------------------------


def figure(version: Version, metric: str, facts: Facts, day: date) -> Value:
    rule = version.metric(metric).measure
    if isinstance(rule, PeopleMetric):
        return Fraction(sum(is_certified(person, rule, version, day) for person in facts.people))
    if isinstance(rule, DocumentMetric):
        return any(
            item.id == rule.document and item.issued <= day <= (item.valid_until or date.max)
            for item in facts.documents
        )
    if isinstance(rule, FactMetric):
        fact = latest([item for item in facts.dated if item.name == rule.fact], day)
        if fact is None:
            return None
        if rule.value == "number":
            return Fraction(fact.value)
        return fact.value == "yes" if rule.value == "yes-no" else fact.value
    table = facts.table(rule.of)
    if not any(has_begun(rule.period, entry.date, day) for entry in table):
        return None
    passing = [e for e in table if counts(rule.period, e.date, day) and passes(e, rule)]
    if isinstance(rule, CountMetric):
        return Fraction(len(passing))
    amount = Fraction(0)
    for entry in passing:
        rate = (version.exchange or {}).get(entry.currency)
        if entry.currency not in ("", version.currency) and rate is None:
            return None
        in_own = entry.currency in ("", version.currency) or rate is None
        amount += Fraction(entry.amount) * (1 if in_own else Fraction(rate or 0))
    return amount


def passes(entry: Entry, rule: SumMetric | CountMetric) -> bool:
    own = {**(entry.labels or {}), "currency": entry.currency}
    wanted = all(own.get(name, "") in values for name, values in rule.where.items())
    return wanted and not any(own.get(name, "") in values for name, values in rule.unless.items())


def is_certified(person: Person, rule: PeopleMetric, version: Version, day: date) -> bool:
    if not (person.joined or date.min) <= day <= (person.left or date.max):
        return False
    if rule.role and rule.role not in person.roles:
        return False
    limits = {item.id: item.valid_months for item in version.certifications}
    for held in person.credentials:
        months = limits.get(held.certification)
        is_valid = held.issued <= day
        if held.valid_until:
            is_valid &= day <= held.valid_until
        elif months:
            is_valid &= month_and_day(day) < month_and_day(held.issued, months)
        if is_valid and held.certification in rule.holding:
            return True
    return False


# --- criteria and levels ----------------------------------------------------------------------


@dataclass(frozen=True)
class World:
    """One partner in one program."""

    partner: Partner
    program: Program
    facts: Facts

    def version(self, day: date) -> Version | None:
        found = None
        for version in self.program.versions:
            if version.status != "draft" and version.effective <= day:
                found = version
        return found

    def is_member(self, day: date) -> bool:
        left = self.partner.left_on
        if self.partner.status == "inactive" or (left and day > left):
            return False
        return latest(self.partner.programs, day) is not None

    def level(self, day: date) -> str | None:
        version = self.version(day)
        if version is None or not self.is_member(day):
            return None
        names = [level.id for level in version.levels]
        override = latest([item for item in self.facts.overrides if item.level in names], day)
        if override:
            return override.level
        met = [name for name in names if self.all_met(version, version.requirements, name, day)]
        return met[-1] if met else None

    def specialisations(self, day: date) -> tuple[str, ...]:
        version = self.version(day)
        if version is None or not self.is_member(day):
            return ()
        return tuple(
            item.id
            for item in version.specialisations
            if self.all_met(version, item.requires, item.id, day)
        )

    def all_met(self, version: Version, rows: Sequence[Criterion], column: str, day: date) -> bool:
        verdicts = [self.verdict(version, row, column, day) for row in rows]
        return all(verdict in ("met", "not-applicable") for verdict in verdicts)

    def verdict(self, version: Version, row: Criterion, column: str, day: date) -> str:
        approved = any(
            item.level == column and item.on <= day <= (item.until or date.max)
            for item in self.facts.approvals
        )
        if isinstance(row, Combination):
            inner = [self.verdict(version, member, column, day) for member in row.rows]
            inner = [verdict for verdict in inner if verdict != "not-applicable"]
            if not inner:
                return "not-applicable"
            enough = {"all": len(inner), "any": 1, "at-least": row.count}[row.mode]
            if inner.count("met") >= enough:
                return "met"
            could = inner.count("met") + inner.count("unknown")
            return "unknown" if could >= enough else "missed"
        if not isinstance(row, Threshold):
            if column not in row.levels:
                return "not-applicable"
            return "met" if approved else "missed"
        if column not in row.cells:
            return "not-applicable"
        cell, needed = row.cells[column], row.cells[column].needed
        if cell.agreed:
            targets = [item for item in self.facts.targets if item.metric == row.metric]
            own = latest([item for item in targets if item.level == column], day)
            target = own or latest([item for item in targets if not item.level], day)
            needed = target.value if target else None
        elif needed is None and approved:
            return "met"
        have = figure(version, row.metric, self.facts, day)
        if have is None or needed is None:
            return "unknown"
        if isinstance(have, Fraction) and not isinstance(needed, bool | str):
            return "met" if have >= Fraction(needed) else "missed"
        return "met" if have == needed else "missed"

    def verdicts(self, day: date) -> Iterator[tuple[str, str]]:
        """Column and verdict of every criterion that applies, members after combinations."""
        version = self.version(day)
        if version is None or not self.is_member(day):
            return
        columns = [(level.id, version.requirements) for level in version.levels]
        columns += [(item.id, item.requires) for item in version.specialisations]
        for column, rows in columns:
            yield from self._verdicts(version, rows, column, day)

    def _verdicts(
        self, version: Version, rows: Sequence[Criterion], column: str, day: date
    ) -> Iterator[tuple[str, str]]:
        for row in rows:
            verdict = self.verdict(version, row, column, day)
            if verdict != "not-applicable":
                yield column, verdict
                if isinstance(row, Combination):
                    yield from self._verdicts(version, row.rows, column, day)
