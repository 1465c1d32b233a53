"""The whole site."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Literal

from .pages import PageView
from .parts import CardView, FacetView, LinkView


@dataclass(frozen=True, slots=True)
class SiteChrome:
    """What stands around every page in one language. ``languages`` are (code, own name)."""

    language: str
    direction: Literal["ltr", "rtl"]
    title: str
    vendor: str
    tagline: str
    notice: str
    logo: str
    home: str
    locator: str
    navigation: tuple[LinkView, ...]
    footer: tuple[LinkView, ...]
    languages: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class SearchDocument:
    """What the search may look at, by role; texts are in the page's language or the record's."""

    card: CardView
    name: str
    offer: str
    place: str
    prose: str


@dataclass(frozen=True, slots=True)
class SearchCollection:
    """All that can be found in one language, in the order of the documents' numbers."""

    language: str
    documents: tuple[SearchDocument, ...]
    facets: tuple[FacetView, ...]


@dataclass(frozen=True, slots=True)
class Site:
    """The whole site, ready to be rendered.

    ``base_url`` is the address of the root without a slash at its end, empty when it is not known.
    Lists show the k-th of the n partners of a level at position (k + ``rotation``) mod n.
    ``assets`` are (path, bytes) of pictures, whose names carry a hash of their content. ``rules``
    are those of each program as plain data, by its id.
    """

    base_url: str
    default_language: str
    theme: str
    accent: str
    as_of: date
    rotation: int
    chrome: tuple[SiteChrome, ...]
    pages: tuple[PageView, ...]
    search: tuple[SearchCollection, ...]
    assets: tuple[tuple[str, bytes], ...]
    rules: tuple[tuple[str, Mapping[str, object]], ...] = ()
