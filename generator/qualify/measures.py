"""One pure function per kind of metric: a partner's facts in, the metric's course through time out.

People and documents are registers, kept by the vendor: who or what does not stand in them is not
there, so the answer is 0 or no. Tables of figures and dated facts are reports: where nothing has
been reported yet the answer is unknown.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from ..model.days import day_after, last_day
from ..model.facts import Entry, Facts, Person
from ..model.program import (
    CountMetric,
    DocumentMetric,
    FactMetric,
    PeopleMetric,
    SumMetric,
    Version,
)
from ..model.written import as_answer, as_number
from .courses import EXACT, ONE, Course, Spell, Value, latest, presence, total, union
from .periods import counting
from .rules import Rules


def people(metric: PeopleMetric, facts: Facts, version: Version) -> Course:
    """Distinct people, however many certificates each of them has."""
    months = {item.id: item.valid_months for item in version.certifications}
    spells = [
        spell
        for person in facts.people
        if not metric.role or metric.role in person.roles
        for spell in union(_certified(person, metric.holding, months))
    ]
    return total(spells, date.min)


def _certified(
    person: Person, holding: tuple[str, ...], months: Mapping[str, int | None]
) -> Iterator[Spell]:
    """When the person is employed and holds a valid certificate, one spell for each."""
    leaves = None if person.left is None else day_after(person.left)
    for held in person.credentials:
        if held.certification not in holding:
            continue
        last = held.valid_until
        if last is None and (valid := months.get(held.certification)):
            last = last_day(held.issued, valid)
        begin = held.issued if person.joined is None else max(held.issued, person.joined)
        ends = [day for day in (leaves, last and day_after(last)) if day is not None]
        end = min(ends, default=None)
        if end is None or begin < end:
            yield Spell(begin, end, ONE, person.source)


def sum_(metric: SumMetric, facts: Facts, version: Version) -> Course:
    """Sum of the amounts in the version's currency; unknown where a rate is missing."""
    rates = version.exchange or {}

    def amount(entry: Entry) -> Decimal | None:
        if entry.currency in ("", version.currency):
            return entry.amount
        rate = rates.get(entry.currency)
        return None if rate is None else EXACT.multiply(entry.amount, rate)

    return _entries(metric, facts, amount)


def count(metric: CountMetric, facts: Facts, version: Version) -> Course:
    """Number of entries."""
    return _entries(metric, facts, lambda _: ONE)


def _entries(
    metric: SumMetric | CountMetric, facts: Facts, amount: Callable[[Entry], Decimal | None]
) -> Course:
    """What the entries come to that pass the filters; known once any entry can have counted."""
    filtered = metric.where or metric.unless
    spells: list[Spell] = []
    known_from: date | None = None
    for entry in facts.table(metric.of):
        spell = counting(metric.period, entry.date)
        if spell is None:
            continue
        if known_from is None or spell[0] < known_from:
            known_from = spell[0]
        if not filtered or _passes(entry, metric):
            spells.append(Spell(*spell, amount(entry), entry.source))
    return total(spells, known_from)


def _passes(entry: Entry, metric: SumMetric | CountMetric) -> bool:
    return all(_label(entry, name) in values for name, values in metric.where.items()) and not any(
        _label(entry, name) in values for name, values in metric.unless.items()
    )


def _label(entry: Entry, name: str) -> str:
    return entry.currency if name == "currency" else entry.label(name)


def document(metric: DocumentMetric, facts: Facts, version: Version) -> Course:
    """Yes while a valid document is there."""
    return presence(
        [
            Spell(item.issued, item.valid_until and day_after(item.valid_until), ONE, item.source)
            for item in facts.documents
            if item.id == metric.document
        ]
    )


def fact(metric: FactMetric, facts: Facts, version: Version) -> Course:
    """The latest value that holds; unknown while none does, or when it is not of the kind."""
    named = [item for item in facts.dated if item.name == metric.fact]
    spells = [
        Spell(item.since or date.min, item.until and day_after(item.until), None, item.source)
        for item in named
    ]
    return latest(spells, [_read(item.value, metric.value) for item in named])


def _read(written: str, kind: str) -> Value:
    if kind == "number":
        return as_number(written)
    if kind == "yes-no":
        return as_answer(written)
    return written


MEASURES: dict[type, Callable[..., Course]] = {
    PeopleMetric: people,
    SumMetric: sum_,
    CountMetric: count,
    DocumentMetric: document,
    FactMetric: fact,
}


@dataclass(frozen=True, slots=True)
class Figures:
    """A partner's metrics under one version's rules, each computed when it is first asked for.

    ``known`` holds the courses by the number of their definition.
    """

    facts: Facts
    rules: Rules
    known: dict[int, Course] = field(repr=False)

    def course(self, metric_id: str) -> Course:
        number = self.rules.definitions[metric_id]
        if number not in self.known:
            version = self.rules.version
            measure = version.metric(metric_id).measure
            self.known[number] = MEASURES[type(measure)](measure, self.facts, version)
        return self.known[number]
