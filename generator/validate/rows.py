"""From the rows of a version file to criteria: thresholds, approvals and combinations."""

from __future__ import annotations

from collections import Counter
from decimal import Decimal
from typing import Literal

from ..diagnostics import Diagnostic
from ..model.program import ApprovalRow, Cell, Combination, Criterion, Needed, Threshold
from ..model.written import as_answer, as_number
from ..wording import in_all_languages
from .formats.program import CellFormat, RowFormat, VersionFormat
from .metrics import ValueType, value_type
from .shape import Path, Shaped
from .texts import text

UNPUBLISHED, AGREED = "unpublished", "agreed"
_KINDS = ("metric", "approval", "all_of", "any_of", "of")
_MODES: dict[str, Literal["all", "any", "at-least"]] = {
    "all_of": "all",
    "any_of": "any",
    "of": "at-least",
}
_BELONGS = {
    "levels": "It holds the thresholds of a metric among the requirements.",
    "needed": "It is the threshold of a metric in a specialisation or a track's condition.",
    "at_least": "It belongs to a row that has “of”.",
}


class RowBuilder:
    """Builds rows of one version and collects what is wrong with them."""

    def __init__(self, file: Shaped[VersionFormat]) -> None:
        self.file = file
        self.diagnostics: list[Diagnostic] = []

    def rows(
        self, rows: tuple[RowFormat, ...], path: Path, column: str = ""
    ) -> tuple[Criterion, ...]:
        """The rows at ``path``. In a table without levels, ``column`` is the key of all cells."""
        built = [self._row(row, (*path, i), column) for i, row in enumerate(rows)]
        return tuple(row for row in built if row is not None)

    def _row(self, row: RowFormat, path: Path, column: str) -> Criterion | None:
        """A row, or None after reporting why it is none."""
        match [kind for kind in _KINDS if getattr(row, kind)]:
            case [kind]:
                self._check_others(row, kind, path, column)
                if kind == "approval":
                    return self._approval(row, path, column)
                if kind == "metric":
                    return self._threshold(row, path, column)
                return self._combination(row, kind, path, column)
            case []:
                message = "This row asks for nothing"
            case [*kinds]:
                message = f"This row has {' and '.join(f'“{kind}”' for kind in kinds)} at once"
        hint = "A row has one of: metric, approval, all_of, any_of, or at_least with of."
        self._report("contradiction", message, path, hint)
        return None

    def _check_others(self, row: RowFormat, kind: str, path: Path, column: str) -> None:
        """Keys that mean nothing in a row of this kind: whoever wrote them meant something."""
        cells = "needed" if column else "levels"
        meant = {"metric": cells, "of": "at_least"}.get(kind)
        for key in ("levels", "needed", "at_least"):
            if getattr(row, key) is not None and key != meant:
                hint = _BELONGS[key]
                message = f"“{key}” means nothing in this row"
                found = self.file.report("contradiction", message, (*path, key), hint, at_key=True)
                self.diagnostics.append(found)

    def _approval(self, row: RowFormat, path: Path, column: str) -> ApprovalRow | None:
        if column:
            hint = "Ask for a document here, or write the approval into the requirements."
            self._report("contradiction", "Only levels are approved", (*path, "approval"), hint)
            return None
        source = self.file.source(*path)
        levels = {
            level: self.file.source(*path, "approval", i)
            for i, level in enumerate(row.approval or ())
        }
        name = text(row.name or in_all_languages("common.approval"))
        identity = row.id or "approval"
        return ApprovalRow(identity, name, levels, source, text(row.group), text(row.note))

    def _combination(
        self, row: RowFormat, kind: str, path: Path, column: str
    ) -> Combination | None:
        members = self.rows(getattr(row, kind), (*path, kind), column)
        count = {"all_of": len(members), "any_of": 1, "of": row.at_least or 0}[kind]
        if kind == "of" and not 0 < count <= len(row.of or ()):
            hint = f"Write “at_least: n” beside it, with n from 1 to {len(row.of or ())}."
            message = "“of” does not say how many of its rows must hold"
            self._report("contradiction", message, (*path, "at_least"), hint)
            return None
        if kind == "of" and len(members) == len(row.of or ()):
            self._check_reach(members, count, path)
        return Combination(
            id=row.id or "-".join(str(step) for step in path),
            name=text(row.name),
            mode=_MODES[kind],
            count=count,
            rows=members,
            source=self.file.source(*path),
            group=text(row.group),
            note=text(row.note),
        )

    def _check_reach(self, members: tuple[Criterion, ...], count: int, path: Path) -> None:
        """A level where fewer of the rows apply than must hold is one that nobody can reach."""
        applying = Counter(column for member in members for column in columns_of(member))
        for column, rows in applying.items():
            if rows < count:
                message = f"At “{column}” {count} rows must hold, but only {rows} can"
                hint = "Give more of them a threshold there."
                self._report("contradiction", message, (*path, "at_least"), hint)

    def _threshold(self, row: RowFormat, path: Path, column: str) -> Threshold | None:
        metric = row.metric or ""
        definition = self.file.value.metrics.get(metric)
        if definition is None:
            return None  # Reported with the references.
        written: dict[str, str | CellFormat] | None = row.levels
        if column:
            written = None if row.needed is None else {column: row.needed}
        if written is None:
            key, what = ("needed", "the threshold") if column else ("levels", "a threshold a level")
            self._report("missing-key", f"“{key}” is missing", path, f"Add {what}.")
            return None
        cells: dict[str, Cell] = {}
        for level, cell in written.items():
            place = (*path, "needed") if column else (*path, "levels", level)
            built = self._cell(cell, value_type(definition), place)
            if built is not None:
                cells[level] = built
        return Threshold(
            id=row.id or metric,
            name=text(row.name or definition.name),
            metric=metric,
            cells=cells,
            source=self.file.source(*path),
            group=text(row.group),
            note=text(row.note),
        )

    def _cell(self, cell: str | CellFormat, kind: ValueType, path: Path) -> Cell | None:
        written, hidden = (cell, False) if isinstance(cell, str) else (cell.value, cell.hidden)
        source = self.file.source(*path)
        if written == AGREED and kind == "number":
            return Cell(None, source, hidden, agreed=True)
        try:
            needed = read_value(written, kind)
        except ValueError as error:
            words = f"“{AGREED}” or “{UNPUBLISHED}”" if kind == "number" else f"“{UNPUBLISHED}”"
            hint = f"Other than that, a cell may say {words}."
            self._report("wrong-type", f"“{written}” should be {error}", path, hint)
            return None
        if isinstance(needed, Decimal):
            self.diagnostics += self.file.check_thousands(needed, path)
        return Cell(needed, source, hidden)

    def _report(self, slug: str, message: str, path: Path, hint: str = "") -> None:
        self.diagnostics.append(self.file.report(slug, message, path, hint))


def columns_of(row: Criterion) -> set[str]:
    """The levels, or the one specialisation or track, that a row asks something of."""
    if isinstance(row, Combination):
        return {column for member in row.rows for column in columns_of(member)}
    return set(row.cells if isinstance(row, Threshold) else row.levels)


def read_value(written: str, kind: ValueType) -> Needed:
    """A cell's text read as its row means it. Raises ValueError naming what was expected."""
    if written == UNPUBLISHED:
        return None
    if kind == "yes-no":
        answer = as_answer(written)
        if answer is None:
            raise ValueError("yes or no")
        return answer
    if kind == "number":
        number = as_number(written)
        if number is None:
            raise ValueError("a number such as 1500 or 12.5")
        return number
    return written
