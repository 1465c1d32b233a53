"""From the rows of a version file to criteria: thresholds, approvals and combinations."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Literal, TypedDict

from ..diagnostics import Diagnostic
from ..model.criterion import ApprovalRow, Cell, Combination, Criterion, Threshold
from ..model.metric import Metric, PeopleMetric
from ..model.text import EMPTY, Source, Text
from ..wording import in_all_languages
from .cells import CellReader
from .each import narrowed
from .formats.requirement import CellFormat, RowFormat
from .formats.version import VersionFormat
from .shape import Path, Shaped
from .texts import text, titled

_KINDS = ("metric", "approval", "all_of", "any_of", "of")
_MODES: dict[str, Literal["all", "any", "at-least"]] = {
    "all_of": "all",
    "any_of": "any",
    "of": "at-least",
}
_BELONGS = {
    "levels": "It holds the thresholds of a metric among the requirements.",
    "needed": "It is the threshold of a metric where there is one column, as in a specialisation.",
    "at_least": "It belongs to a row that has “of”.",
    "each_person_once": "It belongs to a row that has “all_of”.",
    "at_most": "It belongs to a row that has “metric”.",
    "per": "It belongs to a row that has “metric”.",
    "by_region": "It belongs to a row that has “metric”.",
    "newcomers": "It belongs to a row that has “metric”.",
    "among": "It belongs to a row that has “metric”.",
    "for_each": "It belongs to a row that has “metric”.",
}
_OF_A_METRIC = {"at_most", "per", "by_region", "newcomers", "among", "for_each"}


@dataclass(frozen=True, slots=True)
class Columns:
    """The columns of the rows at hand.

    A ``single`` column is that of a specialisation, a track, a benefit or the membership; else they
    are levels. In a ``condition`` a row may ask the same of all levels. ``approvals`` says whether
    a person may decide.
    """

    names: tuple[str, ...]
    single: bool = True
    condition: bool = False
    approvals: bool = True


class _Common(TypedDict):
    source: Source
    group: Text
    note: Text
    only_if: tuple[Criterion, ...]


class RowBuilder:
    """Builds rows of one version and collects what is wrong with them.

    Rows with ``for_each`` add to the ``metrics``.
    """

    def __init__(self, file: Shaped[VersionFormat], metrics: dict[str, Metric]) -> None:
        self.file = file
        self.metrics = metrics
        self.cells = CellReader(file)
        self.levels = Columns(tuple(level.id for level in file.value.levels), single=False)

    @property
    def diagnostics(self) -> list[Diagnostic]:
        return self.cells.diagnostics

    def rows(
        self, rows: Iterable[RowFormat], path: Path, columns: Columns | None = None
    ) -> tuple[Criterion, ...]:
        """The rows at ``path``; without ``columns``, in a table of levels."""
        built = [self._row(row, (*path, i), columns or self.levels) for i, row in enumerate(rows)]
        return tuple(row for row in built if row is not None)

    def _row(self, row: RowFormat, path: Path, columns: Columns) -> Criterion | None:
        """A row, or None after reporting why it is none."""
        match [kind for kind in _KINDS if getattr(row, kind)]:
            case [kind]:
                self._check_others(row, kind, path, columns)
                if kind == "approval":
                    return self._approval(row, path, columns)
                if kind == "metric":
                    return self._metric(row, path, columns)
                return self._combination(row, kind, path, columns)
            case []:
                message = "This row asks for nothing"
            case [*kinds]:
                message = f"This row has {' and '.join(f'“{kind}”' for kind in kinds)} at once"
        hint = "A row has one of: metric, approval, all_of, any_of, or at_least with of."
        self._report("contradiction", message, path, hint)
        return None

    def _check_others(self, row: RowFormat, kind: str, path: Path, columns: Columns) -> None:
        """Keys that mean nothing in a row of this kind: whoever wrote them meant something."""
        meant = {"metric": _OF_A_METRIC | {"for_each"}, "of": {"at_least"}}.get(kind, set())
        if kind == "metric":
            meant = meant | ({"needed"} if columns.single else {"levels"})
            meant = meant | ({"needed"} if columns.condition else set())
        if kind == "all_of" or row.for_each:
            meant = meant | {"each_person_once"}
        if kind == "metric" and self._written(row, path, columns) is None:
            meant = meant | {"levels", "needed"}  # Reported with what is missing.
        for key, hint in _BELONGS.items():
            if getattr(row, key) not in (None, False) and key not in meant:
                message = f"“{key}” means nothing in this row"
                found = self.file.report("contradiction", message, (*path, key), hint, at_key=True)
                self.diagnostics.append(found)

    def _common(self, row: RowFormat, path: Path, columns: Columns) -> _Common:
        inside = replace(columns, condition=not columns.single)
        conditions = self.rows(row.only_if or (), (*path, "only_if"), inside)
        return {
            "source": self.file.source(*path),
            "group": text(row.group),
            "note": text(row.note),
            "only_if": conditions,
        }

    def _approval(self, row: RowFormat, path: Path, columns: Columns) -> ApprovalRow | None:
        written = row.approval or ()
        there: Path = (*path, "approval")
        if not columns.approvals:
            hint = "Ask for a document here, or write the approval into the requirements."
            self._report("contradiction", "Only levels are approved", there, hint)
            return None
        if columns.single and written != ("yes",):
            message = "There is one column here, and so one approval"
            self._report("contradiction", message, there, "Write “approval: yes”.")
            return None
        named = columns.names if columns.single or written == ("yes",) else written
        if written == ("yes",) and not columns.single and not columns.condition:
            message = "This does not say which levels need approval"
            self._report("contradiction", message, there, "Name them: “approval: [gold]”.")
            return None
        levels = {
            level: self.file.source(*there, *(() if written == ("yes",) else (i,)))
            for i, level in enumerate(named)
        }
        name = text(row.name or in_all_languages("common.approval"))
        common = self._common(row, path, columns)
        return ApprovalRow(row.id or "approval", name, levels, **common)

    def _combination(
        self, row: RowFormat, kind: str, path: Path, columns: Columns
    ) -> Combination | None:
        members = self.rows(getattr(row, kind), (*path, kind), columns)
        count = {"all_of": len(members), "any_of": 1, "of": row.at_least or 0}[kind]
        if kind == "of" and not 0 < count <= len(row.of or ()):
            hint = f"Write “at_least: n” beside it, with n from 1 to {len(row.of or ())}."
            message = "“of” does not say how many of its rows must hold"
            self._report("contradiction", message, (*path, "at_least"), hint)
            return None
        if row.each_person_once and kind == "all_of":
            self._check_people(members, path)
        return Combination(
            id=row.id or "-".join(str(step) for step in path),
            name=text(row.name),
            mode=_MODES[kind],
            count=count,
            rows=members,
            each_person_once=row.each_person_once,
            **self._common(row, path, columns),
        )

    def _check_people(self, members: Iterable[Criterion], path: Path) -> None:
        """People can only be kept apart where nothing but people is asked for."""
        for row in members:
            plain = isinstance(row, Threshold) and not row.at_most and not row.per
            metric = self.metrics[row.metric] if isinstance(row, Threshold) else None
            if not plain or not metric or not isinstance(metric.measure, PeopleMetric):
                message = "“each_person_once” goes with rows that ask for a number of people"
                hint = "Take other rows out of this “all_of”."
                self._report("contradiction", message, (*path, "each_person_once"), hint)
                return

    def _metric(self, row: RowFormat, path: Path, columns: Columns) -> Criterion | None:
        metric = self.metrics.get(row.metric or "")
        if metric is None:
            return None  # Reported with the references.
        written = self._written(row, path, columns)
        if written is None:
            self._lacks_thresholds(row, path, columns)
            return None
        self._check_numbers(row, metric, path)
        cells = self.cells.cells(row, metric, written)
        if row.among and not any(cell.top for cell in cells.values()):
            message, hint = "“among” means nothing in this row", "It belongs to “top” thresholds."
            self._report("contradiction", message, (*path, "among"), hint)
        common = self._common(row, path, columns)
        identity, name = row.id or metric.id, text(row.name) if row.name else metric.name
        if not row.for_each:
            return self._threshold(row, identity, name, metric.id, cells, common)
        found = narrowed(self.file, row, metric, path)
        self.diagnostics.extend(found.diagnostics)
        own: _Common = {**common, "only_if": (), "group": EMPTY, "note": EMPTY}
        members = tuple(
            self._threshold(row, f"{identity}.{value}", titled(name, label), one, cells, own)
            for value, label, one in self._defined(found.metrics, path)
        )
        if row.each_person_once:
            self._check_people(members, path)
        once = row.each_person_once
        return Combination(
            identity, name, "all", len(members), members, **common, each_person_once=once
        )

    def _lacks_thresholds(self, row: RowFormat, path: Path, columns: Columns) -> None:
        """A row without thresholds, or with those of another kind of table."""
        right, wrong, how = "levels", "needed", "levels: {LEVEL: …}"
        if columns.single:
            right, wrong, how = "needed", "levels", "needed: …"
        if getattr(row, wrong) is None:
            what = "the threshold" if columns.single else "a threshold a level"
            self._report("missing-key", f"“{right}” is missing", path, f"Add {what}.")
        else:
            message, hint = f"“{wrong}” means nothing in this row", f"Write “{how}” here."
            place = (*path, wrong)
            found = self.file.report("contradiction", message, place, hint, at_key=True)
            self.diagnostics.append(found)

    def _defined(
        self, found: Iterable[tuple[str, Text, Metric]], path: Path
    ) -> Iterator[tuple[str, Text, str]]:
        """Adds narrowed metrics to those of the version; gives value, label and id of each.

        The same value of another key makes another metric; the one written first keeps its id.
        """
        for value, label, metric in found:
            known = self.metrics.setdefault(metric.id, metric)
            identity = metric.id
            if known.measure != metric.measure:
                identity = ".".join((metric.id, *(str(step) for step in path)))
                self.metrics[identity] = replace(metric, id=identity)
            yield value, label, identity

    def _threshold(
        self,
        row: RowFormat,
        identity: str,
        name: Text,
        metric: str,
        cells: Mapping[str, Cell],
        common: _Common,
    ) -> Threshold:
        return Threshold(
            id=identity,
            name=name,
            metric=metric,
            cells=cells,
            at_most=row.at_most,
            per=row.per or "",
            by_region=row.by_region is not None,
            newcomers=row.newcomers is not None,
            among=row.among or "program",
            **common,
        )

    def _written(
        self, row: RowFormat, path: Path, columns: Columns
    ) -> dict[str, tuple[str | CellFormat, Path]] | None:
        """The cell of each column as written, with its place."""
        needed, levels = row.needed, row.levels
        if needed is not None and (columns.single or columns.condition):
            return dict.fromkeys(columns.names, (needed, (*path, "needed")))
        if levels is not None and not columns.single:
            return {level: (cell, (*path, "levels", level)) for level, cell in levels.items()}
        return None

    def _check_numbers(self, row: RowFormat, metric: Metric, path: Path) -> None:
        """What only numbers can be asked for."""
        if metric.value_type == "number":
            return
        for key in ("at_most", "per", "by_region", "newcomers"):
            if getattr(row, key):
                message = f"“{key}” needs a metric that is a number"
                self._report("contradiction", message, (*path, key))

    def _report(self, slug: str, message: str, path: Path, hint: str = "") -> None:
        self.diagnostics.append(self.file.report(slug, message, path, hint))


def columns_of(row: Criterion) -> set[str]:
    """The levels, or the one specialisation or track, that a row asks something of."""
    if isinstance(row, Combination):
        return {column for member in row.rows for column in columns_of(member)}
    return set(row.cells if isinstance(row, Threshold) else row.levels)
