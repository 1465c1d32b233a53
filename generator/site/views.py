"""What a template may see. Nothing else of the data crosses the border to `render` and `index`.

Views hold texts for one reader's language, never an amount of money, a date of a private fact, or
anything from `model.facts`. Prose is cleaned HTML (`Html`); everything else is plain text, which
templates escape. Routes are paths inside the site such as ``/de/partners/acme/``.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
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
    """``route`` is a path inside the site, or an address elsewhere that passed the URL check."""

    label: str
    route: str
    count: int | None = None


@dataclass(frozen=True, slots=True)
class LevelBadge:
    """A level as shown on cards and profiles. ``tone`` is its position from the top, 0 to 5."""

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


@dataclass(frozen=True, slots=True)
class FacetValue:
    id: str
    label: str
    count: int


@dataclass(frozen=True, slots=True)
class FacetView:
    """A group of filters. ``id`` is its name in the URL; values are in the order of display."""

    id: Literal["level", "specialisation", "country", "language", "industry", "service"]
    label: str
    values: tuple[FacetValue, ...]


@dataclass(frozen=True, slots=True)
class Pagination:
    """``routes`` are the pages in order; ``current`` counts from 1."""

    current: int
    routes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class HomePage:
    introduction: Html
    partner_count: int
    country_count: int
    programs: tuple[ProgramCard, ...]
    countries: tuple[LinkView, ...]
    specialisations: tuple[LinkView, ...]
    featured: tuple[CardView, ...]


@dataclass(frozen=True, slots=True)
class ProgramCard:
    name: str
    summary: Html
    route: str
    levels: tuple[LinkView, ...]


@dataclass(frozen=True, slots=True)
class LocatorPage:
    """The complete list, a page of it per route. ``order`` says in words how it is ordered."""

    cards: tuple[CardView, ...]
    total: int
    facets: tuple[FacetView, ...]
    pagination: Pagination
    countries: tuple[LinkView, ...]


@dataclass(frozen=True, slots=True)
class LocationView:
    kind: Literal["headquarters", "branch"]
    name: str
    lines: tuple[str, ...]
    country: str
    country_route: str
    phone: str
    email: str
    latitude: float | None
    longitude: float | None


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
class MetRequirement:
    """A published requirement of the held level, and whether it was met by a fact we checked."""

    name: str
    needed: str


@dataclass(frozen=True, slots=True)
class PublicCount:
    """A figure the program declares public: a count of people, or its band."""

    name: str
    value: str


@dataclass(frozen=True, slots=True)
class StandingView:
    """A partner's place in one program. ``badge`` is None for a partner at no level.

    ``by_exception`` marks a level given by hand, of which ``met`` cannot speak.
    """

    program: str
    program_route: str
    track: str
    badge: LevelBadge | None
    meaning: Html
    since: date | None
    by_exception: bool
    met: tuple[MetRequirement, ...]
    specialisations: tuple[LinkView, ...]
    counts: tuple[PublicCount, ...]


@dataclass(frozen=True, slots=True)
class PartnerPage:
    """A profile. A ``state`` other than active: no longer a partner since ``left_on``."""

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


@dataclass(frozen=True, slots=True)
class ListPage:
    """All partners of a level, a specialisation or a country."""

    kind: Literal["level", "specialisation", "country"]
    heading: str
    introduction: Html
    requirements: tuple[TableGroup, ...]
    program: LinkView | None
    cards: tuple[CardView, ...]
    total: int
    pagination: Pagination
    siblings: tuple[LinkView, ...]
    locator_query: str


@dataclass(frozen=True, slots=True)
class IndexPage:
    """A plain list of links with counts: all countries, all programs."""

    heading: str
    links: tuple[LinkView, ...]


@dataclass(frozen=True, slots=True)
class TableCell:
    """``mark`` is the icon: yes, no, or none where ``text`` speaks for itself.

    ``note`` is the number of a footnote, 0 for none.
    """

    text: str
    mark: Literal["yes", "no", ""] = ""
    note: int = 0


@dataclass(frozen=True, slots=True)
class TableRow:
    """``depth`` is 1 for a row inside a combination ("any of")."""

    name: str
    cells: tuple[TableCell, ...]
    depth: int = 0
    note: int = 0


@dataclass(frozen=True, slots=True)
class TableGroup:
    heading: str
    rows: tuple[TableRow, ...]


@dataclass(frozen=True, slots=True)
class TableView:
    """Levels side by side. ``columns`` are the levels, lowest first; cells follow them."""

    id: str
    caption: str
    columns: tuple[LinkView, ...]
    groups: tuple[TableGroup, ...]
    footnotes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class LevelSummary:
    badge: LevelBadge
    meaning: Html
    count: int


@dataclass(frozen=True, slots=True)
class TrackView:
    """A track with its own levels and tables; the only one of a program has no name."""

    id: str
    name: str
    summary: Html
    levels: tuple[LevelSummary, ...]
    tables: tuple[TableView, ...]


@dataclass(frozen=True, slots=True)
class VersionNote:
    """A version of the rules, for "what applies when"."""

    id: str
    effective: date
    state: Literal["past", "current", "coming"]
    note: Html


@dataclass(frozen=True, slots=True)
class CertificationView:
    name: str
    summary: Html
    url: str
    valid_months: int | None


@dataclass(frozen=True, slots=True)
class ProgramPage:
    name: str
    summary: Html
    operator: str
    operator_url: str
    apply_url: str
    apply_text: Html
    effective: date
    tracks: tuple[TrackView, ...]
    specialisations: tuple[SpecialisationCard, ...]
    certifications: tuple[CertificationView, ...]
    versions: tuple[VersionNote, ...]
    documents: tuple[LinkView, ...]


@dataclass(frozen=True, slots=True)
class SpecialisationCard:
    name: str
    summary: Html
    route: str
    count: int


@dataclass(frozen=True, slots=True)
class Heading:
    """An entry of a page's table of contents; ``level`` is 2 or 3."""

    id: str
    text: str
    level: int


Block = Html | TableView | tuple[CertificationView, ...]


@dataclass(frozen=True, slots=True)
class DocumentPage:
    """A page of prose, in which generated tables stand between stretches of HTML.

    ``section`` names the program; ``navigation`` is its pages in order.
    """

    heading: str
    description: str
    section: LinkView | None
    blocks: tuple[Block, ...]
    contents: tuple[Heading, ...]
    navigation: tuple[LinkView, ...]
    previous: LinkView | None
    next: LinkView | None
    updated: date | None


@dataclass(frozen=True, slots=True)
class NotFoundPage:
    pass


View = (
    HomePage
    | LocatorPage
    | PartnerPage
    | ListPage
    | IndexPage
    | ProgramPage
    | DocumentPage
    | NotFoundPage
)


@dataclass(frozen=True, slots=True)
class Breadcrumb:
    label: str
    route: str


@dataclass(frozen=True, slots=True)
class PageView:
    """One page. ``alternates`` are the same page's routes by language, this one included.

    ``nav`` names the current entry of the main navigation; ``indexed`` is false for pages that
    search engines should leave out.
    """

    route: str
    language: str
    template: str
    title: str
    description: str
    view: View
    alternates: tuple[tuple[str, str], ...]
    breadcrumbs: tuple[Breadcrumb, ...] = ()
    nav: str = ""
    indexed: bool = True


@dataclass(frozen=True, slots=True)
class SiteChrome:
    """What stands around every page in one language."""

    language: str
    direction: Literal["ltr", "rtl"]
    title: str
    vendor: str
    tagline: str
    notice: str
    logo: str
    home: str
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
class Site:
    """The whole site, ready to be rendered. ``search`` holds one list of documents per language.

    ``rotation`` is the offset of the fair order inside a level.
    """

    base_url: str
    default_language: str
    accent: str
    as_of: date
    rotation: int
    chrome: tuple[SiteChrome, ...]
    pages: tuple[PageView, ...]
    facets: tuple[tuple[str, tuple[FacetView, ...]], ...]
    search: tuple[tuple[str, tuple[SearchDocument, ...]], ...]
    assets: tuple[tuple[str, bytes], ...]
