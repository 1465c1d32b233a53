"""Partner records (``partners/**/ID.yaml``) and their private twins (``ID.private.yaml``)."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from .scalars import (
    Code,
    Country,
    Currency,
    Date,
    Email,
    Format,
    Id,
    LanguageTag,
    Line,
    LocalLine,
    LocalProse,
    Many,
    Number,
    Phone,
    Prose,
    Url,
    Year,
)


class LocationFormat(Format):
    """An office. Coordinates are WGS 84 degrees; both or neither are given."""

    kind: Literal["headquarters", "branch"] = "branch"
    """At most one office is the headquarters."""
    name: LocalLine | None = None
    """Name of the office, where it has one."""
    street: Line | None = None
    """Street and number."""
    postal_code: Line | None = None
    """Postal code, as written there: ``01067`` keeps its zero."""
    city: Line | None = None
    """City, as written there."""
    region: Line | None = None
    """State, province or region."""
    country: Country
    """ISO 3166-1 code of two capital letters, such as ``DE``."""
    latitude: Annotated[Number, Field(ge=-90, le=90)] | None = None
    """Degrees north, for the map and for distances."""
    longitude: Annotated[Number, Field(ge=-180, le=180)] | None = None
    """Degrees east."""
    phone: Phone | None = None
    """Telephone number of the office."""
    email: Email | None = None
    """Mailbox of the office."""


class ContactFormat(Format):
    """A way to reach the partner. With a person's name it is shown only with consent."""

    kind: Literal["general", "sales", "support", "technical"] = "general"
    """What the contact is for."""
    name: Line | None = None
    """Name of a person. Shown only with ``consent``."""
    role: LocalLine | None = None
    """Role of the person or mailbox."""
    email: Email | None = None
    """Address of the mailbox; one of a role rather than of a person."""
    phone: Phone | None = None
    """Telephone number."""
    consent: Date | None = None
    """The day on which the person agreed to be named."""
    consent_until: Date | None = None
    """The last day of that consent."""


class ReferenceFormat(Format):
    """A project that the partner may show."""

    title: LocalLine
    """What was done."""
    customer: Line | None = None
    """For whom, where they may be named."""
    url: Url | None = None
    """A page about it."""
    year: Year | None = None
    """The year in which it was finished."""
    industry: Line | None = None
    """The customer's industry: an id of the vocabulary, or free text without one."""


class EnrolmentFormat(Format):
    """Membership in a program; ``until`` is its last day."""

    program: Id
    """Id of the program."""
    track: Id | None = None
    """Id of the track. Without it the conditions of the tracks decide."""
    since: Date | None = None
    """First day of the membership."""
    until: Date | None = None
    """Last day of the membership."""


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
    """Id of the level that was approved."""
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
    reason: Line
    """Why the criteria do not decide."""
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
    notes: Prose | None = None
    """Notes of the channel team."""


class RecordFormat(Format):
    """One partner. The file name without ``.yaml`` is the id, unless ``id`` is given."""

    id: Id | None = None
    """Id of the partner and last part of its address. Default: the file name."""
    name: Line
    """Name, as the partner writes it, in any script."""
    latin_name: Line | None = None
    """The name in Latin letters, for readers and for sorting."""
    legal_name: Line | None = None
    """The name in the register of companies."""
    also_known_as: Annotated[tuple[Line, ...], Many] = ()
    """Other names that people search for."""
    formerly: Annotated[tuple[Id, ...], Many] = ()
    """Old ids. Their pages lead to this one."""
    status: Literal["active", "inactive", "left"] = "active"
    """``inactive`` partners have a page but no level; ``left`` needs ``left_on``."""
    left_on: Date | None = None
    """The last day as a partner."""
    website: Url | None = None
    """Address of the partner's site."""
    headline: LocalLine | None = None
    """One sentence for lists."""
    description: LocalProse | None = None
    """What the partner does, in Markdown without HTML."""
    founded: Year | None = None
    """Year of foundation."""
    locations: tuple[LocationFormat, ...] = ()
    """Offices, the headquarters first."""
    languages: Annotated[tuple[LanguageTag, ...], Many] = ()
    """Codes of the languages that the partner serves customers in."""
    industries: Annotated[tuple[Line, ...], Many] = ()
    """Ids of the vocabulary, or free text where it lists none."""
    services: Annotated[tuple[Line, ...], Many] = ()
    """Ids of the vocabulary, or free text where it lists none."""
    products: Annotated[tuple[Line, ...], Many] = ()
    """Ids of the vocabulary, or free text where it lists none."""
    logo: Line | None = None
    """Path of a picture in the site folder: SVG, PNG, JPEG or WebP."""
    references: tuple[ReferenceFormat, ...] = ()
    """Projects that the partner may show."""
    contacts: tuple[ContactFormat, ...] = ()
    """Ways to reach the partner."""
    last_verified: Date | None = None
    """The day on which somebody last checked the record."""
    programs: tuple[EnrolmentFormat, ...] = ()
    """Memberships in programs."""
    private: PrivateFormat | None = None
    """Private facts; they may also stand in the private twin or in fact tables."""
