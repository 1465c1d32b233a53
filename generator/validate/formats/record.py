"""Partner records (``partners/**/ID.yaml``) and their private twins (``ID.private.yaml``)."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from .scalars import (
    Code,
    Country,
    Date,
    Email,
    Format,
    Id,
    Int,
    LanguageTag,
    Line,
    LocalLine,
    LocalProse,
    Many,
    Number,
    Phone,
    Prose,
    Url,
)


class LocationFormat(Format):
    """An office. Coordinates are WGS 84 degrees; both or neither are given."""

    kind: Literal["headquarters", "branch"] = "branch"
    name: LocalLine | None = None
    street: Line | None = None
    postal_code: Line | None = None
    city: Line | None = None
    region: Line | None = None
    country: Country
    latitude: Annotated[Number, Field(ge=-90, le=90)] | None = None
    longitude: Annotated[Number, Field(ge=-180, le=180)] | None = None
    phone: Phone | None = None
    email: Email | None = None


class ContactFormat(Format):
    """A way to reach the partner. With a person's name it is shown only with consent."""

    kind: Literal["general", "sales", "support", "technical"] = "general"
    name: Line | None = None
    role: LocalLine | None = None
    email: Email | None = None
    phone: Phone | None = None
    consent: Date | None = None
    consent_until: Date | None = None


class ReferenceFormat(Format):
    """A project that the partner may show."""

    title: LocalLine
    customer: Line | None = None
    url: Url | None = None
    year: Int | None = None
    industry: Line | None = None


class EnrolmentFormat(Format):
    """Membership in a program; ``until`` is its last day."""

    program: Id
    track: Id | None = None
    since: Date | None = None
    until: Date | None = None


class CredentialFormat(Format):
    """A certificate; ``valid_until`` is its last day, by default as the program says."""

    certification: Id
    issued: Date
    valid_until: Date | None = None
    version: Line | None = None


class PersonFormat(Format):
    """A certified person under an opaque id, never a name."""

    id: Code
    roles: Annotated[tuple[Id, ...], Many] = ()
    joined: Date | None = None
    left: Date | None = None
    credentials: tuple[CredentialFormat, ...] = ()


class EntryFormat(Format):
    """A dated figure: an invoice, a deal, points, a customer."""

    date: Date
    amount: Number
    currency: Annotated[str, Field(pattern=r"^[A-Z]{3}$")] | None = None
    source: Line | None = None
    product: Line | None = None
    kind: Line | None = None
    customer: Line | None = None
    segment: Line | None = None
    region: Line | None = None


class DocumentFormat(Format):
    """A document or proof handed in."""

    id: Id
    issued: Date
    valid_until: Date | None = None


class DatedFactFormat(Format):
    """A named value that holds from ``since`` to ``until``."""

    name: Id
    value: Line
    since: Date | None = None
    until: Date | None = None
    recorded_on: Date | None = None


class TargetFormat(Format):
    """A threshold agreed with this partner."""

    metric: Id
    value: Number
    since: Date | None = None
    until: Date | None = None


class ApprovalFormat(Format):
    """A decision by a person. ``approved_by`` is a role, not a name."""

    program: Id
    level: Id
    approved_by: Line
    on: Date
    until: Date | None = None


class OverrideFormat(Format):
    """A level given by hand. It needs a reason and an end."""

    program: Id
    level: Id
    reason: Line
    approved_by: Line
    since: Date | None = None
    until: Date


class PrivateFormat(Format):
    """Facts for computing levels. They never reach the site."""

    people: tuple[PersonFormat, ...] = ()
    revenue: tuple[EntryFormat, ...] = ()
    deals: tuple[EntryFormat, ...] = ()
    points: tuple[EntryFormat, ...] = ()
    customers: tuple[EntryFormat, ...] = ()
    documents: tuple[DocumentFormat, ...] = ()
    facts: tuple[DatedFactFormat, ...] = ()
    targets: tuple[TargetFormat, ...] = ()
    approvals: tuple[ApprovalFormat, ...] = ()
    overrides: tuple[OverrideFormat, ...] = ()
    notes: Prose | None = None


class RecordFormat(Format):
    """One partner. The file name without ``.yaml`` is the id, unless ``id`` is given."""

    id: Id | None = None
    name: Line
    latin_name: Line | None = None
    legal_name: Line | None = None
    also_known_as: Annotated[tuple[Line, ...], Many] = ()
    formerly: Annotated[tuple[Id, ...], Many] = ()
    status: Literal["active", "inactive", "left"] = "active"
    left_on: Date | None = None
    website: Url | None = None
    headline: LocalLine | None = None
    description: LocalProse | None = None
    founded: Int | None = None
    locations: tuple[LocationFormat, ...] = ()
    languages: Annotated[tuple[LanguageTag, ...], Many] = ()
    industries: Annotated[tuple[Line, ...], Many] = ()
    services: Annotated[tuple[Line, ...], Many] = ()
    products: Annotated[tuple[Line, ...], Many] = ()
    logo: Line | None = None
    references: tuple[ReferenceFormat, ...] = ()
    contacts: tuple[ContactFormat, ...] = ()
    last_verified: Date | None = None
    programs: tuple[EnrolmentFormat, ...] = ()
    private: PrivateFormat | None = None
