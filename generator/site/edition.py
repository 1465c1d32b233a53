"""The public directory in one language: texts, names and addresses for its readers."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from functools import cached_property

from ..model.directory import VocabularyName
from ..model.partner import Location, Partner
from ..model.program import Ladder, Level, Program, Specialisation, Version
from ..model.text import Text
from ..wording import Wording
from .disclose import PublicDirectory, PublicStanding
from .order import rotation
from .routes import Routes
from .views.pages import PageView, View
from .views.parts import LevelBadge, LinkView, LocalText


@dataclass(frozen=True)
class Edition:
    """What all builders of views for one language share.

    ``assets`` gives the route of each picture by its path in the site folder.
    """

    directory: PublicDirectory
    language: str
    assets: dict[str, str]

    @cached_property
    def words(self) -> Wording:
        return Wording(self.language)

    @cached_property
    def routes(self) -> Routes:
        return Routes(self.language, self.default_language)

    @cached_property
    def rotation(self) -> int:
        """The offset of the order of lists."""
        return rotation(self.directory.as_of)

    @property
    def default_language(self) -> str:
        return self.directory.settings.default_language

    def text(self, text: Text) -> str:
        return text.resolve(self.language, self.default_language)[0]

    def local(self, text: Text) -> LocalText:
        """A text with its language, where that is another than the page's."""
        words, language = text.resolve(self.language, self.default_language)
        return LocalText(words, "" if language == self.language else language)

    def term(self, kind: VocabularyName, term: str) -> str:
        return self.text(self.directory.vocabulary.term(kind, term))

    def standings(self, partner: Partner) -> tuple[PublicStanding, ...]:
        return self.directory.standings.get(partner.id, ())

    def place(self, location: Location) -> str:
        """City and country."""
        country = self.words.country(location.country)
        return f"{location.city}, {country}" if location.city else country

    def versions(self, program: Program, current: Version) -> tuple[Version, ...]:
        """The version in force, and others whose rules still apply to some partners."""
        applied = {
            standing.version.id: standing.version
            for standings in self.directory.standings.values()
            for standing in standings
            if standing.program.id == program.id and standing.version.id != current.id
        }
        return (current, *(applied[name] for name in sorted(applied)))

    def levels(self, program: Program, current: Version) -> tuple[tuple[Version, Level], ...]:
        """Each level that can be held, once, with the version that defines it."""
        found: dict[str, tuple[Version, Level]] = {}
        for version in self.versions(program, current):
            for level in version.levels:
                found.setdefault(level.id, (version, level))
        return tuple(found.values())

    def specialisations(
        self, program: Program, current: Version
    ) -> tuple[tuple[Version, Specialisation], ...]:
        """Each specialisation that can be held, once, with the version that defines it."""
        found: dict[str, tuple[Version, Specialisation]] = {}
        for version in self.versions(program, current):
            for item in version.specialisations:
                found.setdefault(item.id, (version, item))
        return tuple(found.values())

    def badge(
        self, program: Program, version: Version, level: Level, ladder: Ladder | None = None
    ) -> LevelBadge:
        """A level as shown wherever it is named, with the ladder on which it is held."""
        names = (program.name, ladder.name) if ladder else (program.name,)
        return LevelBadge(
            program=" – ".join(map(self.text, names)),
            program_id=program.id,
            level=self.text(level.name),
            level_id=level.id,
            route=self.routes.level(program.id, level.id),
            tone=tone_of(version, level.id),
        )

    def held(self, standing: PublicStanding) -> LevelBadge | None:
        """The level that a partner holds; None for a partner at no level."""
        if standing.level is None:
            return None
        return self.badge(standing.program, standing.version, standing.level, standing.ladder)

    def specialisation_links(self, standing: PublicStanding) -> tuple[LinkView, ...]:
        held = set(standing.specialisations)
        return tuple(
            LinkView(self.text(item.name), self.routes.specialisation(standing.program.id, item.id))
            for item in standing.version.specialisations
            if item.id in held
        )

    def page(
        self,
        route: str,
        view: View,
        title: str,
        description: str,
        trail: tuple[LinkView, ...] = (),
        nav: str = "",
        indexed: bool = True,
    ) -> PageView:
        """A page with its counterparts in the other languages, where it has the same address.

        ``trail`` are the pages above it, without the home page.
        """
        languages = self.directory.settings.languages
        inner = route.removeprefix(self.routes.home().rstrip("/"))
        alternates = tuple(
            (code, Routes(code, self.default_language).home().rstrip("/") + inner)
            for code in languages
        )
        return PageView(
            route, self.language, title, description, view, alternates, trail, nav, indexed
        )


def tone_of(version: Version, level: str) -> int:
    """The level's position from the top of its track, 0 being the highest, 5 the lowest shown.

    The only level of one track among longer ones is no top: it looks like an entry.
    """
    tracks = [track.levels for track in version.tracks] or [version.levels_of(None)]
    levels = next(found for found in tracks if level in found)
    if len(levels) == 1:
        return min(max(map(len, tracks)) - 1, 5)
    return min(len(levels) - 1 - levels.index(level), 5)


def sort_key(label: str) -> tuple[str, str]:
    """Alphabetical for readers: accents and case count only between otherwise equal labels."""
    plain = unicodedata.normalize("NFKD", label.casefold())
    return "".join(ch for ch in plain if not unicodedata.combining(ch)), label
