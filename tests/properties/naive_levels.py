"""A second implementation of levels, as naive as can be: it asks each day anew, and every fact.

Nothing here comes from `generator.qualify`. Dates are compared as (month, day) pairs instead of
being added to, sums are fractions, and periods are spelled out one by one.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction

from generator.model.facts import Entry, Facts
from generator.model.partner import Partner
from generator.model.program import (
    ApprovalRow,
    Combination,
    CountMetric,
    Criterion,
    DocumentMetric,
    FactMetric,
    PeopleMetric,
    Period,
    Program,
    SumMetric,
    Threshold,
    Version,
)

Value = Fraction | bool | str | None
DAY = timedelta(days=1)


@dataclass(frozen=True)
class World:
    partner: Partner
    program: Program
    facts: Facts


def months(day: date, more: int = 0) -> tuple[int, int]:
    return day.year * 12 + day.month + more, day.day


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
    return entry <= day and months(day) < months(entry, length)


def is_over(period: Period | None, first: date, day: date) -> bool:
    """Whether a report that began with ``first`` had begun when the period of a day ended."""
    if period is not None and period.kind == "previous-calendar-year":
        return first.year < day.year
    if period is not None and period.unit == "quarters" and period.kind == "last":
        return quarter(first) < quarter(day)
    return first <= day


def label(entry: Entry, name: str) -> str:
    return entry.currency if name == "currency" else (entry.labels or {}).get(name, "")


def measure(version: Version, metric: str, facts: Facts, day: date) -> Value:
    match version.metric(metric).measure:
        case PeopleMetric() as rule:
            return Fraction(len({p.id for p in facts.people if certified(version, rule, p, day)}))
        case DocumentMetric() as rule:
            return any(
                d.issued <= day and (d.valid_until is None or day <= d.valid_until)
                for d in facts.documents
                if d.id == rule.document
            )
        case FactMetric() as rule:
            named = [item for item in facts.dated if item.name == rule.fact]
            written = latest(named, day)
            if written is None:
                return None
            if rule.value == "number":
                return Fraction(written.value)
            return written.value == "yes" if rule.value == "yes-no" else written.value
        case SumMetric() | CountMetric() as rule:
            table = facts.table(rule.of)
            if not any(is_over(rule.period, entry.date, day) for entry in table):
                return None
            passing = [
                entry
                for entry in table
                if counts(rule.period, entry.date, day)
                and all(label(entry, name) in values for name, values in rule.where.items())
                and not any(label(entry, name) in values for name, values in rule.unless.items())
            ]
            if isinstance(rule, CountMetric):
                return Fraction(len(passing))
            amounts = [in_currency(entry, version) for entry in passing]
            told = [amount for amount in amounts if amount is not None]
            return sum(told, Fraction(0)) if len(told) == len(amounts) else None


def in_currency(entry: Entry, version: Version) -> Fraction | None:
    if entry.currency in ("", version.currency):
        return Fraction(entry.amount)
    rates = version.exchange or {}
    if entry.currency not in rates:
        return None
    return Fraction(entry.amount) * Fraction(rates[entry.currency])


def certified(version: Version, rule: PeopleMetric, person: object, day: date) -> bool:
    joined, left = getattr(person, "joined", None), getattr(person, "left", None)
    if (joined and day < joined) or (left and day > left):
        return False
    valid = {item.id: item.valid_months for item in version.certifications}
    for held in getattr(person, "credentials", ()):
        limit = valid.get(held.certification)
        ended = day > held.valid_until if held.valid_until else False
        if held.valid_until is None and limit is not None:
            ended = months(day) >= months(held.issued, limit)
        if held.certification in rule.holding and held.issued <= day and not ended:
            return True
    return False


def latest(items: Sequence[object], day: date) -> object:
    """Of those that hold the one that began last; of several the one written last."""
    best = None
    for item in items:
        since = getattr(item, "since", None) or date.min
        until = getattr(item, "until", None) or date.max
        if since <= day <= until and (
            best is None or since >= (getattr(best, "since", None) or date.min)
        ):
            best = item
    return best
