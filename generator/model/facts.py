"""Private facts of a partner. Only `qualify` reads them; no view can hold one.

Every ``until`` and ``valid_until`` is the last day on which the thing still holds.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from .text import Source

Day = date
"""A date, where a field of that name hides the type."""
ENTRY_TABLES = ("revenue", "deals", "points", "customers")
"""Kinds of dated entries that metrics add up or count."""
TABLES = (
    *ENTRY_TABLES,
    "certifications",
    "documents",
    "facts",
    "targets",
    "approvals",
    "overrides",
    "entitlements",
)
"""Kinds of private facts that may stand in tables of their own."""


@dataclass(frozen=True, slots=True)
class Credential:
    """A certificate held by one person. ``version`` is the product version it was taken for."""

    certification: str
    issued: date
    source: Source
    valid_until: date | None = None
    version: str = ""


@dataclass(frozen=True, slots=True)
class Person:
    """A certified person, known by an opaque id. ``left`` is the last day of employment."""

    id: str
    source: Source
    roles: tuple[str, ...] = ()
    joined: date | None = None
    left: date | None = None
    credentials: tuple[Credential, ...] = ()


@dataclass(frozen=True, slots=True)
class Entry:
    """One dated figure: an invoice, a deal, points, a customer won.

    ``amount`` is in ``currency`` where there is one. ``labels`` says what the entry belongs to:
    source, product, kind, customer, segment, region. ``ended`` is the last day on which the
    customer or contract was active.
    """

    date: date
    amount: Decimal
    source: Source
    currency: str = ""
    labels: Mapping[str, str] | None = None
    ended: Day | None = None

    def label(self, name: str) -> str:
        return (self.labels or {}).get(name, "")


@dataclass(frozen=True, slots=True)
class Document:
    """A document or proof handed in, such as a business plan."""

    id: str
    issued: date
    source: Source
    valid_until: date | None = None


@dataclass(frozen=True, slots=True)
class DatedFact:
    """A named value that held from ``since`` on: text, number or yes/no, as written."""

    name: str
    value: str
    source: Source
    since: date | None = None
    until: date | None = None
    recorded_on: date | None = None


@dataclass(frozen=True, slots=True)
class Target:
    """A threshold agreed with this partner for a metric, at one level or at all that ask for it."""

    program: str
    metric: str
    value: Decimal
    source: Source
    level: str = ""
    since: date | None = None
    until: date | None = None


@dataclass(frozen=True, slots=True)
class Approval:
    """A decision by a person that a level or specialisation needs: who (a role), when, until when.

    Without ``criterion`` it stands for every approval that the level needs, without ``ladder`` in
    every ladder.
    """

    program: str
    level: str
    approved_by: str
    on: date
    source: Source
    until: date | None = None
    criterion: str = ""
    ladder: str = ""


@dataclass(frozen=True, slots=True)
class Override:
    """A level given by hand, with its reason and its end; in every ladder unless one is named."""

    program: str
    level: str
    reason: str
    approved_by: str
    until: date
    source: Source
    since: date | None = None
    ladder: str = ""


@dataclass(frozen=True, slots=True)
class Entitlement:
    """A benefit that one partner gets beside the rules. ``value`` is as written, or empty."""

    program: str
    benefit: str
    reason: str
    approved_by: str
    until: date
    source: Source
    since: date | None = None
    value: str = ""


@dataclass(frozen=True, slots=True)
class Recorded:
    """A standing that was written down: ``level`` was held from ``since`` to ``as_of``."""

    partner: str
    program: str
    level: str | None
    since: date
    as_of: date
    source: Source
    ladder: str = ""


@dataclass(frozen=True, slots=True)
class Facts:
    """All private facts of one partner."""

    people: tuple[Person, ...] = ()
    entries: Mapping[str, tuple[Entry, ...]] | None = None
    documents: tuple[Document, ...] = ()
    dated: tuple[DatedFact, ...] = ()
    targets: tuple[Target, ...] = ()
    approvals: tuple[Approval, ...] = ()
    overrides: tuple[Override, ...] = ()
    entitlements: tuple[Entitlement, ...] = ()
    recorded: tuple[Recorded, ...] = ()
    notes: str = ""

    def table(self, name: str) -> tuple[Entry, ...]:
        return (self.entries or {}).get(name, ())


NO_FACTS = Facts()
