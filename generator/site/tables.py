"""Requirements and benefits side by side: the tables of a program definition, for readers.

This module lays rows and columns out; how a row reads is for `criteria_words` and `benefit_words`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import Literal

from ..model.benefit import Benefit, BenefitCell
from ..model.criterion import Combination, Criterion, Threshold, applies
from ..model.program import Ladder, Path, Track, Version
from ..model.text import Text
from .benefit_words import BenefitWords
from .criteria_words import CriteriaWords
from .edition import Edition, tone_of
from .views.parts import LinkView
from .views.program import TableCell, TableGroup, TableRow, TableView

HEAD: tuple[TableCell, ...] = ()
"""The cells of a row that only names those below it."""


@dataclass(frozen=True, slots=True)
class Columns:
    """Levels that stand side by side, lowest first: those of a track, of a ladder, or of both."""

    levels: tuple[str, ...]
    track: Track | None = None
    ladder: Ladder | None = None

    @classmethod
    def of(cls, version: Version, track: Track | None, ladder: Ladder | None = None) -> Columns:
        levels = version.levels_of(track.id if track else None)
        if ladder is not None:
            levels = tuple(level for level in levels if level in ladder.levels)
        return cls(levels, track, ladder)

    @property
    def sides(self) -> tuple[Ladder | Track, ...]:
        return tuple(side for side in (self.ladder, self.track) if side is not None)

    def id_of(self, kind: str) -> str:
        """The id of a table on the page of its program."""
        return "-".join((*(side.id for side in self.sides), kind))


@dataclass
class Footnotes:
    """Numbers notes in the order in which they are first referred to."""

    texts: list[str] = field(default_factory=list)

    def number(self, text: str) -> int:
        """The note's number; 0 for an empty text."""
        if not text:
            return 0
        if text not in self.texts:
            self.texts.append(text)
        return self.texts.index(text) + 1


class Tables:
    """The tables of one version of a program, in one language."""

    def __init__(self, edition: Edition, version: Version) -> None:
        self.edition = edition
        self.words = edition.words
        self.version = version
        self.criteria = CriteriaWords(edition, version)
        self.terms = BenefitWords(edition, version)

    # --- tables of levels ---------------------------------------------------------------------

    def requirements(self, columns: Columns) -> TableView:
        """What each level requires: what all ways share, then the ways."""
        rows, paths = rules_of(self.version, columns.ladder)
        notes = Footnotes()
        track = columns.track.id if columns.track else ""
        groups = self._asked(rows, paths, columns.levels, track, notes)
        return self._table("requirements", columns, groups, notes)

    def benefits(self, columns: Columns) -> TableView:
        """What each level gives, and what is given beside the levels."""
        notes = Footnotes()
        levels = columns.levels
        with_levels = [
            (item.group, self._benefit(item, levels, notes))
            for item in self.version.benefits
            if item.cells.keys() & set(levels)
        ]
        beside = tuple(
            self._beside(item, item.given, notes)
            for item in self.version.benefits
            if item.given is not None
        )
        groups = self._grouped(with_levels)
        if beside:
            groups.append(TableGroup(self.words("benefits.beside"), beside))
        return self._table("benefits", columns, groups, notes)

    def _table(
        self,
        kind: Literal["requirements", "benefits"],
        columns: Columns,
        groups: Iterable[TableGroup],
        notes: Footnotes,
    ) -> TableView:
        name = " – ".join(self.edition.text(side.name) for side in columns.sides)
        version = self.version
        return TableView(
            id=columns.id_of(kind),
            kind=kind,
            caption=self.words(f"site.{kind}_of" if name else f"site.{kind}", name=name),
            columns=tuple(
                LinkView(
                    self.edition.text(version.level(level).name),
                    self.edition.routes.level(version.program, level),
                    tone=tone_of(version, level),
                )
                for level in columns.levels
            ),
            groups=tuple(groups),
            footnotes=tuple(notes.texts),
        )

    # --- a single column ----------------------------------------------------------------------

    def level(self, level: str) -> tuple[TableGroup, ...]:
        """What one level requires: on every ladder, then on each that has the level."""
        version = self.version
        paths = () if version.ladders else version.paths
        groups = self._below(level)
        groups += self._asked(version.requirements, paths, (level,))
        for ladder in version.ladders:
            paths = (*version.paths, *ladder.paths)
            own = self._asked(ladder.requirements, paths, (level,))
            if level in ladder.levels and own:
                groups.append(TableGroup(self.edition.text(ladder.name), ()))
                groups += [replace(group, depth=group.depth + 1) for group in own]
        return tuple(groups)

    def _below(self, level: str) -> list[TableGroup]:
        """What a level includes of the one below it, in a version where levels do."""
        mark = self.criteria.mark(True)
        rows = [TableRow(name, (mark,)) for name in self.criteria.included(level)]
        return [TableGroup("", tuple(rows))] if rows else []

    def rows(self, rows: Iterable[Criterion], column: str) -> tuple[TableGroup, ...]:
        """What a specialisation or the membership requires."""
        return tuple(self._asked(tuple(rows), (), (column,)))

    # --- rows of requirements -----------------------------------------------------------------

    def _asked(
        self,
        rows: Sequence[Criterion],
        paths: Sequence[Path],
        columns: Sequence[str],
        track: str = "",
        notes: Footnotes | None = None,
    ) -> list[TableGroup]:
        """Common rows by group, then those of each way to the levels."""
        layout = _Layout(self.criteria, columns, track, notes)
        groups = self._grouped(layout.lines(rows))
        ways = [
            path
            for path in paths
            if any(applies(row, column) for row in path.requirements for column in columns)
        ]
        if len(ways) > 1:
            common = (*self.version.requirements, *rows)
            is_alone = not any(applies(row, column) for row in common for column in columns)
            text = self.words("criteria.ways_alone" if is_alone else "criteria.ways_and_common")
            groups.append(TableGroup(self.words("criteria.ways_heading"), (), text=text))
        for number, path in enumerate(ways, 1):
            name = self.edition.text(path.name)
            if len(ways) > 1:
                name = self.words("criteria.way", number=number, name=name)
            groups += self._way(path, name, self._grouped(layout.lines(path.requirements)))
        return groups

    def _way(self, path: Path, name: str, groups: Sequence[TableGroup]) -> Iterator[TableGroup]:
        """The rows of a path; headings inside it only where it has several."""
        summary = self.edition.text(path.summary)
        if len(groups) == 1:
            yield TableGroup(name, groups[0].rows, 1, summary, path.id)
            return
        yield TableGroup(name, (), 1, summary, path.id)
        for group in groups:
            yield TableGroup(group.heading, group.rows, 2, path=path.id)

    def _grouped(self, rows: Iterable[tuple[Text, TableRow]]) -> list[TableGroup]:
        """Rows by group, groups in the order in which they first occur.

        A row without a group stands with the one before it.
        """
        groups: dict[str, list[TableRow]] = {}
        name = ""
        for group, row in rows:
            name = self.edition.text(group) or name
            groups.setdefault(name, []).append(row)
        return [TableGroup(name, tuple(members)) for name, members in groups.items()]

    # --- rows of benefits ---------------------------------------------------------------------

    def _benefit(self, item: Benefit, levels: Sequence[str], notes: Footnotes) -> TableRow:
        note = notes.number(self.terms.terms(item))
        cells = tuple(self._given(item, item.cells.get(level), notes) for level in levels)
        return TableRow(self.edition.text(item.name), cells, note=note, id=item.id)

    def _given(self, item: Benefit, cell: BenefitCell | None, notes: Footnotes) -> TableCell:
        if cell is None:
            return self.criteria.mark(False)
        note = notes.number(self.edition.text(cell.note))
        mark = self.criteria.mark(cell.given).mark if isinstance(cell.given, bool) else ""
        return TableCell(self.terms.given(item, cell), mark, note)

    def _beside(self, item: Benefit, given: BenefitCell, notes: Footnotes) -> TableRow:
        """A benefit that depends on criteria of its own: the same at every level."""
        rows = self.criteria.sentences(item.requires, item.id)
        return TableRow(
            self.edition.text(item.name),
            (self._given(item, given, notes),),
            note=notes.number(self.terms.terms(item)),
            id=item.id,
            conditions=(self.words("benefits.requires", rows=rows),) if rows else (),
        )


@dataclass(frozen=True, slots=True)
class _Layout:
    """Lays out rows for some columns. Where there are no footnotes, notes stand with their rows."""

    words: CriteriaWords
    columns: Sequence[str]
    track: str
    notes: Footnotes | None

    def lines(self, rows: Iterable[Criterion]) -> Iterator[tuple[Text, TableRow]]:
        for row in rows:
            for line in self._row(row, 0):
                yield row.group, line

    def _row(self, row: Criterion, depth: int) -> Iterator[TableRow]:
        """A row and those below it; nothing when it applies to none of the columns."""
        if not any(applies(row, column) for column in self.columns):
            return
        if isinstance(row, Threshold):
            yield from self._threshold(row, depth)
            return
        yield self._head(row, self.words.marks(row, self.columns), depth)
        if isinstance(row, Combination):
            for member in row.rows:
                yield from self._row(member, depth + 1)

    def _threshold(self, row: Threshold, depth: int) -> Iterator[TableRow]:
        """One row, or one for each group of members who are asked for something else."""
        variants = self.words.variants(row, self.columns, self.track)
        everybody = [item for item in variants if not item.label]
        yield self._head(row, everybody[0].cells if everybody else HEAD, depth)
        for item in variants:
            if item.label:
                yield TableRow(item.label, item.cells, depth=depth + 1, id=row.id)

    def _head(self, row: Criterion, cells: tuple[TableCell, ...], depth: int) -> TableRow:
        note = self.words.edition.text(row.note)
        conditions = self.words.conditions(row, self.columns)
        if note and self.notes is None:
            conditions = (*conditions, note)
        return TableRow(
            self.words.name(row),
            cells,
            self.words.detail(row),
            depth,
            0 if self.notes is None else self.notes.number(note),
            row.id,
            conditions,
            self.words.parts(row),
        )


def rules_of(
    version: Version, ladder: Ladder | None
) -> tuple[tuple[Criterion, ...], tuple[Path, ...]]:
    """The rows that all share, and the ways to a level, in a ladder or in a version without any."""
    if ladder is None:
        return version.requirements, version.paths
    return (*version.requirements, *ladder.requirements), (*version.paths, *ladder.paths)
