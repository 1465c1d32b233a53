"""What everybody may know of a partner. Private facts stand in `facts`, apart from this."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Literal

from .text import EMPTY, Source, Text

Status = Literal["active", "inactive", "left"]


@dataclass(frozen=True, slots=True)
class Location:
    """An office. ``country`` is an ISO 3166-1 alpha-2 code; coordinates are WGS 84 degrees."""

    country: str
    city: str = ""
    kind: Literal["headquarters", "branch"] = "branch"
    name: Text = EMPTY
    street: str = ""
    postal_code: str = ""
    region: str = ""
    latitude: float | None = None
    longitude: float | None = None
    phone: str = ""
    email: str = ""


@dataclass(frozen=True, slots=True)
class Contact:
    """A way to reach the partner.

    A contact with a person's ``name`` is shown only with a date of consent that has not run out.
    """

    kind: Literal["general", "sales", "support", "technical"] = "general"
    name: str = ""
    role: Text = EMPTY
    email: str = ""
    phone: str = ""
    consent: date | None = None
    consent_until: date | None = None


@dataclass(frozen=True, slots=True)
class Reference:
    """A project that the partner may show."""

    title: Text
    customer: str = ""
    url: str = ""
    year: int | None = None
    industry: str = ""


@dataclass(frozen=True, slots=True)
class Enrolment:
    """Membership in a program, ``until`` the last day. No ``track`` lets the program decide.

    ``region`` is empty where the office's country decides, ``path`` and ``ladders`` where all
    count.
    ``opted_into`` are versions chosen before they apply to everybody, by day.
    """

    program: str
    track: str = ""
    since: date | None = None
    until: date | None = None
    region: str = ""
    path: str = ""
    applied: date | None = None
    opted_into: Mapping[str, date] | None = None
    ladders: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Partner:
    """The public part of a record.

    ``services``, ``industries`` and ``products`` hold ids of the vocabulary, or free texts where
    the site keeps no vocabulary for them. ``logo`` is a path in the site folder. ``group`` is
    shared by affiliated companies.
    """

    id: str
    name: str
    source: Source
    latin_name: str = ""
    legal_name: str = ""
    also_known_as: tuple[str, ...] = ()
    formerly: tuple[str, ...] = ()
    status: Status = "active"
    left_on: date | None = None
    website: str = ""
    headline: Text = EMPTY
    description: Text = EMPTY
    founded: int | None = None
    locations: tuple[Location, ...] = ()
    languages: tuple[str, ...] = ()
    industries: tuple[str, ...] = ()
    services: tuple[str, ...] = ()
    products: tuple[str, ...] = ()
    logo: str = ""
    references: tuple[Reference, ...] = ()
    contacts: tuple[Contact, ...] = ()
    last_verified: date | None = None
    programs: tuple[Enrolment, ...] = ()
    group: str = ""

    @property
    def countries(self) -> tuple[str, ...]:
        """Countries of all offices, each once, headquarters first."""
        return tuple(dict.fromkeys(place.country for place in self.locations))
