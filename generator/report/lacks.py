"""What is missing for a level, criterion by criterion."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from ..model.criterion import ApprovalRow, Cell, Combination, Threshold
from ..model.metric import DocumentMetric, inputs
from ..model.standing import Number
from ..qualify.criteria import verdict
from .row_words import RowWords
from .trace import Line, Way


@dataclass(frozen=True, slots=True)
class Before:
    """The same criteria by earlier rules or on an earlier day, each under its id."""

    rows: RowWords
    lines: Mapping[str, Line]


@dataclass(frozen=True, slots=True)
class Lacks:
    """The missing criteria of one partner in words.

    Figures that were others ``before`` are told as well.
    """

    rows: RowWords
    before: Before | None = None

    @property
    def _private(self) -> bool:
        return self.rows.figures.voice.private

    def lines(self, way: Way) -> Iterator[str]:
        """One line each; the missing rows of a combination stand below it."""
        for line in way.missing:
            yield from self._lines(line, 1)

    def _lines(self, line: Line, depth: int) -> Iterator[str]:
        yield f"{'  ' * depth}- {self._named(line)}"
        for row in line.rows:
            if row.is_missing:
                yield from self._lines(row, depth + 1)

    def sentence(self, line: Line) -> str:
        """All in one line."""
        inside = "; ".join(self.sentence(row) for row in line.rows if row.is_missing)
        return f"{self._named(line)} ({inside})" if inside else self._named(line)

    def _named(self, line: Line) -> str:
        return f"{self.rows.name(line.criterion)}: {self.lack(line)}"

    def lack(self, line: Line) -> str:
        """One criterion: what it asks and what there is."""
        row, words = line.criterion, self.rows.words
        said = ", ".join(filter(None, self._said(line)))
        unclear = row.only_if and (
            verdict(row.only_if, line.finding.level, self.rows.case) == "unknown"
        )
        if not unclear:
            return said
        conditions = self.rows.conditions(row.only_if, line.finding.level)
        return words("explain.perhaps", lack=said, conditions=conditions)

    def _said(self, line: Line) -> Sequence[str]:
        match line.criterion:
            case ApprovalRow():
                return (self.rows.words("explain.no_approval"),)
            case Combination():
                return self._combination(line, line.criterion)
            case Threshold():
                cell = line.criterion.cells[line.finding.level]
                return self._threshold(line, line.criterion, cell)

    def _combination(self, line: Line, row: Combination) -> Sequence[str]:
        words, needed, have = self.rows.words, line.finding.needed, line.finding.have
        if self.rows.is_masked(line):
            return (words("explain.needs_hidden"),)
        if row.each_person_once:
            filled = words("explain.places_filled", n=have) if self._private else ""
            return (words("explain.needs_places", n=needed), filled)
        # Without a name it is called by what it asks for.
        name = f"explain.needs_{row.mode}".replace("-", "_")
        asked = words(name, n=needed) if row.name.by_language else ""
        if self._private:
            return (asked, words("explain.rows_met", n=have) if have else words("explain.none_met"))
        return (asked or words("explain.too_few"),)

    # --- thresholds ---------------------------------------------------------------------------

    def _threshold(self, line: Line, row: Threshold, cell: Cell) -> Sequence[str]:
        words, needed = self.rows.words, line.finding.needed
        if cell.top is not None:
            return (self._best(line, row, cell), self._has(line, row))
        if self.rows.is_masked(line):
            if row.per and not (cell.hidden or line.agreed):
                return (self._each(row, cell), self._has(line, row))
            masked = "explain.needs_agreed" if line.agreed else "explain.needs_hidden"
            return (words(masked), self._has(line, row))
        if needed is None:
            name = self.rows.no_threshold(line, cell)
            if name == "unknown":
                return (self._each(row, cell),)
            return (words(f"explain.lacks_{name}"),)
        measure = self.rows.metric(row.metric).measure
        if needed is True and isinstance(measure, DocumentMetric):
            return (words("explain.no_document"),)
        amount = self._needed(line)
        if needed is True:
            return (words("explain.required"), self._has(line, row))
        if not isinstance(needed, Number):
            return (words("explain.must_be", value=amount), self._has(line, row))
        asked = "explain.needs_at_most" if row.at_most else "explain.needs"
        return (words(asked, amount=amount), self._has(line, row))

    def _needed(self, line: Line) -> str:
        """The threshold, and that of before where it was another one."""
        amount, was = self.rows.threshold(line), self._was(line)
        if was is None or was.finding.needed in (None, line.finding.needed):
            return amount
        before = self.before.rows.threshold(was, with_unit=False) if self.before else ""
        return self.rows.words("explain.instead", amount=amount, before=before)

    def _was(self, line: Line) -> Line | None:
        """The criterion before, if it compared figures then."""
        was = self.before.lines.get(line.criterion.id) if self.before else None
        return was if was is not None and isinstance(was.criterion, Threshold) else None

    def _best(self, line: Line, row: Threshold, cell: Cell) -> str:
        words = self.rows.words
        best = self.rows.best(row, cell.top) if cell.top else ""
        if self.rows.is_masked(line):
            return words("explain.needs_top_hidden", best=best)
        if line.finding.needed is None:
            return words("explain.needs_top_any", best=best)
        return words("explain.needs_top", best=best, amount=self.rows.threshold(line))

    def _each(self, row: Threshold, cell: Cell) -> str:
        """A threshold that is multiplied by a figure which is not told, or not known."""
        is_unknown = self.rows.case.value(row.per) is None
        return self.rows.words(
            "explain.needs_each_unknown" if is_unknown else "explain.needs_each",
            amount=self.rows.each(row, cell),
            name=self.rows.metric_name(row.per),
        )

    def _has(self, line: Line, row: Threshold) -> str:
        """What there is, and how far it is from enough."""
        words, have = self.rows.words, line.finding.have
        if have is None:
            return self._unknown(row.metric)
        if not self._private:
            return ""
        shown = self.rows.figure(line, have, row.at_most, with_unit=False)
        was = self._was(line)
        if was is not None and was.finding.have not in (None, have) and self.before:
            before = self.before.rows.figure(was, was.finding.have, row.at_most, with_unit=False)
            shown = words("explain.instead", amount=shown, before=before)
        if not isinstance(have, Number):
            return words("explain.on_record", value=shown)
        has, gap = words("explain.has", amount=shown), self.rows.distance(line)
        if not gap:
            return has
        distance = self.rows.distance_in_words(line, gap)
        return f"{has}, {words(self._distance(row), n=gap, amount=distance)}"

    def _unknown(self, metric_id: str) -> str:
        """Why there is no figure."""
        words, parts = self.rows.words, inputs(self.rows.metric(metric_id).measure)
        if not parts:
            return words("explain.nothing_on_record")
        unknown = [name for name in parts if self.rows.case.value(name) is None]
        if not unknown:
            return words("explain.not_computable")
        names = self.rows.figures.voice.words.all_of(map(self.rows.metric_name, unknown))
        return words("explain.not_computable_without", names=names)

    def _distance(self, row: Threshold) -> str:
        """How the gap is called: the name of a message."""
        if not row.at_most:
            return "explain.missing"
        return "explain.too_much" if self.rows.metric(row.metric).money else "explain.too_many"
