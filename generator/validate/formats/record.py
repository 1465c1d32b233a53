"""Partner records (``partners/**/ID.yaml``) and their private twins (``ID.private.yaml``)."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from .facts import PrivateFormat
from .scalars import (
    Country,
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
    region: Id | None = None
    """Id of the program's region. Default: that of the headquarters' country."""
    path: Id | None = None
    """Id of the way to a level that the partner chose. Default: the best of all counts."""
    ladders: Annotated[tuple[Id, ...], Many] = ()
    """Ids of the ladders that the partner takes part in. Default: all."""
    applied: Date | None = None
    """The day of the application, where it decides which version applies. Default: ``since``."""
    opted_into: dict[Id, Date] = Field(default_factory=dict)
    """The day on which the partner chose a version, by the version's id."""


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
    group: Id | None = None
    """Id that affiliated companies share, where a program counts them together."""
    private: PrivateFormat | None = None
    """Private facts; they may also stand in the private twin or in fact tables."""
