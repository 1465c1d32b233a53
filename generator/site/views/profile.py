"""A partner's profile."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import ClassVar, Literal

from .parts import CardView, Html, LevelBadge, LinkView, LocalText


@dataclass(frozen=True, slots=True)
class LocationView:
    """An office. ``country_code`` is ISO 3166-1 alpha-2; coordinates are WGS 84 degrees."""

    kind: Literal["headquarters", "branch"]
    name: str
    street: str
    postal_code: str
    city: str
    region: str
    country: str
    country_code: str
    country_route: str
    phone: str
    email: str
    latitude: float | None
    longitude: float | None

    @property
    def lines(self) -> tuple[str, ...]:
        """The address as people read it, without the country."""
        town = " ".join(part for part in (self.postal_code, self.city) if part)
        return tuple(line for line in (self.street, town, self.region) if line)


@dataclass(frozen=True, slots=True)
class ContactView:
    kind: Literal["general", "sales", "support", "technical"]
    name: str
    role: str
    email: str
    phone: str


@dataclass(frozen=True, slots=True)
class ReferenceView:
    title: LocalText
    customer: str
    url: str
    year: int | None
    industry: str


@dataclass(frozen=True, slots=True)
class RequirementView:
    """What the held level asks of every partner, as far as it is published."""

    name: str
    needed: str


@dataclass(frozen=True, slots=True)
class CountView:
    """A figure the program declares public: a count of people, or its band."""

    name: str
    value: str


@dataclass(frozen=True, slots=True)
class StandingView:
    """A partner's place in one program. ``badge`` is None for a partner at no level.

    In a program with several ladders there is one for each on which a level is held; what they
    share, specialisations and counts, stands with the first one. ``requirements`` are those of the
    level. How this partner came by it stays private.
    """

    program: str
    program_route: str
    track: str
    badge: LevelBadge | None
    meaning: Html
    since: date | None
    requirements: tuple[RequirementView, ...]
    specialisations: tuple[LinkView, ...]
    counts: tuple[CountView, ...]
    ladder: str = ""
    ladder_id: str = ""


@dataclass(frozen=True, slots=True)
class PartnerPage:
    """A profile. A ``state`` other than active: no longer a partner since ``left_on``.

    ``language_codes`` are the BCP 47 tags of ``languages``, in the same order.
    """

    id: str
    name: str
    latin_name: str
    legal_name: str
    also_known_as: tuple[str, ...]
    state: Literal["active", "inactive", "left"]
    left_on: date | None
    initials: str
    logo: str
    website: str
    website_label: str
    headline: LocalText
    description: Html
    description_language: str
    founded: int | None
    standings: tuple[StandingView, ...]
    locations: tuple[LocationView, ...]
    languages: tuple[str, ...]
    industries: tuple[str, ...]
    services: tuple[str, ...]
    products: tuple[str, ...]
    references: tuple[ReferenceView, ...]
    contacts: tuple[ContactView, ...]
    last_verified: date | None
    is_stale: bool
    related: tuple[CardView, ...]
    language_codes: tuple[str, ...] = ()
    template: ClassVar[str] = "partner.html"
