"""A program: its card and its overview, with the levels side by side."""

from __future__ import annotations

from collections import Counter
from typing import Literal

from ..model.program import Program, Track, Version
from ..model.text import Text
from .disclose import tone_of
from .edition import Edition
from .prose import partner_prose
from .tables import Tables
from .views.pages import ProgramCard
from .views.parts import Html, LinkView
from .views.program import (
    CertificationView,
    LevelSummary,
    ProgramPage,
    SpecialisationCard,
    TableView,
    TrackView,
    VersionNote,
)


class Programs:
    """Builds the views of programs of one edition."""

    def __init__(self, edition: Edition) -> None:
        self.edition = edition
        listed = [
            standing
            for partner in edition.directory.listed
            for standing in edition.standings(partner)
        ]
        self._at_level = Counter((s.program.id, s.level.id) for s in listed if s.level)
        self._specialised = Counter(
            (s.program.id, name) for s in listed for name in s.specialisations
        )

    @property
    def all(self) -> LinkView:
        """The list of programs."""
        return LinkView(self.edition.words("site.programs"), self.edition.routes.programs())

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
                    self._at_level[program.id, level.id],
                    tone_of(version, level.id),
                )
                for level in version.levels
            ),
        )

    def page(
        self, program: Program, version: Version, documents: tuple[LinkView, ...]
    ) -> ProgramPage:
        """The overview. Tables stand once per track."""
        edition = self.edition
        operator, apply = program.operator, program.apply
        return ProgramPage(
            name=edition.text(program.name),
            summary=self.prose(program.summary),
            operator=operator.name if operator else "",
            operator_url=operator.url if operator else "",
            apply_url=apply.url if apply else "",
            apply_text=self.prose(apply.text) if apply else Html(""),
            effective=version.effective,
            tracks=tuple(
                self._track(program, version, track) for track in version.tracks or (None,)
            ),
            specialisations=tuple(
                SpecialisationCard(
                    edition.text(item.name),
                    self.prose(item.summary),
                    edition.routes.specialisation(program.id, item.id),
                    self._specialised[program.id, item.id],
                )
                for item in version.specialisations
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
                self._specialised[program.id, item.id],
            )
            for item in version.specialisations
        )

    def tables(self, version: Version, track: Track | None) -> tuple[TableView, ...]:
        """Requirements and benefits of a track, those without a row left out."""
        tables = Tables(self.edition, version)
        prefix = f"{track.id}-" if track else ""
        both = (
            tables.requirements(track, f"{prefix}requirements"),
            tables.benefits(track, f"{prefix}benefits"),
        )
        return tuple(table for table in both if table.groups)

    def certifications(self, version: Version) -> tuple[CertificationView, ...]:
        return tuple(
            CertificationView(
                self.edition.text(item.name), self.prose(item.summary), item.url, item.valid_months
            )
            for item in version.certifications
        )

    def prose(self, text: Text) -> Html:
        """A text of a definition, in the dialect of partners' texts."""
        return partner_prose(self.edition.text(text))

    def _track(self, program: Program, version: Version, track: Track | None) -> TrackView:
        levels = [version.level(name) for name in version.levels_of(track.id if track else None)]
        return TrackView(
            id=track.id if track else "",
            name=self.edition.text(track.name) if track else "",
            summary=self.prose(track.summary) if track else Html(""),
            levels=tuple(
                LevelSummary(
                    self.edition.badge(program, version, level),
                    self.prose(level.summary),
                    self._at_level[program.id, level.id],
                )
                for level in levels
            ),
            tables=self.tables(version, track),
        )

    def _versions(self, program: Program, current: Version) -> tuple[VersionNote, ...]:
        """What applied, applies and will apply, drafts aside; the newest first."""
        return tuple(
            VersionNote(
                version.id, version.effective, _state(version, current), self.prose(version.note)
            )
            for version in reversed(program.versions)
            if version.status != "draft"
        )


def _state(version: Version, current: Version) -> Literal["past", "current", "coming"]:
    if version.id == current.id:
        return "current"
    return "past" if version.effective < current.effective else "coming"


def track_named(version: Version, name: str) -> Track | None:
    return next((track for track in version.tracks if track.id == name), None)
