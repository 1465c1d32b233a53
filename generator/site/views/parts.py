"""Pieces that several kinds of page share."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, NewType

Html = NewType("Html", str)
"""HTML that has passed the cleaner."""


@dataclass(frozen=True, slots=True)
class LocalText:
    """A text and the language it is really in, empty where that does not matter."""

    text: str
    language: str = ""


@dataclass(frozen=True, slots=True)
class LinkView:
    """``route`` is a path inside the site, or an address elsewhere that passed the URL check.

    ``tone`` is that of the level it leads to (see `LevelBadge`), None where it leads elsewhere.
    """

    label: str
    route: str
    count: int | None = None
    tone: int | None = None


@dataclass(frozen=True, slots=True)
class LevelBadge:
    """A level as shown on cards and profiles. ``tone`` is its position from the top, 0 to 5.

    ``program`` is the program's name, with that of the ladder where there are several.
    """

    program: str
    program_id: str
    level: str
    level_id: str
    route: str
    tone: int


@dataclass(frozen=True, slots=True)
class CardView:
    """A partner in a list. ``facets`` holds term ids by facet; ``rank`` orders lists.

    ``logo`` is the route of an asset, empty where initials stand in.
    """

    id: str
    number: int
    rank: int
    tier: int
    name: str
    latin_name: str
    route: str
    initials: str
    logo: str
    headline: LocalText
    levels: tuple[LevelBadge, ...]
    specialisations: tuple[str, ...]
    place: str
    more_places: int
    services: tuple[str, ...]
    facets: tuple[tuple[str, tuple[str, ...]], ...]


FacetName = Literal["level", "specialisation", "country", "language", "industry", "service"]


@dataclass(frozen=True, slots=True)
class FacetValue:
    """``group`` is a heading that several values share, such as the program of levels."""

    id: str
    label: str
    count: int
    group: str = ""

    @property
    def full_label(self) -> str:
        """The label where no heading stands above it."""
        return f"{self.label} – {self.group}" if self.group else self.label


@dataclass(frozen=True, slots=True)
class FacetView:
    """A group of filters. ``id`` is its name in the URL; values are in the order of display."""

    id: FacetName
    label: str
    values: tuple[FacetValue, ...]


@dataclass(frozen=True, slots=True)
class Pagination:
    """``routes`` are the pages in order; ``current`` counts from 1."""

    current: int
    routes: tuple[str, ...]
