"""Requirements and benefits side by side: the tables of a program definition, for readers."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from ..model.program import (
    ApprovalRow,
    Benefit,
    BenefitCell,
    Cell,
    Combination,
    CountMetric,
    Criterion,
    Metric,
    PeopleMetric,
    Period,
    SumMetric,
    Threshold,
    Track,
    Version,
    applies,
)
from ..model.text import Text
from .disclose import tone_of
from .edition import Edition
from .views.parts import LinkView
from .views.program import TableCell, TableGroup, TableRow, TableView

EMPTY = TableCell("")


@dataclass
class _Footnotes:
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

    def requirements(self, track: Track | None, table_id: str) -> TableView:
        """What each level of a track requires."""
        levels = self.version.levels_of(track.id if track else None)
        notes = _Footnotes()
        rows = [
            (row.group, line)
            for row in self.version.requirements
            for line in self._criterion(row, levels, notes)
        ]
        return self._table(table_id, "site.requirements", track, levels, rows, notes)

    def benefits(self, track: Track | None, table_id: str) -> TableView:
        """What each level of a track gives."""
        levels = self.version.levels_of(track.id if track else None)
        notes = _Footnotes()
        rows = [
            (item.group, self._benefit(item, levels, notes))
            for item in self.version.benefits
            if item.cells.keys() & set(levels)
        ]
        return self._table(table_id, "site.benefits", track, levels, rows, notes)

    def requirements_of(self, rows: Iterable[Criterion], column: str) -> tuple[TableGroup, ...]:
        """What one level or specialisation requires, in a single column."""
        notes = _Footnotes()
        lines = [
            (row.group, line) for row in rows for line in self._criterion(row, [column], notes)
        ]
        return self._groups(lines)

    def _table(
        self,
        table_id: str,
        caption: str,
        track: Track | None,
        levels: Sequence[str],
        rows: list[tuple[Text, TableRow]],
        notes: _Footnotes,
    ) -> TableView:
        name = self.edition.text(track.name) if track else ""
        return TableView(
            id=table_id,
            caption=self.words(f"{caption}_of_track" if name else caption, track=name),
            columns=tuple(
                LinkView(
                    self.edition.text(self.version.level(level).name),
                    self.edition.routes.level(self.version.program, level),
                    tone=tone_of(self.version, level),
                )
                for level in levels
            ),
            groups=self._groups(rows),
            footnotes=tuple(notes.texts),
        )

    def _groups(self, rows: Iterable[tuple[Text, TableRow]]) -> tuple[TableGroup, ...]:
        """Rows by group, groups in the order in which they first occur."""
        groups: dict[str, list[TableRow]] = {}
        for group, row in rows:
            groups.setdefault(self.edition.text(group), []).append(row)
        return tuple(TableGroup(name, tuple(members)) for name, members in groups.items())

    def _criterion(
        self, row: Criterion, columns: Sequence[str], notes: _Footnotes, depth: int = 0
    ) -> Iterator[TableRow]:
        """A row and those below it; nothing when it applies to none of the columns."""
        if not any(applies(row, column) for column in columns):
            return
        name = self.name(row)
        note = notes.number(self.edition.text(row.note))
        match row:
            case Threshold():
                metric = self.version.metric(row.metric)
                cells = tuple(self._cell(row.cells.get(column), metric) for column in columns)
                yield TableRow(name, cells, self._period(metric), depth, note)
            case ApprovalRow():
                yield TableRow(name, self._marks(row, columns), "", depth, note)
            case Combination():
                detail = self._mode(row) if self.edition.text(row.name) else ""
                yield TableRow(name, self._marks(row, columns), detail, depth, note)
                for member in row.rows:
                    yield from self._criterion(member, columns, notes, depth + 1)

    def _marks(self, row: Criterion, columns: Sequence[str]) -> tuple[TableCell, ...]:
        return tuple(self._mark(True) if applies(row, column) else EMPTY for column in columns)

    def needed(self, row: Criterion, column: str) -> str:
        """What a row asks of a column, in words; empty where there is no more than its name."""
        asked = row.cells.get(column) if isinstance(row, Threshold) else None
        if not isinstance(row, Threshold) or asked is None or asked.is_unpublished:
            return ""
        cell = self._cell(asked, self.version.metric(row.metric))
        return "" if cell.mark else cell.text

    def name(self, row: Criterion) -> str:
        """What a row is called; a combination without a name, by how many of its rows must hold."""
        name = self.edition.text(row.name)
        return self._mode(row) if isinstance(row, Combination) and not name else name

    def _mode(self, row: Combination) -> str:
        return self.words(f"site.mode_{row.mode}".replace("-", "_"), n=row.count)

    def _mark(self, yes: bool) -> TableCell:
        return TableCell(self.words("common.yes" if yes else "common.no"), "yes" if yes else "no")

    def _cell(self, cell: Cell | None, metric: Metric) -> TableCell:
        if cell is None:
            return EMPTY
        if cell.agreed:
            return TableCell(self.words("site.agreed"))
        if cell.hidden or cell.needed is None:
            return TableCell(self.words("site.unpublished"))
        if isinstance(cell.needed, bool):
            return self._mark(cell.needed)
        if isinstance(cell.needed, str):
            return TableCell(cell.needed)
        return TableCell(self._amount(cell.needed, metric))

    def _amount(self, number: Decimal, metric: Metric) -> str:
        if metric.money and self.version.currency:
            return self.words.money(number, self.version.currency)
        unit = self.edition.text(metric.unit)
        return f"{self.words.number(number)} {unit}".strip()

    def _period(self, metric: Metric) -> str:
        """The days that a metric looks at, in words."""
        measure = metric.measure
        if isinstance(measure, PeopleMetric):
            return self.words("site.people_on_the_day")
        if not isinstance(measure, SumMetric | CountMetric) or measure.period is None:
            return ""
        return self._period_words(measure.period)

    def _period_words(self, period: Period) -> str:
        if period.kind == "last":
            return self.words(f"site.period_{period.unit}", n=period.count)
        return self.words(f"site.period_{period.kind}".replace("-", "_"))

    def _benefit(self, item: Benefit, levels: Sequence[str], notes: _Footnotes) -> TableRow:
        conditions = [self.edition.text(condition) for condition in item.conditions]
        if item.ends is not None:
            conditions.append(self.words("site.benefit_ends", date=self.words.date(item.ends)))
        note = notes.number(" ".join(conditions))
        cells = tuple(self._given(item, item.cells.get(level), notes) for level in levels)
        return TableRow(self.edition.text(item.name), cells, note=note)

    def _given(self, item: Benefit, cell: BenefitCell | None, notes: _Footnotes) -> TableCell:
        if cell is None:
            return self._mark(False)
        note = notes.number(self.edition.text(cell.note))
        match cell.given:
            case bool():
                mark = self._mark(cell.given)
                return TableCell(mark.text, mark.mark, note)
            case Text():
                return TableCell(self.edition.text(cell.given), note=note)
            case _:
                return TableCell(self._quantity(item, cell.given), note=note)

    def _quantity(self, item: Benefit, number: Decimal) -> str:
        unit = self.edition.text(item.unit)
        if item.kind == "percent":
            return f"{self.words.percent(number)} {unit}".strip()
        if item.kind == "money" and self.version.currency:
            return f"{self.words.money(number, self.version.currency)} {unit}".strip()
        return f"{self.words.number(number)} {unit}".strip()
