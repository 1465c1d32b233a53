"""One pure function per kind of metric: a partner's facts and a day in, a value out.

A value of None is unknown: nothing is on record that could answer.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from ..model.facts import Credential, Document, Entry, Facts, Person
from ..model.program import (
    CountMetric,
    DocumentMetric,
    FactMetric,
    PeopleMetric,
    SumMetric,
    Version,
)
from ..model.text import Source
from .periods import last_day, span

Value = Decimal | bool | str | None


@dataclass(frozen=True, slots=True)
class Measured:
    """A metric's value on a day and the facts it was counted from."""

    value: Value
    sources: tuple[Source, ...] = ()


UNKNOWN = Measured(None)


def credential_end(credential: Credential, version: Version) -> date | None:
    """The last day of a certificate: its own, else by the program's months of validity."""
    if credential.valid_until is not None:
        return credential.valid_until
    rule = version.certification(credential.certification)
    months = rule.valid_months if rule else None
    return last_day(credential.issued, months) if months else None


def holds(person: Person, metric: PeopleMetric, version: Version, day: date) -> bool:
    """Whether the person counts on ``day``: employed, in the role, with a valid certificate."""
    employed = (person.joined is None or person.joined <= day) and (
        person.left is None or day <= person.left
    )
    if not employed or (metric.role and metric.role not in person.roles):
        return False
    return any(
        held.certification in metric.holding
        and held.issued <= day
        and ((end := credential_end(held, version)) is None or day <= end)
        for held in person.credentials
    )


def people(metric: PeopleMetric, facts: Facts, version: Version, day: date) -> Measured:
    """Distinct people, however many certificates each of them has."""
    counted = [person for person in facts.people if holds(person, metric, version, day)]
    return Measured(Decimal(len(counted)), tuple(person.source for person in counted))


def matches(entry: Entry, metric: SumMetric | CountMetric) -> bool:
    """Whether an entry passes the metric's filters."""

    def fits(label: tuple[str, tuple[str, ...]]) -> bool:
        name, values = label
        return (entry.currency if name == "currency" else entry.label(name)) in values

    return all(map(fits, metric.where.items())) and not any(map(fits, metric.unless.items()))


def _entries(metric: SumMetric | CountMetric, facts: Facts, day: date) -> list[Entry] | None:
    """The entries that count on ``day``; None when the table is empty up to then."""
    recorded = [entry for entry in facts.table(metric.of) if entry.date <= day]
    if not recorded:
        return None
    begin, end = span(metric.period, day)
    return [entry for entry in recorded if begin <= entry.date < end and matches(entry, metric)]


def total(metric: SumMetric, facts: Facts, version: Version, day: date) -> Measured:
    """Sum of the amounts in the version's currency; unknown when a rate is missing."""
    entries = _entries(metric, facts, day)
    if entries is None:
        return UNKNOWN
    amount = Decimal(0)
    for entry in entries:
        if entry.currency in ("", version.currency):
            amount += entry.amount
        elif (rate := (version.exchange or {}).get(entry.currency)) is not None:
            amount += entry.amount * rate
        else:
            return Measured(None, (entry.source,))
    return Measured(amount, tuple(entry.source for entry in entries))


def count(metric: CountMetric, facts: Facts, version: Version, day: date) -> Measured:
    """Number of entries."""
    entries = _entries(metric, facts, day)
    if entries is None:
        return UNKNOWN
    return Measured(Decimal(len(entries)), tuple(entry.source for entry in entries))


def is_valid(document: Document, day: date) -> bool:
    """Whether a document is there and has not run out."""
    return document.issued <= day and (document.valid_until is None or day <= document.valid_until)


def document(metric: DocumentMetric, facts: Facts, version: Version, day: date) -> Measured:
    """Yes when a valid document is there."""
    valid = [d for d in facts.documents if d.id == metric.document and is_valid(d, day)]
    return Measured(bool(valid), tuple(item.source for item in valid))


def fact(metric: FactMetric, facts: Facts, version: Version, day: date) -> Measured:
    """The latest value that holds on ``day``; unknown when none does."""
    current = [
        item
        for item in facts.dated
        if item.name == metric.fact
        and (item.since is None or item.since <= day)
        and (item.until is None or day <= item.until)
    ]
    if not current:
        return UNKNOWN
    latest = max(current, key=lambda item: item.since or date.min)
    return Measured(_read(latest.value, metric.value), (latest.source,))


def _read(written: str, kind: str) -> Value:
    if kind == "number":
        return Decimal(written) if written.replace(".", "", 1).isdigit() else None
    if kind == "yes-no":
        return {"yes": True, "true": True, "no": False, "false": False}.get(written)
    return written


MEASURES: dict[type, Callable[..., Measured]] = {
    PeopleMetric: people,
    SumMetric: total,
    CountMetric: count,
    DocumentMetric: document,
    FactMetric: fact,
}
