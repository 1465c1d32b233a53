"""Lists of partners with addresses of their own: by level, specialisation and country."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace

from ..model.program import Level, Program, Specialisation, Version
from .cards import Cards
from .edition import Edition, sort_key
from .order import in_order, rotation
from .programs import Programs
from .routes import page_of
from .tables import Tables, applies
from .views.pages import IndexPage, ListPage, PageView
from .views.parts import CardView, Html, LinkView, Pagination


class Lists:
    """Builds the lists of one edition, each cut into pages."""

    def __init__(self, edition: Edition, cards: Cards, programs: Programs) -> None:
        self.edition = edition
        self.words = edition.words
        self.routes = edition.routes
        self.cards = cards
        self.programs = programs
        self.vendor = edition.directory.settings.vendor
        self.offset = rotation(edition.directory.as_of)
        self.countries = self._country_links()

    def cut(
        self, cards: tuple[CardView, ...], route: str
    ) -> Iterator[tuple[str, tuple[CardView, ...], Pagination]]:
        """The pages of a list: address, cards, and place among the pages. Never none at all."""
        size = self.edition.directory.settings.page_size
        count = max(-(-len(cards) // size), 1)
        routes = tuple(page_of(route, number) for number in range(1, count + 1))
        for index, address in enumerate(routes):
            yield address, cards[index * size : (index + 1) * size], Pagination(index + 1, routes)

    def of_program(self, program: Program, version: Version) -> Iterator[PageView]:
        """A list per level and per specialisation."""
        nav = self.routes.program(program.id)
        name = self.edition.text(program.name)
        trail = (
            LinkView(self.words("site.programs"), self.routes.programs()),
            LinkView(name, nav),
        )
        for level in version.levels:
            label = self.edition.text(level.name)
            view = self._level(program, version, level)
            texts = self._texts("level", len(view.cards), level=label, program=name)
            route = self.routes.level(program.id, level.id)
            yield from self._pages(view, route, texts, trail, nav)
        for item in version.specialisations:
            label = self.edition.text(item.name)
            view = self._specialisation(program, version, item)
            texts = self._texts(
                "specialisation", len(view.cards), specialisation=label, program=name
            )
            route = self.routes.specialisation(program.id, item.id)
            yield from self._pages(view, route, texts, trail, nav)

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
            yield from self._pages(view, self.routes.country(code), texts, trail, route)

    def _texts(self, kind: str, count: int, **names: str) -> tuple[str, str]:
        """Title and description of a list."""
        description = self.words(f"site.{kind}_description", n=count, vendor=self.vendor, **names)
        return self.words(f"site.{kind}_title", **names), description

    def _pages(
        self,
        view: ListPage,
        route: str,
        texts: tuple[str, str],
        trail: tuple[LinkView, ...],
        nav: str,
    ) -> Iterator[PageView]:
        title, description = texts
        for address, cards, pagination in self.cut(view.cards, route):
            number = pagination.current
            if number > 1:
                title = self.words("site.list_page", title=texts[0], page=number)
                description = self.words(
                    "site.list_page_description", description=texts[1], page=number
                )
            part = replace(view, cards=cards, pagination=pagination)
            yield self.edition.page(address, part, title, description, trail, nav)

    def _level(self, program: Program, version: Version, level: Level) -> ListPage:
        cards = [
            self.cards.by_id[partner.id]
            for partner in self.edition.directory.listed
            for standing in self.edition.standings(partner)
            if standing.program.id == program.id and standing.level == level
        ]
        tables = Tables(self.edition, version)
        rows = [row for row in version.requirements if applies(row, level.id)]
        siblings = self.programs.card(program, version).levels
        return ListPage(
            kind="level",
            heading=self.edition.text(level.name),
            introduction=self.programs.prose(level.summary),
            requirements=tables.requirements_of(rows, level.id),
            program=LinkView(self.edition.text(program.name), self.routes.program(program.id)),
            cards=in_order(cards, self.offset),
            total=len(cards),
            pagination=Pagination(1, ()),
            siblings=siblings,
            locator=self._locator(level=f"{program.id}.{level.id}"),
        )

    def _specialisation(self, program: Program, version: Version, item: Specialisation) -> ListPage:
        cards = [
            self.cards.by_id[partner.id]
            for partner in self.edition.directory.listed
            for standing in self.edition.standings(partner)
            if standing.program.id == program.id and item.id in standing.specialisations
        ]
        tables = Tables(self.edition, version)
        return ListPage(
            kind="specialisation",
            heading=self.edition.text(item.name),
            introduction=self.programs.prose(item.summary),
            requirements=tables.requirements_of(item.requires, item.id),
            program=LinkView(self.edition.text(program.name), self.routes.program(program.id)),
            cards=in_order(cards, self.offset),
            total=len(cards),
            pagination=Pagination(1, ()),
            siblings=self.programs.specialisation_links(program, version),
            locator=self._locator(specialisation=f"{program.id}.{item.id}"),
        )

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
            cards=in_order(cards, self.offset),
            total=len(cards),
            pagination=Pagination(1, ()),
            siblings=self.countries,
            locator=self._locator(country=code),
        )

    def _locator(self, **filters: str) -> LinkView:
        return LinkView(self.words("site.refine"), self.routes.locator(**filters))

    def _country_links(self) -> tuple[LinkView, ...]:
        counts = Counter(c for p in self.edition.directory.listed for c in p.countries)
        links = [
            LinkView(self.words.country(code), self.routes.country(code), count)
            for code, count in counts.items()
        ]
        return tuple(sorted(links, key=lambda link: sort_key(link.label)))
