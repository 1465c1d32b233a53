"""From the benefits of a version file to benefits."""

from __future__ import annotations

from ..diagnostics import Diagnostic
from ..model.program import Benefit, BenefitCell
from ..model.text import EMPTY
from .formats.program import BenefitCellFormat, BenefitFormat, VersionFormat
from .rows import read_value
from .shape import Path, Shaped
from .texts import text


class BenefitBuilder:
    """Builds the benefits of one version and collects what is wrong with them."""

    def __init__(self, file: Shaped[VersionFormat]) -> None:
        self.file = file
        self.diagnostics: list[Diagnostic] = []

    def benefits(self) -> tuple[Benefit, ...]:
        return tuple(self._benefit(i, item) for i, item in enumerate(self.file.value.benefits))

    def _benefit(self, index: int, item: BenefitFormat) -> Benefit:
        cells = {}
        for level, cell in item.levels.items():
            built = self._cell(item, cell, ("benefits", index, "levels", level))
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

    def _cell(
        self, item: BenefitFormat, cell: str | BenefitCellFormat, path: Path
    ) -> BenefitCell | None:
        written: str | dict[str, str] = cell if isinstance(cell, str) else cell.value
        note = EMPTY if isinstance(cell, str) else text(cell.note)
        if item.kind == "text":
            return BenefitCell(text(written), note)
        if isinstance(written, dict):
            self._report("wrong-type", "Only a benefit of kind “text” takes words", path)
            return None
        try:
            given = read_value(written, "yes-no" if item.kind == "yes-no" else "number")
        except ValueError as error:
            self._report("wrong-type", f"“{written}” should be {error}", path)
            return None
        if given is None or isinstance(given, str):
            message = "A benefit cannot be unpublished"
            self._report("wrong-value", message, path, "Leave the cell out.")
            return None
        return BenefitCell(given, note)

    def _report(self, slug: str, message: str, path: Path, hint: str = "") -> None:
        self.diagnostics.append(self.file.report(slug, message, path, hint))
