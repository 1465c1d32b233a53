"""All pages of one edition, with their addresses, titles and places in the navigation."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from ..model.partner import Partner
from ..wording import Wording
from .cards import Cards
from .documents import Documents
from .edition import Edition
from .lists import UNCUT, Lists
from .order import in_order
from .profiles import Profiles
from .programs import Programs
from .prose import partner_prose, plain_text
from .search import search_collection
from .views.pages import (
    HomePage,
    IndexPage,
    LocatorPage,
    NotFoundPage,
    PageView,
    ProgramCard,
    RedirectPage,
)
from .views.parts import LinkView
from .views.site import SearchCollection, SiteChrome

FEATURED = 6
LONGEST_DESCRIPTION = 160


class Pages:
    """Builds one edition of the site."""

    def __init__(self, edition: Edition) -> None:
        self.edition = edition
        self.directory = edition.directory
        self.settings = edition.directory.settings
        self.words = edition.words
        self.routes = edition.routes
        self.cards = Cards(edition)
        self.profiles = Profiles(edition, self.cards)
        self.programs = Programs(edition, self.cards)
        self.documents = Documents(edition, self.programs)
        self.lists = Lists(edition, self.cards, self.programs)
        self.facets = self.cards.facets()
        self.listed = in_order(self.cards.by_id.values(), edition.rotation)

    def build(self) -> list[PageView]:
        """Every page; those of prose last, since they may link to all others."""
        pages = [
            self._home(),
            *self._locator(),
            *self._programs(),
            *self.lists.of_countries(),
            *self._profiles(),
            self._not_found(),
        ]
        return [*pages, *self._prose({page.route for page in pages})]

    def search(self) -> SearchCollection:
        return search_collection(self.edition, self.cards, self.facets)

    def chrome(self) -> SiteChrome:
        """What stands around every page."""
        settings, edition = self.settings, self.edition
        return SiteChrome(
            language=edition.language,
            direction=self.words.direction,
            title=edition.text(settings.title),
            vendor=settings.vendor,
            tagline=edition.text(settings.tagline),
            notice=edition.text(settings.notice),
            logo=edition.assets.get(settings.logo, ""),
            home=self.routes.home(),
            locator=self.routes.locator(),
            navigation=tuple(self._navigation()),
            footer=tuple(
                LinkView(edition.text(item.title), self._footer_route(item.target))
                for item in settings.footer
            ),
            languages=tuple((code, Wording(code).own_name) for code in settings.languages),
        )

    def _navigation(self) -> Iterator[LinkView]:
        yield LinkView(self.words("site.locator"), self.routes.locator())
        if self.lists.countries:
            yield LinkView(self.words("site.countries_short"), self.routes.countries())
        yield from self._program_links()

    def _program_links(self) -> tuple[LinkView, ...]:
        return tuple(self.programs.link(program) for program, _ in self.directory.programs)

    def _program_cards(self) -> tuple[ProgramCard, ...]:
        return tuple(self.programs.card(*program) for program in self.directory.programs)

    def _footer_route(self, target: str) -> str:
        """``page:imprint`` is a page of the site; everything else an address elsewhere."""
        kind, _, slug = target.partition(":")
        return self.routes.document("", slug) if kind == "page" else target

    def _home(self) -> PageView:
        settings = self.settings
        links = [
            link
            for program, version in self.directory.programs
            for link in self.programs.specialisation_links(program, version)
        ]
        view = HomePage(
            introduction=self.programs.prose(settings.introduction),
            partner_count=len(self.directory.listed),
            country_count=len(self.lists.countries),
            programs=self._program_cards(),
            countries=self.lists.countries,
            specialisations=tuple(links),
            featured=self.listed[:FEATURED],
        )
        title = self.edition.text(settings.title)
        description = self.edition.text(settings.tagline) or self.words(
            "site.home_description", vendor=settings.vendor
        )
        return self.edition.page(self.routes.home(), view, title, description)

    def _locator(self) -> Iterator[PageView]:
        route, count = self.routes.locator(), len(self.listed)
        view = LocatorPage(self.listed, count, self.facets, UNCUT, self.lists.countries)
        description = self.words("site.locator_description", n=count, vendor=self.settings.vendor)
        texts = (self.words("site.locator"), description)
        yield from self.lists.pages(view, route, texts, trail=(), nav=route)

    def _programs(self) -> Iterator[PageView]:
        """The list of programs, and for each its overview and its lists of partners."""
        every = self.programs.all
        description = self.words("site.programs_description", vendor=self.settings.vendor)
        index = IndexPage(every.label, self._program_links(), self._program_cards())
        yield self.edition.page(every.route, index, every.label, description)
        for program, version in self.directory.programs:
            name, route = self.edition.text(program.name), self.routes.program(program.id)
            view = self.programs.page(program, version, self.documents.links(program.id))
            description = self.words("site.program_description", program=name)
            yield self.edition.page(route, view, name, description, (every,), nav=route)
            yield from self.lists.of_program(program, version)

    def _profiles(self) -> Iterator[PageView]:
        """Profiles, those of former partners, and redirects from former addresses."""
        trail = (LinkView(self.words("site.locator"), self.routes.locator()),)
        nav = self.routes.locator()
        for partner in (*self.directory.listed, *self.directory.former):
            route = self.routes.partner(partner.id)
            view = self.profiles.page(partner)
            active = partner.status == "active"
            title = partner.name
            if partner.locations and active:
                place = self.edition.place(partner.locations[0])
                title = self.words("site.partner_title", name=partner.name, place=place)
            description = self._description(partner)
            yield self.edition.page(route, view, title, description, trail, nav, indexed=active)
            for old in partner.formerly:
                target = LinkView(partner.name, route)
                yield self.edition.page(
                    self.routes.partner(old),
                    RedirectPage(target),
                    self.words("site.redirect_title", name=partner.name),
                    self.words("site.redirect_description", name=partner.name),
                    indexed=False,
                )

    def _description(self, partner: Partner) -> str:
        """What search engines show of a profile: the partner's own words, or else its place."""
        vendor = self.settings.vendor
        if partner.status != "active":
            return self.words("site.former_description", name=partner.name, vendor=vendor)
        own = self.edition.text(partner.headline)
        if not own and (written := self.edition.text(partner.description)):
            own = plain_text(partner_prose(written))
        if own:
            return shorten(f"{partner.name}: {own}", LONGEST_DESCRIPTION)
        if not partner.locations:
            return self.words("site.partner_description_nowhere", name=partner.name, vendor=vendor)
        place = self.edition.place(partner.locations[0])
        return self.words("site.partner_description", name=partner.name, vendor=vendor, place=place)

    def _not_found(self) -> PageView:
        title = self.words("site.not_found")
        description = self.words("site.not_found_description")
        route = self.routes.not_found()
        return self.edition.page(route, NotFoundPage(), title, description, indexed=False)

    def _prose(self, known: Collection[str]) -> Iterator[PageView]:
        programs = {program.id: program for program, _ in self.directory.programs}
        for section, pages in self.documents.sections.items():
            program = programs.get(section)
            if section and program is None:
                continue
            overview = self.programs.link(program) if program else None
            name, nav = (overview.label, overview.route) if overview else (self.settings.vendor, "")
            trail = (self.programs.all, overview) if overview else ()
            for page in pages:
                view = self.documents.page(page, known)
                title = self.words("site.document_title", title=page.title, section=name)
                description = page.description or self.words(
                    "site.document_description", title=page.title, section=name
                )
                yield self.edition.page(
                    self.documents.route(page), view, title, description, trail, nav,
                    indexed=page.language == self.edition.language,
                )  # fmt: skip


def shorten(text: str, length: int) -> str:
    """The beginning of a text, cut at a word."""
    if len(text) <= length:
        return text
    return text[:length].rsplit(" ", 1)[0].rstrip(" ,;:–-") + "…"
