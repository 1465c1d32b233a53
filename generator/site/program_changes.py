"""What becomes of levels when a version takes effect: taken over, kept, or under older rules."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date

from ..model.change import LevelMapping
from ..model.days import DAY
from ..model.program import Program, Version
from .edition import Edition
from .views.program import ChangeView, MappingRow


class ProgramChanges:
    """The changes of one program that still concern somebody, in one language."""

    def __init__(self, edition: Edition, program: Program) -> None:
        self.edition = edition
        self.words = edition.words
        self.program = program
        self.today = edition.directory.as_of

    def views(self, current: Version) -> tuple[ChangeView, ...]:
        """Those of the version in force and of coming ones, in their order."""
        views = (
            self._view(version)
            for version in self.program.versions
            if version.status != "draft" and version.effective >= current.effective
        )
        return tuple(view for view in views if view.sentences)

    def _lasts(self, until: date | None) -> bool:
        """Whether a last day lies ahead, or is not known."""
        return until is None or until >= self.today

    def _view(self, version: Version) -> ChangeView:
        mapping = version.mapping
        if mapping is not None and not self._lasts(mapping.until):
            mapping = None
        sentences = [
            *(self._mapping_sentences(version, mapping) if mapping else ()),
            *self._grandfathering(version),
            *self._transition(version),
        ]
        return ChangeView(
            version=version.id,
            effective=version.effective,
            is_past=version.effective <= self.today,
            mapping=tuple(self._mapping(version, mapping)) if mapping else (),
            sentences=tuple(sentences),
        )

    def _mapping(self, version: Version, mapping: LevelMapping) -> Iterator[MappingRow]:
        for program, levels in mapping.levels.items():
            names = self._names_in(program, version)
            label = "" if program == self.program.id else self._program_name(program)
            for before, after in levels.items():
                yield MappingRow(label, names.get(before, before), self._level(version, after))
        if mapping.otherwise:
            named = any(mapping.levels.values())
            other = self.words("rules.other_levels" if named else "rules.all_levels")
            yield MappingRow("", other, self._level(version, mapping.otherwise))

    def _mapping_sentences(self, version: Version, mapping: LevelMapping) -> Iterator[str]:
        words = self.words
        if mapping.held_on is not None:
            yield words("rules.mapping_held_on", date=words.date(mapping.held_on))
        if mapping.until is not None:
            yield words("rules.mapping_until", date=words.date(mapping.until))
        elif version.review is not None and version.review.has_days:
            yield words("rules.mapping_until_review")
        else:
            yield words("rules.mapping_until_end")

    def _grandfathering(self, version: Version) -> Iterator[str]:
        words = self.words
        for kept in version.grandfathering:
            if not self._lasts(kept.until):
                continue
            levels = words.any_of(self._level(version, level) for level in kept.levels)
            eve = words.date(kept.held_before - DAY)
            yield words(
                "rules.grandfathering", levels=levels, date=eve, until=words.date(kept.until)
            )

    def _transition(self, version: Version) -> Iterator[str]:
        transition, words = version.transition, self.words
        if transition is None or not self._lasts(transition.until):
            return
        yield words(f"rules.transition_{transition.by}", date=words.date(version.effective))
        if transition.until is None:
            yield words("rules.transition_open")
        else:
            yield words("rules.transition_until", date=words.date(transition.until))

    def _level(self, version: Version, level: str) -> str:
        return self.edition.text(version.level(level).name)

    def _names_in(self, program: str, version: Version) -> Mapping[str, str]:
        """Names of a program's levels before ``version``, the latest ones where they changed."""
        definition = self.edition.directory.definitions.get(program)
        if definition is None:
            return {}
        versions = [item for item in definition.versions if item.status != "draft"]
        older = [item for item in versions if item.effective < version.effective]
        return {
            level.id: self.edition.text(level.name)
            for item in older or versions
            for level in item.levels
        }

    def _program_name(self, program: str) -> str:
        definition = self.edition.directory.definitions.get(program)
        return self.edition.text(definition.name) if definition else program
