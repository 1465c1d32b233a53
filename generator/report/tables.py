"""All criteria of one column as a table: needed, there, missing, and the line of each rule."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from ..model.program import Specialisation
from ..model.text import Source
from ..qualify.criteria import judge
from .row_words import RowWords
from .trace import Column, Line, Way
from .visible import columns, visible

Kind = Literal["level", "specialisation", "benefit", "membership", "track"]


@dataclass(frozen=True, slots=True)
class Tables:
    """The tables of one partner. ``members_met``: what the membership itself asks for holds."""

    rows: RowWords
    members_met: bool

    def table(self, column: Column, kind: Kind, state: str = "") -> str:
        """A headline and a row per criterion. ``state`` is added to the headline."""
        name = self.rows.figures.voice.text(column.name)
        title = self.rows.words(f"explain.column_{kind}", name=name)
        ways = list(map(self._state, column.ways)) or [self.rows.words("explain.state_closed")]
        if kind == "level" and column.is_met and not self.members_met:
            ways.append(self.rows.words("explain.state_not_member"))
        states = ", ".join(filter(None, [*ways, state]))
        head = self.rows.words("explain.column_state", column=title, state=states)
        if not column.lines:
            return head
        titles = ("", *(self.rows.words(f"explain.title_{item}") for item in self._titles))
        body = list(self._body(column))
        shown = iter(columns([titles, *(cells for cells, _ in body)]))
        lines = [head, f"  {next(shown)}"]
        for text, (_, note) in zip(shown, body, strict=True):
            lines.append(f"  {text}")
            if note:
                lines.append(f"      {note}")
        return "\n".join(lines)

    def not_offered(self, item: Specialisation) -> str:
        """Of a specialisation that is for other countries: which."""
        voice = self.rows.figures.voice
        title = self.rows.words("explain.column_specialisation", name=voice.text(item.name))
        countries = voice.words.all_of(map(voice.words.country, item.countries))
        state = self.rows.words("explain.only_in", countries=countries)
        return self.rows.words("explain.column_state", column=title, state=state)

    @property
    def _titles(self) -> tuple[str, ...]:
        """The columns; without those of private figures where these may not be told."""
        figures = ("have", "gap") if self.rows.figures.voice.private else ()
        return ("needed", *figures, "verdict", "line")

    def _state(self, way: Way) -> str:
        """How a way stands."""
        words, missing, of = self.rows.words, len(way.missing), len(way.asked)
        state = words("explain.state_missing", n=missing, of=of)
        if not way.asked:
            state = words("explain.state_nothing")
        elif not missing:
            state = words("explain.state_met")
        if way.path is None:
            return state
        path = self.rows.figures.voice.text(way.path.name)
        return words("explain.state_by", state=state, path=path)

    def _body(self, column: Column) -> Iterator[tuple[tuple[str, ...], str]]:
        """Rows with the note below each; the rows of a path stand below its name."""
        yield from self._rows(column.common, 0)
        for path, lines in column.own:
            name = self.rows.figures.voice.text(path.name)
            head = "explain.path" if column.is_open(path) else "explain.path_closed"
            yield (self.rows.words(head, path=name), *("" for _ in self._titles)), ""
            yield from self._rows(lines, 1)

    def _rows(self, lines: Sequence[Line], depth: int) -> Iterator[tuple[tuple[str, ...], str]]:
        for outermost in lines:
            for deeper, line in outermost.nested(depth):
                yield self._row(line, deeper), self._note(line)

    def _row(self, line: Line, depth: int) -> tuple[str, ...]:
        finding, rows = line.finding, self.rows
        figures = (rows.have(line), rows.gap(line)) if rows.figures.voice.private else ()
        return (
            "  " * depth + rows.name(line.criterion),
            rows.needed(line),
            *figures,
            rows.words(f"explain.verdict_{finding.verdict}".replace("-", "_")),
            self._place(finding.source),
        )

    def _place(self, source: Source) -> str:
        """The line alone where the file is the version's own, which the heading names."""
        is_own = source.path == self.rows.case.rules.version.source.path
        return str(source.line) if is_own else visible(str(source))

    def _note(self, line: Line) -> str:
        """Why a row is not asked."""
        if line.is_asked or not line.criterion.only_if:
            return ""
        column, case = line.finding.level, self.rows.case
        missed = [row for row in line.criterion.only_if if judge(row, column, case) == "missed"]
        return self.rows.words("explain.not_asked", conditions=self.rows.conditions(missed, column))
