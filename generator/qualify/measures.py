"""One function per kind of metric: prepared once for a version, then facts in, a course out.

People and documents are registers, kept by the vendor: who or what does not stand in them is not
there, so the answer is 0 or no. Tables of figures and dated facts are reports: where nothing has
been reported yet the answer is unknown.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from decimal import Decimal
from functools import cache, partial

from ..model.days import day_after
from ..model.facts import Entry, Facts
from ..model.metric import (
    CertificatesMetric,
    CountMetric,
    DocumentMetric,
    DocumentsMetric,
    FactMetric,
    PeopleMetric,
    Selection,
    SumMetric,
)
from ..model.program import Version
from ..model.standing import Value
from ..model.written import as_answer, as_number
from .certified import certificates, people
from .courses import EXACT, ONE, Course, Spell, latest, presence, total, union
from .periods import counting

Counter = Callable[[Facts], Course]


def sum_(metric: SumMetric, version: Version) -> Counter:
    """Sum of the amounts in the version's currency; unknown where a rate is missing."""
    convert = _converter(version)

    def multiplied(entry: Entry) -> Decimal | None:
        amount = convert(entry)
        for label, factors in metric.times.items():
            factor = factors.get(entry.label(label))
            if amount is not None and factor is not None:
                amount = EXACT.multiply(amount, factor)
        return amount

    entries = _entries(metric.entries, version, multiplied if metric.times else convert)
    return lambda facts: _known(total(*entries(facts)), metric.entries)


def _known(course: Course, chosen: Selection) -> Course:
    """The course with what a figure is while nothing is on record."""
    if chosen.if_none is None:
        return course
    return course._replace(values=(chosen.if_none, *course.values[1:]))


Amount = Callable[[Entry], Decimal | None]
"""What an entry counts for; None where that cannot be told."""


def _converter(version: Version) -> Amount:
    """The amount in the version's currency; None without a rate for its own."""
    own, rates = ("", version.currency), version.exchange or {}

    def convert(entry: Entry) -> Decimal | None:
        if entry.currency in own:
            return entry.amount
        rate = rates.get(entry.currency)
        return None if rate is None else EXACT.multiply(entry.amount, rate)

    return convert


def count(metric: CountMetric, version: Version) -> Counter:
    """Number of entries, or of different values of a label."""
    entries = _entries(metric.entries, version, lambda _: ONE)
    if metric.distinct:
        return _distinct(metric, version)
    return lambda facts: _known(total(*entries(facts)), metric.entries)


def _distinct(metric: CountMetric, version: Version) -> Counter:
    entries = _entries(metric.entries, version, lambda _: ONE)

    def count_(facts: Facts) -> Course:
        labels = {id(entry.source): entry.label(metric.distinct) for entry in facts.table(of)}
        spells, known_from = entries(facts)
        values: dict[str, list[Spell]] = {}
        for spell in spells:
            label = labels[id(spell.source)]
            if label and (spell.end is None or spell.begin < spell.end):
                # Whether an entry of unknown size counts is unknown, whatever its label.
                values.setdefault(label if spell.amount is not None else "", []).append(spell)
        untold = values.pop("", [])
        once = [spell for found in values.values() for spell in union(found)]
        return _known(total([*once, *untold], known_from), metric.entries)

    of = metric.entries.of
    return count_


Entries = Callable[[Facts], tuple[list[Spell], date | None]]


def _entries(chosen: Selection, version: Version, amount: Amount) -> Entries:
    """The entries that pass, with when they count; and from when on anything is known.

    It is known once any entry of the table can have counted, whether it passes or not.
    """
    passes = _filter(chosen, version)
    when = cache(partial(counting, chosen.period))
    told = amount if chosen.minimum is None else _told(amount, _converter(version))

    def found(facts: Facts) -> tuple[list[Spell], date | None]:
        spells: list[Spell] = []
        known_from: date | None = None
        for entry in facts.table(chosen.of):
            spell = when(entry.date)
            if spell is None:
                continue
            begin, end = spell
            if known_from is None or begin < known_from:
                known_from = begin
            if passes is None or passes(entry):
                if chosen.active and entry.ended is not None:
                    over = day_after(entry.ended)
                    end = over if end is None else end if over is None else min(end, over)
                spells.append(Spell(begin, end, told(entry), entry.source))
        return spells, known_from

    return found


def _told(amount: Amount, convert: Amount) -> Amount:
    """The amount, but None where nobody can say if the entry is large enough."""
    return lambda entry: None if convert(entry) is None else amount(entry)


def _filter(chosen: Selection, version: Version) -> Callable[[Entry], bool] | None:
    """Whether an entry is one of those chosen; None where all are."""
    tests = [_labelled(name, values, True) for name, values in chosen.where.items()]
    tests += [_labelled(name, values, False) for name, values in chosen.unless.items()]
    if (minimum := chosen.minimum) is not None:
        convert = _converter(version)

        def is_large(entry: Entry) -> bool:
            amount = convert(entry)
            return amount is None or amount >= minimum

        tests.append(is_large)
    if chosen.since or chosen.until:
        first, last = chosen.since or date.min, chosen.until or date.max
        tests.append(lambda entry: first <= entry.date <= last)
    if len(tests) < 2:
        return tests[0] if tests else None
    return lambda entry: all(test(entry) for test in tests)


def _labelled(name: str, values: Sequence[str], wanted: bool) -> Callable[[Entry], bool]:
    """Whether a label is among values, or is not."""
    if name == "currency":
        return lambda entry: (entry.currency in values) is wanted
    return lambda entry: (entry.label(name) in values) is wanted


def document(metric: DocumentMetric, version: Version) -> Counter:
    """Yes while a valid document is there."""
    return lambda facts: presence(_valid(metric.document, facts))


def documents(metric: DocumentsMetric, version: Version) -> Counter:
    """How many of the documents are there and valid."""

    def count(facts: Facts) -> Course:
        spells = [spell for name in metric.documents for spell in union(_valid(name, facts))]
        return total(spells, date.min)

    return count


def _valid(document_id: str, facts: Facts) -> list[Spell]:
    return [
        Spell(item.issued, item.valid_until and day_after(item.valid_until), ONE, item.source)
        for item in facts.documents
        if item.id == document_id
    ]


def fact(metric: FactMetric, version: Version) -> Counter:
    """The latest value that holds; unknown while none does, or when it is not of the kind."""

    def read(facts: Facts) -> Course:
        named = [item for item in facts.dated if item.name == metric.fact]
        spells = [
            Spell(item.since or date.min, item.until and day_after(item.until), None, item.source)
            for item in named
        ]
        return latest(spells, [_read(item.value, metric.value) for item in named])

    return read


def _read(written: str, kind: str) -> Value:
    if kind == "number":
        return as_number(written)
    if kind == "yes-no":
        return as_answer(written)
    return written


MEASURES: dict[type, Callable[..., Counter]] = {
    PeopleMetric: people,
    CertificatesMetric: certificates,
    SumMetric: sum_,
    CountMetric: count,
    DocumentMetric: document,
    DocumentsMetric: documents,
    FactMetric: fact,
}
"""Metrics that are counted from facts. The others are computed from metrics, or on the day."""
