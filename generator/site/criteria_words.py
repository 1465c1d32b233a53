"""How a row of the requirements reads: its name, its thresholds, and for whom they differ."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal
from itertools import product

from ..model.criterion import (
    ApprovalRow,
    Cell,
    Combination,
    Criterion,
    Needed,
    Threshold,
    Top,
    applies,
)
from ..model.metric import Metric
from ..model.program import Region, Version
from ..model.text import EMPTY
from .edition import Edition
from .metric_words import MetricWords
from .views.program import TableCell

NOT_ASKED = TableCell("")


@dataclass(frozen=True, slots=True)
class Members:
    """Whom a threshold is for, as far as thresholds differ. ``region`` is None outside of all."""

    track: str = ""
    region: Region | None = None
    are_new: bool = False


@dataclass(frozen=True, slots=True)
class Variant:
    """What a row asks of some members. ``label`` says of whom, and is empty for everybody."""

    label: str
    cells: tuple[TableCell, ...]


class CriteriaWords:
    """The rows of one version in one language."""

    def __init__(self, edition: Edition, version: Version) -> None:
        self.edition = edition
        self.words = edition.words
        self.version = version
        self.metrics = MetricWords(edition, version)

    # --- the head of a row --------------------------------------------------------------------

    def name(self, row: Criterion) -> str:
        """What a row is called; a combination without a name, by how many of its rows must hold."""
        name = self.edition.text(row.name)
        return self._mode(row) if isinstance(row, Combination) and not name else name

    def _mode(self, row: Combination) -> str:
        return self.words(f"criteria.mode_{row.mode}".replace("-", "_"), n=row.count)

    def detail(self, row: Criterion) -> str:
        """What is counted, or how many rows must hold."""
        match row:
            case Threshold():
                return self.metrics.detail(self.version.metric(row.metric))
            case Combination():
                return self._mode(row) if self.edition.text(row.name) else ""
            case ApprovalRow():
                return ""

    def parts(self, row: Criterion) -> tuple[str, ...]:
        """Where points come from, a line each."""
        if not isinstance(row, Threshold):
            return ()
        return self.metrics.parts(self.version.metric(row.metric))

    def conditions(self, row: Criterion, columns: Sequence[str]) -> tuple[str, ...]:
        """When and how the row counts, a sentence each."""
        return tuple(self._conditions(row, columns))

    def _conditions(self, row: Criterion, columns: Sequence[str]) -> Iterator[str]:
        if isinstance(row, Combination) and row.each_person_once:
            yield self.words("criteria.each_person_once")
        if isinstance(row, Threshold) and row.per:
            yield self.words("criteria.per", name=self.metrics.name(row.per))
        if row.only_if:
            said = [self.sentence(item, columns) for item in row.only_if]
            yield self.words("criteria.only_if", conditions=self.words.all_of(filter(None, said)))

    def included(self, level: str) -> tuple[str, ...]:
        """In a version where each level includes the one below: what that requires, as a row."""
        if not self.version.cumulative:
            return ()
        sides = [ladder.levels for ladder in self.version.ladders]
        sides += [track.levels for track in self.version.tracks]
        sides = sides or [self.version.levels_of(None)]
        below = dict.fromkeys(side[side.index(level) - 1] for side in sides if level in side[1:])
        names = [self.edition.text(self.version.level(name).name) for name in below]
        return tuple(self.words("criteria.all_of_level", level=name) for name in names)

    # --- thresholds ---------------------------------------------------------------------------

    def variants(self, row: Threshold, columns: Sequence[str], track: str) -> tuple[Variant, ...]:
        """What a row asks in each column, once for each group of members that it treats alike.

        Where ``track`` is empty, it is that of any track with one of the levels.
        """
        tracks = [track] if track else self._tracks(columns)
        everybody = self._alike(row, columns, tracks, are_new=False)
        if self.version.newcomers is None:
            return everybody
        newcomers = self._alike(row, columns, tracks, are_new=True)
        if [item.cells for item in newcomers] == [item.cells for item in everybody]:
            return everybody
        first = self.words("criteria.newcomers", n=self.version.newcomers.months)
        return (
            *everybody,
            *(Variant(", ".join(filter(None, (v.label, first))), v.cells) for v in newcomers),
        )

    def _alike(
        self, row: Threshold, columns: Sequence[str], tracks: Sequence[str], *, are_new: bool
    ) -> tuple[Variant, ...]:
        labels: dict[tuple[TableCell, ...], list[str]] = {}
        for track, region in product(tracks, self._regions(row)):
            members = Members(track, region, are_new)
            cells = tuple(self.cell(row, row.cells.get(column), members) for column in columns)
            labels.setdefault(cells, []).append(self._label(members, len(tracks) > 1))
        if len(labels) == 1:
            return tuple(Variant("", cells) for cells in labels)
        return tuple(Variant(", ".join(names), cells) for cells, names in labels.items())

    def _tracks(self, columns: Sequence[str]) -> Sequence[str]:
        found = [item.id for item in self.version.tracks if set(columns) & set(item.levels)]
        return found or [""]

    def _regions(self, row: Threshold) -> Sequence[Region | None]:
        """All regions, and where they leave countries out, what is asked there."""
        regions = self.version.regions
        covers_all = any(not region.countries for region in regions)
        told_elsewhere = any(cell.needed is not None for cell in row.cells.values())
        return regions if covers_all or (regions and not told_elsewhere) else (*regions, None)

    def _label(self, members: Members, with_track: bool) -> str:
        names: list[str] = []
        if with_track:
            track = next(item for item in self.version.tracks if item.id == members.track)
            names.append(self.edition.text(track.name))
        if members.region is not None:
            names.append(self.edition.text(members.region.name))
        elif self.version.regions:
            names.append(self.words("criteria.other_countries"))
        return " – ".join(names)

    def cell(self, row: Threshold, cell: Cell | None, members: Members) -> TableCell:
        """What a row asks of some members in one column."""
        if cell is None:
            return NOT_ASKED
        if cell.hidden:
            return TableCell(self.words("criteria.unpublished"))
        if cell.agreed:
            return TableCell(self.words("criteria.agreed"))
        if cell.top is not None:
            return TableCell(self._top(row, cell.top))
        return self._needed(row, self._applying(row, cell, members))

    def _top(self, row: Threshold, top: Top) -> str:
        group = self.words(f"criteria.among_{row.among}")
        if top.percent:
            share = self.words.percent(top.count)
            return self.words("criteria.top_percent", share=share, group=group)
        return self.words("criteria.top", n=top.count, group=group)

    def _needed(self, row: Threshold, needed: Needed) -> TableCell:
        match needed:
            case None:
                return TableCell(self.words("criteria.unpublished"))
            case bool():
                return self.mark(needed)
            case str():
                return TableCell(needed)
        amount = self.metrics.amount(needed, self.version.metric(row.metric))
        if row.at_most:
            amount = self.words("criteria.at_most", amount=amount)
        return TableCell(self.words("criteria.each", amount=amount) if row.per else amount)

    def _applying(self, row: Threshold, cell: Cell, members: Members) -> Needed:
        """The most particular threshold, times the factors that the row asks for."""
        needed, region = cell.needed, members.region
        if members.track in (cell.by_track or {}):
            needed = (cell.by_track or {})[members.track]
        if region is not None and region.id in (cell.by_region or {}):
            needed = (cell.by_region or {})[region.id]
        if members.are_new and cell.newcomers is not None:
            needed = cell.newcomers
        if not isinstance(needed, Decimal):
            return needed
        factor = region.factor if region is not None and row.by_region else Decimal(1)
        if row.newcomers and members.are_new and self.version.newcomers is not None:
            factor *= self.version.newcomers.factor
        return _times(needed, factor, row, self.version.metric(row.metric))

    def mark(self, yes: bool) -> TableCell:
        return TableCell(self.words("common.yes" if yes else "common.no"), "yes" if yes else "no")

    def marks(self, row: Criterion, columns: Sequence[str]) -> tuple[TableCell, ...]:
        """Of a row without thresholds: where it applies."""
        return tuple(self.mark(True) if applies(row, column) else NOT_ASKED for column in columns)

    # --- rows in a line -----------------------------------------------------------------------

    def asked(self, row: Criterion, column: str, track: str) -> str:
        """What a row asks of a column, in words; empty where there is no more than its name."""
        if not isinstance(row, Threshold) or column not in row.cells:
            return ""
        found = [(item.label, item.cells[0]) for item in self.variants(row, (column,), track)]
        unpublished = self.words("criteria.unpublished")
        if all(cell.mark or cell.text == unpublished for _, cell in found):
            return ""
        for_all = "".join(cell.text for of, cell in found if not of)
        if not for_all:
            return ", ".join(f"{cell.text} ({of})" for of, cell in found)
        others = "; ".join(f"{of} {cell.text}" for of, cell in found if of)
        return f"{for_all} ({others})" if others else for_all

    def sentence(self, row: Criterion, columns: Sequence[str]) -> str:
        """A row as a condition, such as “Revenue: at least €500”; empty where it asks nothing."""
        columns = [column for column in columns if applies(row, column)]
        if not columns:
            return ""
        match row:
            case Threshold():
                return self._threshold(row, columns)
            case ApprovalRow():
                return self.name(row)
            case Combination():
                return self.edition.text(row.name) or self._combination(row, columns)

    def _threshold(self, row: Threshold, columns: Sequence[str]) -> str:
        by_text: dict[str, list[str]] = {}
        for column in columns:
            text = self._text(row, column)
            by_text.setdefault(text, []).append(self._column(column))
        if len(by_text) == 1:
            text = next(iter(by_text))
            return f"{self.name(row)}: {text}" if text else self.name(row)
        listed = [f"{text} ({', '.join(names)})" for text, names in by_text.items()]
        return f"{self.name(row)}: {', '.join(listed)}"

    def _text(self, row: Threshold, column: str) -> str:
        """The threshold; empty for a plain yes."""
        cell = row.cells[column]
        text = self.asked(row, column, "")
        if not text:
            mark = self.cell(row, cell, Members())
            return "" if mark.mark == "yes" else mark.text
        is_minimum = any(isinstance(figure, Decimal) for figure in cell.figures)
        if row.at_most or row.per or not is_minimum:
            return text
        return self.words("criteria.at_least", amount=text)

    def _column(self, column: str) -> str:
        """The level's name; none of another column, which stands alone."""
        names = (item.name for item in self.version.levels if item.id == column)
        return self.edition.text(next(names, EMPTY))

    def _combination(self, row: Combination, columns: Sequence[str]) -> str:
        members = [said for item in row.rows if (said := self.sentence(item, columns))]
        if row.mode == "all":
            return self.words.all_of(members)
        if row.mode == "any":
            return self.words.any_of(members)
        return self.words("criteria.at_least_of", n=row.count, rows="; ".join(members))

    def sentences(self, rows: Iterable[Criterion], column: str) -> str:
        """Rows that must all hold, in a line."""
        return "; ".join(filter(None, (self.sentence(row, (column,)) for row in rows)))


def _times(needed: Decimal, factor: Decimal, row: Threshold, metric: Metric) -> Decimal:
    """A threshold times a factor; where only whole figures occur, the one that decides."""
    if factor == 1:
        return needed
    product_ = needed * factor
    if not metric.is_whole or row.per:
        return product_
    return product_.to_integral_value(ROUND_FLOOR if row.at_most else ROUND_CEILING)
