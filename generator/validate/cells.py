"""From the cells of a row to thresholds."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from decimal import Decimal

from ..diagnostics import Diagnostic
from ..model.criterion import Cell, Needed, Top
from ..model.metric import Metric, ValueType
from ..model.written import as_answer, as_number
from .formats.requirement import CellFormat, RowFormat
from .formats.version import VersionFormat
from .shape import Path, Shaped

UNPUBLISHED, AGREED = "unpublished", "agreed"
TOP = re.compile(r"top ([1-9][0-9]{0,8}(?:\.[0-9]{1,3})?)( ?%)?")
_FIGURE = r"[0-9]+(?:[.,][0-9]+)*"
_Slips = tuple[tuple[re.Pattern[str], str], ...]
_CURRENCY = r"[A-Z]{3}|[€$£¥]"
_NOTHING: _Slips = (
    (re.compile(r"n/?a|none|no|nil|[-–—]", re.I), "Leave the {column} out."),
    (re.compile(r"tbd|tba|unknown|[?]+", re.I), f"Write “{UNPUBLISHED}”."),
)
_NUMBERS: _Slips = (
    (re.compile(rf"(?:<|=<|<=|≤) ?{_FIGURE}"), "Leave out the sign: “at_most: yes” says it."),
    (re.compile(rf"(?:=|>|=>|>=|≥) ?{_FIGURE}|{_FIGURE} ?[+]"), "Leave out the sign."),
    (re.compile(rf"{_FIGURE} ?[km]", re.I), "Write the number in full."),
    (re.compile(r"[0-9]{1,3}(?:[.,'’ ][0-9]{3})+"), "Leave out the separators."),
    (re.compile(rf"{_FIGURE} ?[^0-9.,]+|(?:{_CURRENCY}) ?{_FIGURE}"), "Leave out the unit."),
)
"""What people write into a cell instead of nothing or beside a number, and what to do about it."""


class CellReader:
    """Reads the cells of one version's rows and collects what is wrong with them."""

    def __init__(self, file: Shaped[VersionFormat]) -> None:
        self.file = file
        self.diagnostics: list[Diagnostic] = []

    def cells(
        self, row: RowFormat, metric: Metric, written: Mapping[str, tuple[str | CellFormat, Path]]
    ) -> dict[str, Cell]:
        """The thresholds by column, of cells with the place of each."""
        kind = metric.value_type
        read = {column: self._cell(cell, kind, path) for column, (cell, path) in written.items()}
        cells = {column: cell for column, cell in read.items() if cell is not None}
        for column, cell in cells.items():
            if cell.top is not None:
                self.diagnostics += self._check_top(row, cell, written[column][1])
            if cell.agreed and row.for_each is not None:
                hint = "A target names one metric: write a row for each value."
                message = "“agreed” and “for_each” do not go together"
                self._report("contradiction", message, written[column][1], hint)
        return cells

    def _cell(self, cell: str | CellFormat, kind: ValueType, path: Path) -> Cell | None:
        if isinstance(cell, str):
            return self._threshold(cell, CellFormat(value=cell), kind, path, path)
        if cell.value is None:
            if not self._is_covered(cell):
                hint = "It may be left out where every track has one, or every region"
                hint += " and one of these takes all other countries."
                self._report("missing-key", "“value” is missing", path, hint)
                return None
            return self._threshold(UNPUBLISHED, cell, kind, path, path)
        return self._threshold(cell.value, cell, kind, path, (*path, "value"))

    def _threshold(
        self, written: str, cell: CellFormat, kind: ValueType, path: Path, there: Path
    ) -> Cell | None:
        """A cell whose ``value`` is ``written`` and stands at ``there``."""
        source, special = self.file.source(*path), kind == "number"
        top = TOP.fullmatch(written) if special else None
        needed: Needed = None
        if top is None and not (special and written == AGREED):
            try:
                needed = self._needed(written, kind, there)
            except ValueError as error:
                words = (AGREED, UNPUBLISHED, "top 10") if special else (UNPUBLISHED,)
                *first, last = [f"“{word}”" for word in words]
                said = f"{', '.join(first)} or {last}" if first else last
                hint = slip(written, path, special) or f"Other than that, a cell may say {said}."
                self._report("wrong-type", f"“{written}” should be {error}", there, hint)
                return None
        newcomers = {} if cell.newcomers is None else {"newcomers": cell.newcomers}
        if cell.newcomers == UNPUBLISHED:
            message, hint = "What newcomers need has to be known", "Write it, or leave it out."
            self._report("wrong-value", message, (*path, "newcomers"), hint)
        return Cell(
            needed=needed,
            source=source,
            hidden=cell.hidden,
            agreed=special and written == AGREED,
            top=Top(Decimal(top[1]), bool(top[2])) if top else None,
            by_region=self._particular(cell.by_region, kind, (*path, "by_region")),
            by_track=self._particular(cell.by_track, kind, (*path, "by_track")),
            newcomers=(self._particular(newcomers, kind, path) or {}).get("newcomers"),
        )

    def _particular(
        self, written: Mapping[str, str] | None, kind: ValueType, path: Path
    ) -> dict[str, Needed] | None:
        """Thresholds for some partners, without those that cannot be read."""
        read: dict[str, Needed] = {}
        for name, value in (written or {}).items():
            try:
                read[name] = self._needed(value, kind, (*path, name))
            except ValueError as error:
                hint = slip(value, path, kind == "number")
                hint = hint or f"Other than that, it may say “{UNPUBLISHED}”."
                message = f"“{value}” should be {error}"
                self._report("wrong-type", message, (*path, name), hint)
        return None if written is None else read

    def _needed(self, written: str, kind: ValueType, path: Path) -> Needed:
        needed = read_value(written, kind)
        if isinstance(needed, Decimal):
            self.diagnostics += self.file.check_thousands(needed, path)
        elif isinstance(needed, str) and (number := as_number(needed)) is not None:
            more = f"{number + 1:f}"
            message = f"“{needed}” is compared as text, so {more} does not reach it"
            hint = "Write “value: number” into the metric."
            self._report("number-as-text", message, path, hint)
        return needed

    def _is_covered(self, cell: CellFormat) -> bool:
        """Whether there is a threshold for every region, of which one takes all other countries,
        or for every track. With names that are not known nobody can tell; these are reported.
        """
        value = self.file.value
        regions = {region.id for region in value.regions}
        is_complete = any(not region.countries for region in value.regions)
        tracks = {track.id for track in value.tracks}
        by_region, by_track = set(cell.by_region or ()), set(cell.by_track or ())
        return bool(
            (is_complete and regions <= by_region)
            or (tracks and tracks <= by_track)
            or not by_region <= regions
            or not by_track <= tracks
        )

    def _check_top(self, row: RowFormat, cell: Cell, path: Path) -> Iterator[Diagnostic]:
        """What cannot be said of a threshold that the other partners' figures set."""
        keys = {
            "at_most": row.at_most,
            "per": row.per,
            "by_region": row.by_region or cell.by_region,
            "by_track": cell.by_track,
            "newcomers": row.newcomers or cell.newcomers is not None,
            "hidden": cell.hidden,
        }
        for key in (name for name, is_there in keys.items() if is_there):
            message = f"“top” and “{key}” do not go together"
            hint = "“top” compares the figures of partners, without a threshold."
            yield self.file.report("contradiction", message, path, hint)
        if cell.top is not None and cell.top.percent and cell.top.count > 100:
            yield self.file.report(
                "wrong-value", "More than 100 % is everybody", path, "Write less."
            )

    def _report(self, slug: str, message: str, path: Path, hint: str = "") -> None:
        self.diagnostics.append(self.file.report(slug, message, path, hint))


def slip(written: str, path: Path, is_number: bool) -> str:
    """What to do about the text of the cell at ``path``, where one can tell what was meant."""
    column = "level" if "levels" in path else "row"
    for pattern, hint in _NOTHING + _NUMBERS if is_number else _NOTHING:
        if pattern.fullmatch(written):
            return hint.format(column=column)
    return ""


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
