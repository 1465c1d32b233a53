"""Private facts of a partner, in its record, in its private twin or in tables."""

from __future__ import annotations

from typing import Annotated

from .scalars import Code, Currency, Date, Format, Id, Line, Many, Number, Prose


class CredentialFormat(Format):
    """A certificate; ``valid_until`` is its last day, by default as the program says."""

    certification: Id
    """Id of a certification of a program."""
    issued: Date
    """The day from which it holds."""
    valid_until: Date | None = None
    """Its last day; by default the program's ``valid_months`` decide."""
    version: Line | None = None
    """The product version it was taken for."""


class PersonFormat(Format):
    """A certified person under an opaque id, never a name."""

    id: Code
    """An opaque code of the person, never a name."""
    roles: Annotated[tuple[Id, ...], Many] = ()
    """What the person does, where a metric asks for it: ``sales``, ``technical``."""
    joined: Date | None = None
    """First day with the partner."""
    left: Date | None = None
    """Last day with the partner."""
    credentials: tuple[CredentialFormat, ...] = ()
    """The certificates that the person holds."""


class EntryFormat(Format):
    """A dated figure: an invoice, a deal, points, a customer."""

    date: Date
    """The day it counts for."""
    amount: Number
    """The figure, without separators or currency sign."""
    currency: Currency | None = None
    """Currency of the amount. Default: that of the program's version."""
    source: Line | None = None
    """Where it was reported, such as ``sell-through``."""
    product: Line | None = None
    """What was sold."""
    kind: Line | None = None
    """What kind of entry it is, such as ``registered``."""
    customer: Line | None = None
    """Who bought."""
    segment: Line | None = None
    """Segment of the customer, such as ``enterprise``."""
    region: Line | None = None
    """Region that it counts for."""
    ended: Date | None = None
    """Last day on which the customer or contract was active, where that is over."""


class DocumentFormat(Format):
    """A document or proof handed in."""

    id: Id
    """Which document: the id that a metric names."""
    issued: Date
    """The day on which it was handed in."""
    valid_until: Date | None = None
    """Its last day."""


class DatedFactFormat(Format):
    """A named value that holds from ``since`` to ``until``."""

    name: Id
    """Which fact: the name that a metric asks for."""
    value: Line
    """Its value: text, a number, or yes or no, as the metric reads it."""
    since: Date | None = None
    """First day on which it holds."""
    until: Date | None = None
    """Last day on which it holds."""
    recorded_on: Date | None = None
    """The day on which somebody wrote it down."""


class TargetFormat(Format):
    """A threshold agreed with this partner, at one level or at all whose cell says ``agreed``."""

    program: Id
    """Id of the program."""
    metric: Id
    """Id of the metric whose threshold was agreed."""
    level: Id | None = None
    """Id of the level; by default the target is the same for all."""
    value: Number
    """The threshold agreed."""
    since: Date | None = None
    """First day on which it holds."""
    until: Date | None = None
    """Last day on which it holds."""


class ApprovalFormat(Format):
    """A decision by a person. ``approved_by`` is a role, not a name."""

    program: Id
    """Id of the program."""
    level: Id
    """Id of the level or specialisation that was approved; ``membership``, or the id of a benefit,
    where these ask for approval."""
    criterion: Id | None = None
    """Id of the row that was approved. Default: all that the level needs approved."""
    ladder: Id | None = None
    """Id of the ladder. Default: all."""
    approved_by: Line
    """Role of who decided, not a name."""
    on: Date
    """The day of the decision."""
    until: Date | None = None
    """Its last day."""


class OverrideFormat(Format):
    """A level given by hand. It needs a reason and an end."""

    program: Id
    """Id of the program."""
    level: Id
    """Id of the level that is given."""
    ladder: Id | None = None
    """Id of the ladder. Default: all."""
    reason: Line
    """Why the criteria do not decide."""
    approved_by: Line
    """Role of who decided, not a name."""
    since: Date | None = None
    """First day on which it holds."""
    until: Date
    """Last day on which it holds."""


class EntitlementFormat(Format):
    """A benefit for this partner beside the rules. It needs a reason and an end."""

    program: Id
    """Id of the program."""
    benefit: Id
    """Id of the benefit."""
    value: Line | None = None
    """What is given, where it is more or less than usual: of the benefit's kind."""
    reason: Line
    """Why the rules do not decide."""
    approved_by: Line
    """Role of who decided, not a name."""
    since: Date | None = None
    """First day on which it holds."""
    until: Date
    """Last day on which it holds."""


class PrivateFormat(Format):
    """Facts for computing levels. They never reach the site."""

    people: tuple[PersonFormat, ...] = ()
    """Certified people."""
    revenue: tuple[EntryFormat, ...] = ()
    """Revenue, entry by entry."""
    deals: tuple[EntryFormat, ...] = ()
    """Deals, entry by entry."""
    points: tuple[EntryFormat, ...] = ()
    """Points, entry by entry."""
    customers: tuple[EntryFormat, ...] = ()
    """Customers won, entry by entry."""
    documents: tuple[DocumentFormat, ...] = ()
    """Documents and proofs handed in."""
    facts: tuple[DatedFactFormat, ...] = ()
    """Other facts that a program asks for."""
    targets: tuple[TargetFormat, ...] = ()
    """Thresholds agreed with this partner."""
    approvals: tuple[ApprovalFormat, ...] = ()
    """Decisions that levels need."""
    overrides: tuple[OverrideFormat, ...] = ()
    """Levels given by hand."""
    entitlements: tuple[EntitlementFormat, ...] = ()
    """Benefits given by hand."""
    notes: Prose | None = None
    """Notes of the channel team."""
