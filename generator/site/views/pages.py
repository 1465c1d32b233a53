"""The other kinds of page, and what all pages have in common."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import ClassVar, Literal

from .parts import CardView, FacetView, Html, LinkView, Pagination
from .profile import PartnerPage
from .program import CertificationView, ProgramPage, TableGroup, TableView


@dataclass(frozen=True, slots=True)
class ProgramCard:
    name: str
    summary: Html
    route: str
    levels: tuple[LinkView, ...]


@dataclass(frozen=True, slots=True)
class HomePage:
    introduction: Html
    partner_count: int
    country_count: int
    programs: tuple[ProgramCard, ...]
    countries: tuple[LinkView, ...]
    specialisations: tuple[LinkView, ...]
    featured: tuple[CardView, ...]
    template: ClassVar[str] = "home.html"


@dataclass(frozen=True, slots=True)
class LocatorPage:
    """The complete list, a page of it per route."""

    cards: tuple[CardView, ...]
    total: int
    facets: tuple[FacetView, ...]
    pagination: Pagination
    countries: tuple[LinkView, ...]
    template: ClassVar[str] = "locator.html"


@dataclass(frozen=True, slots=True)
class ListPage:
    """All partners of a level, a specialisation or a country.

    ``locator`` leads to the locator with the same filter set. ``countries`` are the only ones in
    which a specialisation is offered, ``levels`` the only ones at which it is held. ``total`` is
    None of a level whose partners are not listed.
    """

    kind: Literal["level", "specialisation", "country"]
    heading: str
    introduction: Html
    requirements: tuple[TableGroup, ...]
    program: LinkView | None
    cards: tuple[CardView, ...]
    total: int | None
    pagination: Pagination
    siblings: tuple[LinkView, ...]
    locator: LinkView
    countries: tuple[str, ...] = ()
    levels: str = ""
    template: ClassVar[str] = "list.html"


@dataclass(frozen=True, slots=True)
class IndexPage:
    """A plain list of links with counts: all countries, all programs.

    ``programs`` say more of the links where those lead to programs.
    """

    heading: str
    links: tuple[LinkView, ...]
    programs: tuple[ProgramCard, ...] = ()
    template: ClassVar[str] = "index.html"


@dataclass(frozen=True, slots=True)
class Heading:
    """An entry of a page's table of contents; ``level`` is 2 or 3."""

    id: str
    text: str
    level: int


@dataclass(frozen=True, slots=True)
class Prose:
    html: Html
    kind: ClassVar[str] = "prose"


@dataclass(frozen=True, slots=True)
class TableInsert:
    """A generated table, placed in prose by ``[[requirements]]`` or ``[[benefits]]``."""

    table: TableView
    kind: ClassVar[str] = "table"


@dataclass(frozen=True, slots=True)
class CertificationInsert:
    """The list of certifications, placed by ``[[certifications]]``."""

    certifications: tuple[CertificationView, ...]
    kind: ClassVar[str] = "certifications"


Block = Prose | TableInsert | CertificationInsert


@dataclass(frozen=True, slots=True)
class DocumentPage:
    """A page of prose, in which generated tables stand between stretches of HTML.

    ``section`` names the program; ``navigation`` is its pages in order. ``language`` is the one the
    prose is really in.
    """

    heading: str
    description: str
    language: str
    section: LinkView | None
    blocks: tuple[Block, ...]
    contents: tuple[Heading, ...]
    navigation: tuple[LinkView, ...]
    previous: LinkView | None
    next: LinkView | None
    updated: date | None
    template: ClassVar[str] = "document.html"


@dataclass(frozen=True, slots=True)
class NotFoundPage:
    """What stands at an address that does not exist."""

    template: ClassVar[str] = "404.html"


@dataclass(frozen=True, slots=True)
class RedirectPage:
    """An address that a partner had before."""

    target: LinkView
    template: ClassVar[str] = "redirect.html"


View = (
    HomePage
    | LocatorPage
    | PartnerPage
    | ListPage
    | IndexPage
    | ProgramPage
    | DocumentPage
    | NotFoundPage
    | RedirectPage
)


@dataclass(frozen=True, slots=True)
class PageView:
    """One page. ``alternates`` are the same page's routes by language, this one included.

    ``nav`` is the route of the current entry of the main navigation; ``indexed`` is false for
    pages that search engines should leave out.
    """

    route: str
    language: str
    title: str
    description: str
    view: View
    alternates: tuple[tuple[str, str], ...]
    breadcrumbs: tuple[LinkView, ...] = ()
    nav: str = ""
    indexed: bool = True
