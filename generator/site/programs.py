"""A program: its card and its overview, with the levels side by side."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import Literal

from ..model.program import (
    Application,
    Certification,
    Distributor,
    Ladder,
    Level,
    Program,
    Specialisation,
    Track,
    Version,
)
from ..model.text import Text
from .cards import Cards
from .edition import Edition, tone_of
from .program_changes import ProgramChanges
from .program_rules import ProgramRules
from .prose import partner_prose
from .tables import Columns, Tables
from .views.pages import ProgramCard
from .views.parts import Html, LinkView
from .views.program import (
    CertificationView,
    DistributorView,
    LadderView,
    LevelSummary,
    ProgramPage,
    SpecialisationCard,
    TableView,
    TrackView,
    VersionNote,
)

RELEASES = 5
"""Product versions that are named of a certification, the newest ones."""


class Programs:
    """Builds the views of programs of one edition."""

    def __init__(self, edition: Edition, cards: Cards) -> None:
        self.edition = edition
        self.words = edition.words
        self.cards = cards

    @property
    def all(self) -> LinkView:
        """The list of programs."""
        return LinkView(self.words("site.programs"), self.edition.routes.programs())

    def link(self, program: Program) -> LinkView:
        """The overview of a program."""
        return LinkView(self.edition.text(program.name), self.edition.routes.program(program.id))

    def card(self, program: Program, version: Version) -> ProgramCard:
        edition = self.edition
        return ProgramCard(
            name=edition.text(program.name),
            summary=self.prose(program.summary),
            route=edition.routes.program(program.id),
            levels=tuple(
                LinkView(
                    edition.text(level.name),
                    edition.routes.level(program.id, level.id),
                    self.at_level(program, level),
                    tone_of(defined_in, level.id),
                )
                for defined_in, level in edition.levels(program, version)
            ),
        )

    def page(
        self, program: Program, version: Version, documents: tuple[LinkView, ...]
    ) -> ProgramPage:
        """The overview. Tables stand once per track, those of requirements once per ladder."""
        operator, apply = program.operator, program.apply or Application()
        return ProgramPage(
            name=self.edition.text(program.name),
            summary=self.prose(program.summary),
            operator=operator.name if operator else "",
            operator_url=operator.url if operator else "",
            apply_url=apply.url,
            apply_text=self.prose(apply.text),
            verification=self.prose(apply.verification),
            distributors=tuple(self._distributor(item) for item in apply.distributors),
            effective=version.effective,
            ends=program.ends,
            tracks=tuple(
                self._track(program, version, track) for track in version.tracks or (None,)
            ),
            rules=ProgramRules(self.edition, version).view(),
            changes=ProgramChanges(self.edition, program).views(version),
            specialisations=tuple(
                self._specialisation(program, defined_in, item)
                for defined_in, item in self.edition.specialisations(program, version)
            ),
            certifications=self.certifications(version),
            versions=self._versions(program, version),
            documents=documents,
        )

    def specialisation_links(self, program: Program, version: Version) -> tuple[LinkView, ...]:
        return tuple(
            LinkView(
                self.edition.text(item.name),
                self.edition.routes.specialisation(program.id, item.id),
                self._count("specialisation", program, item.id),
            )
            for _, item in self.edition.specialisations(program, version)
        )

    def certifications(self, version: Version) -> tuple[CertificationView, ...]:
        return tuple(
            CertificationView(
                self.edition.text(item.name),
                self.prose(item.summary),
                item.url,
                item.valid_months,
                tuple(self._notes(version, item)),
            )
            for item in version.certifications
        )

    def prose(self, text: Text) -> Html:
        """A text of a definition, in the dialect of partners' texts."""
        return partner_prose(self.edition.text(text))

    def offered_in(self, item: Specialisation) -> tuple[str, ...]:
        """The only countries in which a specialisation is offered, by name; none for all."""
        return tuple(sorted(map(self.words.country, item.countries)))

    def at_level(
        self, program: Program, level: Level, among: Counter[str] | None = None
    ) -> int | None:
        """How many partners hold a level, of all or some; None where they are not listed."""
        if not level.listed:
            return None
        return self._count("level", program, level.id) if among is None else among[level.id]

    def _count(self, facet: Literal["level", "specialisation"], program: Program, id_: str) -> int:
        return len(self.cards.having(facet, f"{program.id}.{id_}"))

    # --- levels and tables --------------------------------------------------------------------

    def _track(self, program: Program, version: Version, track: Track | None) -> TrackView:
        columns = Columns.of(version, track)
        tables = Tables(self.edition, version)
        own = () if version.ladders else (tables.requirements(columns),)
        counts = self._holders(program, track=track) if track else None
        return TrackView(
            id=track.id if track else "",
            name=self.edition.text(track.name) if track else "",
            summary=self.prose(track.summary) if track else Html(""),
            levels=tuple(
                LevelSummary(
                    self.edition.badge(program, version, version.level(name)),
                    self.prose(version.level(name).summary),
                    self.at_level(program, version.level(name), counts),
                )
                for name in columns.levels
            ),
            ladders=tuple(
                self._ladder(program, version, track, ladder) for ladder in version.ladders
            ),
            tables=_with_rows(*own, tables.benefits(columns)),
        )

    def _ladder(
        self, program: Program, version: Version, track: Track | None, ladder: Ladder
    ) -> LadderView:
        columns = Columns.of(version, track, ladder)
        counts = self._holders(program, track, ladder)
        return LadderView(
            id=ladder.id,
            name=self.edition.text(ladder.name),
            summary=self.prose(ladder.summary),
            levels=tuple(
                LinkView(
                    self.edition.text(version.level(level).name),
                    self.edition.routes.level(program.id, level),
                    self.at_level(program, version.level(level), counts),
                    tone_of(version, level),
                )
                for level in columns.levels
            ),
            tables=_with_rows(Tables(self.edition, version).requirements(columns)),
        )

    def _holders(
        self, program: Program, track: Track | None, ladder: Ladder | None = None
    ) -> Counter[str]:
        """How many partners hold each level, in one track or on one ladder."""
        directory = self.edition.directory
        return Counter(
            standing.level.id
            for partner in directory.listed
            for standing in directory.standings[partner.id]
            if standing.program.id == program.id
            and (track is None or standing.track == track.id)
            and (ladder is None or standing.ladder == ladder)
            and standing.level is not None
        )

    # --- what surrounds them ------------------------------------------------------------------

    def at_levels(self, item: Specialisation, version: Version) -> str:
        """The only levels at which a specialisation is held, in words; empty for all."""
        names = [self.edition.text(version.level(name).name) for name in item.levels]
        return self.words.any_of(names) if names else ""

    def _specialisation(
        self, program: Program, version: Version, item: Specialisation
    ) -> SpecialisationCard:
        return SpecialisationCard(
            self.edition.text(item.name),
            self.prose(item.summary),
            self.edition.routes.specialisation(program.id, item.id),
            self._count("specialisation", program, item.id),
            self.offered_in(item),
            self.at_levels(item, version),
        )

    def _distributor(self, item: Distributor) -> DistributorView:
        countries = tuple(sorted(map(self.words.country, item.countries)))
        return DistributorView(item.name, item.url, countries)

    def _notes(self, version: Version, item: Certification) -> Iterator[str]:
        """Which product versions there are, and what counts as this certificate too."""
        words, today = self.words, self.edition.directory.as_of
        released = {day: name for name, day in (item.releases or {}).items() if day <= today}
        if released:
            newest = [released[day] for day in sorted(released, reverse=True)]
            yield words("site.releases", names=", ".join(newest[:RELEASES]))
        for other in item.equivalents:
            found = version.certification(other.certification)
            name = self.edition.text(found.name) if found else other.certification
            if other.until is not None:
                yield words("site.equivalent_until", name=name, date=words.date(other.until))
            elif other.since is not None:
                yield words("site.equivalent_since", name=name, date=words.date(other.since))
            else:
                yield words("site.equivalent", name=name)

    def _versions(self, program: Program, current: Version) -> tuple[VersionNote, ...]:
        """What applied, applies and will apply, drafts aside; the newest first."""
        return tuple(
            VersionNote(
                version.id, version.effective, _state(version, current), self.prose(version.note)
            )
            for version in reversed(program.versions)
            if version.status != "draft"
        )


def _with_rows(*tables: TableView) -> tuple[TableView, ...]:
    return tuple(table for table in tables if table.groups)


def _state(version: Version, current: Version) -> Literal["past", "current", "coming"]:
    if version.id == current.id:
        return "current"
    return "past" if version.effective < current.effective else "coming"
