"""How a criterion turned between two days or two sets of rules: missing now, or no longer."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from ..model.criterion import Combination, Threshold
from ..model.metric import DocumentMetric
from ..model.standing import Number
from .lacks import Before, Lacks
from .row_words import RowWords
from .trace import Line, Way


def by_id(way: Way) -> Mapping[str, Line]:
    """All criteria of a way, those inside combinations too."""
    found: dict[str, Line] = {}
    for line in way.lines:
        for _, row in line.nested():
            if row.is_asked:
                found.setdefault(row.criterion.id, row)
    return found


@dataclass(frozen=True, slots=True)
class Turned:
    """The criteria after a move beside those ``before``, if any were asked then.

    Figures are told only where the voice is private; else how the rule changed.
    """

    rows: RowWords
    before: Before | None

    @property
    def _private(self) -> bool:
        return self.rows.figures.voice.private

    @property
    def _are_other_rules(self) -> bool:
        own = self.rows.case.rules.version
        return self.before is not None and self.before.rows.case.rules.version is not own

    def lack(self, line: Line) -> str:
        """One criterion that is missing."""
        if not self._private:
            verdict = "not_met" if line.finding.verdict == "missed" else "nothing_known"
            return self._named(line, self.rows.words(f"moves.{verdict}"), self._change(line))
        said = Lacks(self.rows, self.before).sentence(line)
        return f"{said} ({self.rows.words('moves.new')})" if self._is_new(line) else said

    def win(self, was: Line, now: Mapping[str, Line]) -> str:
        """How a criterion that was missing no longer is; empty where it still is."""
        words, line = self.rows.words, now.get(was.criterion.id)
        if line is None:
            gone = self._named(was, words("moves.not_asked"))
            return gone if self._are_other_rules else ""
        if line.is_missing:
            return ""
        if self._private and self._has_figure(line):
            return Lacks(self.rows, self.before).sentence(line)
        change = self._change(line)
        met = self._named(line, words("moves.met"), change if change == words("moves.less") else "")
        inside = [self.win(row, now) for row in was.rows if row.is_missing and self._private]
        won = "; ".join(filter(None, inside))
        return f"{met} ({won})" if won else met

    def _named(self, line: Line, *said: str) -> str:
        return f"{self.rows.name(line.criterion)}: {', '.join(filter(None, said))}"

    def _has_figure(self, line: Line) -> bool:
        """Whether there is more to tell than that it is met."""
        row = line.criterion
        if not isinstance(row, Threshold) or line.finding.needed is None:
            return False
        return not isinstance(self.rows.metric(row.metric).measure, DocumentMetric)

    def _is_new(self, line: Line) -> bool:
        known = self.before.lines if self.before else {}
        return bool(known) and self._are_other_rules and line.criterion.id not in known

    def _change(self, line: Line) -> str:
        """How the rule itself became another one, as far as everybody may know."""
        if self._is_new(line):
            return self.rows.words("moves.new")
        if isinstance(line.criterion, Combination):
            inside = {self._change(row) for row in line.rows if row.is_asked}
            return inside.pop() if len(inside) == 1 else ""
        was = self.before.lines.get(line.criterion.id) if self.before else None
        if was is None or was.finding.hidden or line.finding.hidden:
            return ""
        old, new = was.finding.needed, line.finding.needed
        if not (isinstance(old, Number) and isinstance(new, Number)) or old == new:
            return ""
        at_most = isinstance(line.criterion, Threshold) and line.criterion.at_most
        return self.rows.words("moves.less" if (new > old) == at_most else "moves.more")
