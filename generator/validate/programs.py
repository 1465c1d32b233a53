"""From program files to programs: rows, cells, metrics, benefits."""

from __future__ import annotations

import re
from collections.abc import Mapping
from decimal import Decimal

from ..diagnostics import Diagnostic
from ..model.program import (
    Application,
    ApprovalRow,
    Benefit,
    BenefitCell,
    Cell,
    Certification,
    Combination,
    CountMetric,
    Criterion,
    DocumentMetric,
    FactMetric,
    Level,
    Measure,
    Metric,
    Needed,
    Operator,
    PeopleMetric,
    Period,
    Program,
    Publication,
    Specialisation,
    SumMetric,
    Threshold,
    Track,
    Version,
)
from ..model.text import Text
from .formats.program import (
    AnyMetric,
    BenefitCellFormat,
    BenefitFormat,
    CellFormat,
    DocumentMetricFormat,
    EntriesFormat,
    FactMetricFormat,
    PeopleFormat,
    ProgramFormat,
    RowFormat,
    VersionFormat,
)
from .shape import Path, Shaped
from .texts import text

_NUMBER = re.compile(r"\d{1,15}(\.\d{1,10})?")
_YES_NO = {"yes": True, "true": True, "no": False, "false": False}
UNPUBLISHED, AGREED = "unpublished", "agreed"


def build_program(
    program_id: str, file: Shaped[ProgramFormat], versions: tuple[Version, ...]
) -> Program:
    """A program with its versions in the order in which they take effect."""
    value = file.value
    operator, apply = value.operator, value.apply
    return Program(
        id=program_id,
        name=text(value.name),
        source=file.source(),
        versions=tuple(sorted(versions, key=lambda version: (version.effective, version.id))),
        summary=text(value.summary),
        operator=Operator(operator.name, operator.role, operator.url or "") if operator else None,
        apply=Application(apply.url or "", text(apply.text)) if apply else None,
    )


class VersionBuilder:
    """Builds one version and collects what is wrong with its rows."""

    def __init__(self, program_id: str, version_id: str, file: Shaped[VersionFormat]) -> None:
        self.file = file
        self.program_id = program_id
        self.version_id = version_id
        self.diagnostics: list[Diagnostic] = []
        self.kinds = {name: _value_type(metric) for name, metric in file.value.metrics.items()}

    def build(self) -> Version:
        value, file = self.file.value, self.file
        return Version(
            id=self.version_id,
            program=self.program_id,
            status=value.status,
            effective=value.effective,
            levels=tuple(
                Level(
                    item.id,
                    text(item.name),
                    file.source("levels", i),
                    text(item.summary),
                    item.listed,
                    item.rank,
                )
                for i, item in enumerate(value.levels)
            ),
            source=file.source(),
            currency=value.currency or "",
            exchange=dict(value.exchange),
            note=text(value.note),
            tracks=tuple(
                Track(
                    item.id,
                    text(item.name),
                    item.levels,
                    file.source("tracks", i),
                    text(item.summary),
                    self._rows(item.when, ("tracks", i, "when"), item.id),
                )
                for i, item in enumerate(value.tracks)
            ),
            certifications=tuple(
                Certification(
                    item.id, text(item.name), text(item.summary), item.url or "", item.valid_months
                )
                for item in value.certifications
            ),
            metrics={name: self._metric(name, item) for name, item in value.metrics.items()},
            requirements=self._rows(value.requirements, ("requirements",), None),
            benefits=tuple(self._benefit(i, item) for i, item in enumerate(value.benefits)),
            specialisations=tuple(
                Specialisation(
                    item.id,
                    text(item.name),
                    file.source("specialisations", i),
                    self._rows(item.requires, ("specialisations", i, "requires"), item.id),
                    text(item.summary),
                )
                for i, item in enumerate(value.specialisations)
            ),
        )

    def _metric(self, name: str, item: AnyMetric) -> Metric:
        publish = None
        if item.publish == "count":
            publish = Publication("count")
        elif item.publish is not None:
            publish = Publication("band", tuple(sorted(item.publish.bands)))
        return Metric(
            id=name,
            name=text(item.name),
            measure=_measure(item),
            source=self.file.source("metrics", name),
            unit=text(item.unit),
            money=isinstance(item, EntriesFormat) and item.measure == "sum" and item.unit is None,
            publish=publish,
        )

    def _rows(
        self, rows: tuple[RowFormat, ...], path: Path, column: str | None
    ) -> tuple[Criterion, ...]:
        built = [self._row(row, (*path, i), column) for i, row in enumerate(rows)]
        return tuple(row for row in built if row is not None)

    def _row(self, row: RowFormat, path: Path, column: str | None) -> Criterion | None:
        """A row, or None after reporting why it is none."""
        kinds = [
            kind for kind in ("metric", "approval", "all_of", "any_of", "of") if getattr(row, kind)
        ]
        if len(kinds) != 1:
            self._report(
                "contradiction",
                "A row needs exactly one of metric, approval, all_of, any_of, or at_least with of",
                path,
            )
            return None
        if kinds[0] == "approval":
            return self._approval(row, path)
        if kinds[0] == "metric":
            return self._threshold(row, path, column)
        return self._combination(row, kinds[0], path, column)

    def _approval(self, row: RowFormat, path: Path) -> ApprovalRow:
        levels = {
            level: self.file.source(*path, "approval", i)
            for i, level in enumerate(row.approval or ())
        }
        source = self.file.source(*path)
        name = text(row.name) if row.name else Text({"en": "Approval", "de": "Freigabe"})
        return ApprovalRow(
            row.id or "approval", name, levels, source, text(row.group), text(row.note)
        )

    def _combination(
        self, row: RowFormat, kind: str, path: Path, column: str | None
    ) -> Combination | None:
        members = self._rows(getattr(row, kind), (*path, kind), column)
        if kind == "of" and not (row.at_least and row.at_least <= len(row.of or ())):
            self._report(
                "contradiction", "“of” needs “at_least: n”, n at most the number of rows", path
            )
            return None
        mode = {"all_of": "all", "any_of": "any", "of": "at-least"}[kind]
        count = {"all_of": len(members), "any_of": 1, "of": row.at_least or 1}[kind]
        identity = row.id or "-".join(str(step) for step in path)
        return Combination(
            id=identity,
            name=text(row.name),
            mode=mode,  # type: ignore[arg-type]
            count=count,
            rows=members,
            source=self.file.source(*path),
            group=text(row.group),
            note=text(row.note),
        )

    def _threshold(self, row: RowFormat, path: Path, column: str | None) -> Threshold | None:
        metric = row.metric or ""
        definition = self.file.value.metrics.get(metric)
        if definition is None:
            return None  # Reported with the references.
        if column is None and row.levels is None:
            self._report("missing-key", "“levels” is missing", path, "Add a threshold per level.")
            return None
        if column is not None and row.needed is None:
            self._report("missing-key", "“needed” is missing", path, "Add the threshold.")
            return None
        written = row.levels if column is None else {column: row.needed}
        cells: dict[str, Cell] = {}
        for level, cell in (written or {}).items():
            below: Path = (*path, "levels", level) if column is None else (*path, "needed")
            built = self._cell(cell or "", metric, below)
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

    def _cell(self, cell: str | CellFormat, metric: str, path: Path) -> Cell | None:
        written = cell if isinstance(cell, str) else cell.value
        hidden = not isinstance(cell, str) and cell.hidden
        if written == AGREED:
            return Cell(None, self.file.source(*path), hidden, agreed=True)
        try:
            needed = _needed(written, self.kinds[metric])
        except ValueError as error:
            self._report("wrong-type", f"“{written}” should be {error}", path)
            return None
        return Cell(needed, self.file.source(*path), hidden)

    def _benefit(self, index: int, item: BenefitFormat) -> Benefit:
        cells = {}
        for level, cell in item.levels.items():
            built = self._benefit_cell(item, cell, ("benefits", index, "levels", level))
            if built is not None:
                cells[level] = built
        return Benefit(
            id=item.id,
            name=text(item.name),
            kind=item.kind,
            cells=cells,
            source=self.file.source("benefits", index),
            group=text(item.group),
            unit=text(item.unit),
            conditions=tuple(text(condition) for condition in item.conditions),
            ends=item.ends,
        )

    def _benefit_cell(
        self, item: BenefitFormat, cell: str | BenefitCellFormat, path: Path
    ) -> BenefitCell | None:
        written = cell.value if isinstance(cell, BenefitCellFormat) else cell
        note = text(cell.note) if isinstance(cell, BenefitCellFormat) else Text({})
        if item.kind == "text":
            return BenefitCell(text(written), note)
        if isinstance(written, Mapping):
            self._report("wrong-type", "Only a benefit of kind “text” takes words", path)
            return None
        try:
            given = _needed(written, "yes-no" if item.kind == "yes-no" else "number")
        except ValueError as error:
            self._report("wrong-type", f"“{written}” should be {error}", path)
            return None
        if given is None or isinstance(given, str):
            self._report("wrong-value", "A benefit cannot be unpublished: leave the cell out", path)
            return None
        return BenefitCell(given, note)

    def _report(self, slug: str, message: str, path: Path, hint: str = "") -> None:
        self.diagnostics.append(self.file.report(slug, message, path, hint))


def _value_type(metric: AnyMetric) -> str:
    if isinstance(metric, FactMetricFormat):
        return metric.value
    return "yes-no" if isinstance(metric, DocumentMetricFormat) else "number"


def _needed(written: str, kind: str) -> Needed:
    """A cell's text read as its row means it. Raises ValueError naming what was expected."""
    if written == UNPUBLISHED:
        return None
    if kind == "yes-no":
        if written not in _YES_NO:
            raise ValueError("yes or no")
        return _YES_NO[written]
    if kind == "number":
        if not _NUMBER.fullmatch(written):
            raise ValueError("a number such as 1500 or 12.5")
        return Decimal(written)
    return written


def _measure(item: AnyMetric) -> Measure:
    match item:
        case PeopleFormat():
            return PeopleMetric(item.holding, item.role or "")
        case EntriesFormat():
            kind = SumMetric if item.measure == "sum" else CountMetric
            where = {str(name): values for name, values in item.where.items()}
            unless = {str(name): values for name, values in item.unless.items()}
            return kind(item.of, where, unless, _period(item.period))
        case DocumentMetricFormat():
            return DocumentMetric(item.document)
        case FactMetricFormat():
            return FactMetric(item.fact, item.value)


def _period(written: str | None) -> Period | None:
    if written is None:
        return None
    if not written.startswith("last "):
        return Period("calendar-year" if written == "calendar year" else "previous-calendar-year")
    words = written.split()
    count = int(words[1]) if len(words) == 3 else 1
    unit = words[-1].rstrip("s") + "s"
    return Period("last", count, unit)  # type: ignore[arg-type]
