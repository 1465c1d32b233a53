"""From the private part of a record, a private twin or a table's row to private facts."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from ..diagnostics import Diagnostic
from ..model.facts import (
    ENTRY_TABLES,
    Approval,
    Credential,
    DatedFact,
    Document,
    Entitlement,
    Entry,
    Facts,
    Override,
    Person,
    Target,
)
from ..model.text import Source
from .formats.facts import (
    ApprovalFormat,
    EntitlementFormat,
    EntryFormat,
    OverrideFormat,
    PersonFormat,
    PrivateFormat,
    TargetFormat,
)
from .formats.record import RecordFormat
from .shape import Path, Shaped

Origin = Shaped[RecordFormat] | Shaped[PrivateFormat]
Find = Callable[..., Source]
"""Gives the source of the value on a path inside the private facts."""

LABELS = ("source", "product", "kind", "customer", "segment", "region")
"""What an entry may say it belongs to, and what a metric may filter by (with ``currency``)."""


def build_facts(private: PrivateFormat, origin: Origin, *prefix: str) -> Facts:
    """Private facts; ``prefix`` is where they stand in their file."""

    def find(*path: str | int) -> Source:
        return origin.source(*prefix, *path)

    return Facts(
        people=tuple(_person(item, i, find) for i, item in enumerate(private.people)),
        entries={
            table: tuple(
                _entry(item, find(table, i)) for i, item in enumerate(getattr(private, table))
            )
            for table in ENTRY_TABLES
        },
        documents=tuple(
            Document(item.id, item.issued, find("documents", i), item.valid_until)
            for i, item in enumerate(private.documents)
        ),
        dated=tuple(
            DatedFact(
                item.name, item.value, find("facts", i), item.since, item.until, item.recorded_on
            )
            for i, item in enumerate(private.facts)
        ),
        targets=tuple(_target(item, find("targets", i)) for i, item in enumerate(private.targets)),
        approvals=tuple(
            _approval(item, find("approvals", i)) for i, item in enumerate(private.approvals)
        ),
        overrides=tuple(
            _override(item, find("overrides", i)) for i, item in enumerate(private.overrides)
        ),
        entitlements=tuple(
            _entitlement(item, find("entitlements", i))
            for i, item in enumerate(private.entitlements)
        ),
        notes=private.notes or "",
    )


def _person(item: PersonFormat, index: int, find: Find) -> Person:
    credentials = tuple(
        Credential(
            held.certification,
            held.issued,
            find("people", index, "credentials", i),
            held.valid_until,
            held.version or "",
        )
        for i, held in enumerate(item.credentials)
    )
    source = find("people", index)
    return Person(item.id, source, item.roles, item.joined, item.left, credentials)


def _entry(item: EntryFormat, source: Source) -> Entry:
    labels = {name: value for name in LABELS if (value := getattr(item, name))}
    return Entry(item.date, item.amount, source, item.currency or "", labels, item.ended)


def _target(item: TargetFormat, source: Source) -> Target:
    level = item.level or ""
    return Target(item.program, item.metric, item.value, source, level, item.since, item.until)


def _approval(item: ApprovalFormat, source: Source) -> Approval:
    return Approval(
        item.program,
        item.level,
        item.approved_by,
        item.on,
        source,
        item.until,
        item.criterion or "",
        item.ladder or "",
    )


def _override(item: OverrideFormat, source: Source) -> Override:
    return Override(
        item.program,
        item.level,
        item.reason,
        item.approved_by,
        item.until,
        source,
        item.since,
        item.ladder or "",
    )


def _entitlement(item: EntitlementFormat, source: Source) -> Entitlement:
    return Entitlement(
        item.program,
        item.benefit,
        item.reason,
        item.approved_by,
        item.until,
        source,
        item.since,
        item.value or "",
    )


def merge_facts(parts: list[Facts]) -> Facts:
    """One partner's facts from its record, its twin and its tables.

    A person named in several of them is one person.
    """
    people: dict[str, Person] = {}
    for person in (person for part in parts for person in part.people):
        known = people.get(person.id)
        people[person.id] = person if known is None else _same_person(known, person)
    return Facts(
        people=tuple(people.values()),
        entries={name: tuple(e for p in parts for e in p.table(name)) for name in ENTRY_TABLES},
        documents=tuple(item for part in parts for item in part.documents),
        dated=tuple(item for part in parts for item in part.dated),
        targets=tuple(item for part in parts for item in part.targets),
        approvals=tuple(item for part in parts for item in part.approvals),
        overrides=tuple(item for part in parts for item in part.overrides),
        entitlements=tuple(item for part in parts for item in part.entitlements),
        recorded=tuple(item for part in parts for item in part.recorded),
        notes="\n".join(part.notes for part in parts if part.notes),
    )


def _same_person(first: Person, second: Person) -> Person:
    return Person(
        first.id,
        first.source,
        tuple(dict.fromkeys((*first.roles, *second.roles))),
        first.joined or second.joined,
        first.left or second.left,
        (*first.credentials, *second.credentials),
    )


_SPANS = (
    ("documents", "issued", "valid_until"),
    ("facts", "since", "until"),
    ("targets", "since", "until"),
    ("approvals", "on", "until"),
    ("overrides", "since", "until"),
    ("entitlements", "since", "until"),
    *((table, "date", "ended") for table in ENTRY_TABLES),
)


def check_facts(private: PrivateFormat, origin: Origin, *prefix: str) -> Iterator[Diagnostic]:
    """Spans of private facts that end before they begin."""
    for section, begin, end in _SPANS:
        for i, item in enumerate(getattr(private, section)):
            yield from check_span(origin, item, begin, end, (*prefix, section, i))
    for i, person in enumerate(private.people):
        yield from check_span(origin, person, "joined", "left", (*prefix, "people", i))
        for j, held in enumerate(person.credentials):
            path: Path = (*prefix, "people", i, "credentials", j)
            yield from check_span(origin, held, "issued", "valid_until", path)


def check_span(
    origin: Shaped[Any], item: object, begin: str, end: str, path: Path
) -> Iterator[Diagnostic]:
    """Whether ``item``, which stands at ``path``, ends before it begins."""
    first, last = getattr(item, begin), getattr(item, end)
    if first is not None and last is not None and last < first:
        hint = "Check both dates; the last day is the one that still counts."
        message = f"“{end}” is before “{begin}”"
        yield origin.report("contradiction", message, (*path, end), hint)
