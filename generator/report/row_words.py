"""What a criterion is called and asks of one partner, and what the partner has."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from ..model.criterion import ApprovalRow, Cell, Combination, Criterion, Threshold, Top, applies
from ..model.metric import Metric
from ..model.standing import Number, Value
from ..qualify.case import Case
from .figures import Figures, decimals, rounded
from .trace import Line


@dataclass(frozen=True, slots=True)
class RowWords:
    """The rows of a version as they are asked of one partner on one day."""

    figures: Figures
    case: Case

    def words(self, name: str, /, **values: object) -> str:
        return self.figures.voice.words(name, **values)

    def metric(self, metric_id: str) -> Metric:
        return self.case.rules.version.metric(metric_id)

    def metric_name(self, metric_id: str) -> str:
        return self.figures.voice.text(self.metric(metric_id).name)

    def name(self, row: Criterion) -> str:
        """What a criterion is called; a combination without a name, by what it asks."""
        if isinstance(row, Combination) and not row.name.by_language:
            return self.words(f"criteria.mode_{row.mode}".replace("-", "_"), n=row.count)
        return self.figures.voice.text(row.name) or self.figures.voice.quote(row.id)

    def is_masked(self, line: Line) -> bool:
        """Whether the threshold is not for everybody's eyes."""
        return line.finding.hidden and not self.figures.voice.private

    # --- cells --------------------------------------------------------------------------------

    def needed(self, line: Line) -> str:
        """The threshold, or why there is none to show."""
        row = line.criterion
        if not line.is_asked:
            return ""
        match row:
            case ApprovalRow():
                return self.words("common.yes")
            case Combination():
                if self.is_masked(line):
                    return self.words("explain.hidden")
                name = "explain.places" if row.each_person_once else "explain.of_these"
                return self.words(name, n=line.finding.needed)
            case Threshold():
                return self._threshold(line, row, row.cells[line.finding.level])

    def _threshold(self, line: Line, row: Threshold, cell: Cell) -> str:
        if cell.top is not None:
            best = self.best(row, cell.top)
            known = line.finding.needed is not None and not self.is_masked(line)
            return f"{best}: {self.threshold(line)}" if known else best
        if self.is_masked(line):
            if row.per and not (cell.hidden or line.agreed):
                return self.words("criteria.each", amount=self.each(row, cell))
            return self.words("explain.hidden")
        if line.finding.needed is None:
            why = "approved" if line.finding.verdict == "met" else self.no_threshold(line, cell)
            return self.words(f"explain.threshold_{why}")
        amount = self.threshold(line)
        return self.words("criteria.at_most", amount=amount) if row.at_most else amount

    def have(self, line: Line) -> str:
        finding = line.finding
        if not line.is_asked:
            return ""
        if finding.have is None and finding.verdict == "met":
            return "–"  # Somebody decided without a figure.
        return self.figure(line, finding.have, _have_up(line), with_unit=False)

    def gap(self, line: Line) -> str:
        """What is missing; above a maximum, what is too much."""
        gap = self.distance(line)
        if not gap or not line.is_asked:
            return ""
        is_over = isinstance(line.criterion, Threshold) and line.criterion.at_most
        amount = self.distance_in_words(line, gap)
        return self.words("explain.over", amount=amount) if is_over else amount

    # --- figures ------------------------------------------------------------------------------

    def figure(self, line: Line, value: Value, up: bool, with_unit: bool = True) -> str:
        """A figure of the line's metric; of a combination, how many."""
        row = line.criterion
        if isinstance(row, Threshold):
            places = decimals(line.finding.needed)
            return self.figures.value(value, self.metric(row.metric), up, places, with_unit)
        if isinstance(value, Number):
            return self.figures.plain(value)
        return self.words("common.yes" if value else "common.no")

    def distance(self, line: Line) -> Number | None:
        """What is missing or too much; of what only comes in whole figures, a whole one."""
        row, gap = line.criterion, line.finding.gap
        if gap is None or not isinstance(row, Threshold) or not self.metric(row.metric).is_whole:
            return gap
        return rounded(gap, 0, up=True)

    def distance_in_words(self, line: Line, gap: Number) -> str:
        row = line.criterion
        if not isinstance(row, Threshold):
            return self.figures.plain(gap)
        places = decimals(line.finding.needed)
        return self.figures.gap(gap, self.metric(row.metric), places, with_unit=False)

    def threshold(self, line: Line, with_unit: bool = True) -> str:
        """A threshold that may be shown, and what makes it that of this partner."""
        row, finding = line.criterion, line.finding
        # Beside a figure that is enough, rounded alike; else away from it.
        up = _have_up(line) == (finding.verdict == "met")
        needed = finding.needed
        if not isinstance(row, Threshold):
            return self.figure(line, needed, up)
        if isinstance(needed, Number) and self.metric(row.metric).is_whole:
            needed = rounded(needed, 0, up=not row.at_most)
        amount = self.figure(line, needed, up, with_unit)
        notes = ", ".join(self._notes(line, row, row.cells[finding.level]))
        return f"{amount} ({notes})" if notes else amount

    def _notes(self, line: Line, row: Threshold, cell: Cell) -> Iterator[str]:
        case = self.case
        if cell.top is not None:
            return
        if line.agreed:
            yield self.words("explain.agreed")
            return
        newcomers = case.rules.version.newcomers
        is_lower = row.newcomers and newcomers is not None and newcomers.factor != 1
        if case.is_newcomer and (cell.newcomers is not None or is_lower):
            yield self.words("explain.for_newcomers")
        if row.per:
            yield self.words(
                "explain.each_of",
                amount=self.each(row, cell),
                name=self.metric_name(row.per),
                figure=self.figures.value(case.value(row.per), self.metric(row.per)),
            )

    def each(self, row: Threshold, cell: Cell) -> str:
        """The threshold for each one of what multiplies it."""
        return self.figures.value(self.case.asked(row, cell), self.metric(row.metric))

    def no_threshold(self, line: Line, cell: Cell) -> str:
        """Why there is none, as messages call it."""
        if line.agreed:
            return "none_agreed"
        return "unpublished" if self.case.is_unpublished(cell) else "unknown"

    # --- phrases ------------------------------------------------------------------------------

    def best(self, row: Threshold, top: Top) -> str:
        """To be among the best, and of whom."""
        group = self.words(f"explain.among_{row.among}", name=self._group(row))
        if top.percent:
            share = self.figures.voice.words.percent(top.count)
            return self.words("criteria.top_percent", share=share, group=group)
        return self.words("criteria.top", n=top.count, group=group)

    def _group(self, row: Threshold) -> str:
        case, voice = self.case, self.figures.voice
        version = case.rules.version
        match row.among:
            case "country":
                country = next((place.country for place in case.member.partner.locations), "")
                return voice.words.country(country) if country else "–"
            case "region":
                names = [item.name for item in version.regions if item.id == case.region]
            case "track":
                names = [item.name for item in version.tracks if item.id == case.track]
            case "program":
                names = []
        return ", ".join(map(voice.text, names))

    def conditions(self, rows: Iterable[Criterion], column: str) -> str:
        """Rows in a line, as the condition of another one."""
        return self.figures.voice.words.all_of(
            self._condition(row, column) for row in rows if applies(row, column)
        )

    def _condition(self, row: Criterion, column: str) -> str:
        """A criterion by its name and, where it can be told, its threshold."""
        name = self.words("common.quoted", text=self.name(row))
        if not isinstance(row, Threshold):
            return name
        asked = self.case.needed(row, column)
        if asked is None or asked is True or self.case.is_private(row, column):
            return name
        amount = self.figures.value(asked, self.metric(row.metric))
        if isinstance(asked, Number):
            amount = self.words(
                "criteria.at_most" if row.at_most else "criteria.at_least", amount=amount
            )
        return self.words("explain.condition", name=name, amount=amount)


def _have_up(line: Line) -> bool:
    """Whether the partner's figure is to be rounded up: where less is better."""
    return isinstance(line.criterion, Threshold) and line.criterion.at_most
