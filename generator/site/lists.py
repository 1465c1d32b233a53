"""Lists of partners with addresses of their own: by level, specialisation and country."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from typing import Literal

from ..model.program import Level, Program, Specialisation, Version
from .cards import Cards
from .edition import Edition, sort_key
from .order import in_order
from .programs import Programs
from .routes import page_of
from .tables import Tables
from .views.pages import IndexPage, ListPage, LocatorPage, PageView
from .views.parts import Html, LinkView, Pagination
from .views.program import TableGroup

UNCUT = Pagination(1, ())


class Lists:
    """Builds the lists of one edition, each cut into pages."""

    def __init__(self, edition: Edition, cards: Cards, programs: Programs) -> None:
        self.edition = edition
        self.words = edition.words
        self.routes = edition.routes
        self.cards = cards
        self.programs = programs
        self.vendor = edition.directory.settings.vendor
        self.countries = self._country_links()

    def pages(
        self,
        view: ListPage | LocatorPage,
        route: str,
        texts: tuple[str, str],
        trail: tuple[LinkView, ...],
        nav: str,
    ) -> Iterator[PageView]:
        """The pages of a list, never none at all; ``texts`` are its title and description."""
        size = self.edition.directory.settings.page_size
        count = max(-(-len(view.cards) // size), 1)
        routes = tuple(page_of(route, number) for number in range(1, count + 1))
        for number, address in enumerate(routes, start=1):
            title, description = texts
            if number > 1:
                title = self.words("site.list_page", title=title, page=number)
                description = self.words(
                    "site.list_page_description", description=description, page=number
                )
            cards = view.cards[(number - 1) * size : number * size]
            part = replace(view, cards=cards, pagination=Pagination(number, routes))
            yield self.edition.page(address, part, title, description, trail, nav)

    def of_program(self, program: Program, version: Version) -> Iterator[PageView]:
        """A list per level and per specialisation."""
        siblings = self.programs.card(program, version).levels
        for defined_in, level in self.edition.levels(program, version):
            asked = Tables(self.edition, defined_in).level(level.id)
            yield from self._in_program("level", program, level, asked, siblings)
        siblings = self.programs.specialisation_links(program, version)
        for defined_in, item in self.edition.specialisations(program, version):
            asked = Tables(self.edition, defined_in).rows(item.requires, item.id)
            at = self.programs.at_levels(item, defined_in)
            yield from self._in_program("specialisation", program, item, asked, siblings, at)

    def _in_program(
        self,
        kind: Literal["level", "specialisation"],
        program: Program,
        item: Level | Specialisation,
        requirements: tuple[TableGroup, ...],
        siblings: tuple[LinkView, ...],
        levels: str = "",
    ) -> Iterator[PageView]:
        name = self.edition.text(item.name)
        countries = self.programs.offered_in(item) if isinstance(item, Specialisation) else ()
        overview = self.programs.link(program)
        term = f"{program.id}.{item.id}"
        cards = self.cards.having(kind, term)
        is_listed = isinstance(item, Specialisation) or item.listed
        view = ListPage(
            kind=kind,
            heading=name,
            introduction=self.programs.prose(item.summary),
            requirements=requirements,
            program=overview,
            cards=in_order(cards, self.edition.rotation),
            total=len(cards) if is_listed else None,
            pagination=UNCUT,
            siblings=siblings,
            locator=self._locator(kind, term),
            countries=countries,
            levels=levels,
        )
        route_of = self.routes.level if kind == "level" else self.routes.specialisation
        told = kind if is_listed else "unlisted_level"
        texts = self._texts(told, len(cards), program=overview.label, **{kind: name})
        trail = (self.programs.all, overview)
        yield from self.pages(view, route_of(program.id, item.id), texts, trail, overview.route)

    def of_countries(self) -> Iterator[PageView]:
        """The list of countries, and a list of partners for each; nothing where none is known."""
        if not self.countries:
            return
        route = self.routes.countries()
        title = self.words("site.countries")
        description = self.words(
            "site.countries_description", n=len(self.countries), vendor=self.vendor
        )
        index = IndexPage(title, self.countries)
        yield self.edition.page(route, index, title, description, nav=route)
        trail = (LinkView(title, route),)
        for code in sorted({c for p in self.edition.directory.listed for c in p.countries}):
            name = self.words.country(code)
            view = self._country(code, name)
            texts = self._texts("country", len(view.cards), country=name)
            yield from self.pages(view, self.routes.country(code), texts, trail, route)

    def _country(self, code: str, name: str) -> ListPage:
        cards = [
            self.cards.at(partner, [place for place in partner.locations if place.country == code])
            for partner in self.edition.directory.listed
            if code in partner.countries
        ]
        return ListPage(
            kind="country",
            heading=self.words("site.country_title", country=name),
            introduction=Html(""),
            requirements=(),
            program=None,
            cards=in_order(cards, self.edition.rotation),
            total=len(cards),
            pagination=UNCUT,
            siblings=self.countries,
            locator=self._locator("country", code),
        )

    def _texts(self, kind: str, count: int, **names: str) -> tuple[str, str]:
        """Title and description of a list."""
        description = self.words(f"site.{kind}_description", n=count, vendor=self.vendor, **names)
        return self.words(f"site.{kind}_title", **names), description

    def _locator(self, facet: str, term: str) -> LinkView:
        return LinkView(self.words("site.refine"), self.routes.locator(**{facet: term}))

    def _country_links(self) -> tuple[LinkView, ...]:
        counts = Counter(c for p in self.edition.directory.listed for c in p.countries)
        links = [
            LinkView(self.words.country(code), self.routes.country(code), count)
            for code, count in counts.items()
        ]
        return tuple(sorted(links, key=lambda link: sort_key(link.label)))
