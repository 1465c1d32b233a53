"""From the benefits of a version file to benefits."""

from __future__ import annotations

import re

from ..model.benefit import Benefit, BenefitCell, BenefitKind, Given, Terms
from ..model.text import EMPTY
from ..model.written import as_answer, as_number
from .cells import UNPUBLISHED, slip
from .formats.benefit import BenefitCellFormat, BenefitFormat
from .formats.times import DURATION
from .rows import Columns, RowBuilder
from .shape import Path
from .texts import text
from .times import duration

FIGURES = ("percent", "money", "quantity")


class BenefitBuilder:
    """Builds the benefits of one version. What is wrong with them goes to the builder of rows."""

    def __init__(self, rows: RowBuilder) -> None:
        self.rows = rows
        self.file = rows.file

    def benefits(self) -> tuple[Benefit, ...]:
        return tuple(self._benefit(i, item) for i, item in enumerate(self.file.value.benefits))

    def _benefit(self, index: int, item: BenefitFormat) -> Benefit:
        path: Path = ("benefits", index)
        self._check_form(item, path)
        cells = {
            level: built
            for level, cell in (item.levels or {}).items()
            if (built := self._cell(item, cell, (*path, "levels", level))) is not None
        }
        given = None
        if item.given is not None:
            given = self._cell(item, item.given, (*path, "given"))
        if given is not None and item.requires is None:
            cells, given = {level.id: given for level in self.file.value.levels}, None
        return Benefit(
            id=item.id,
            name=text(item.name),
            kind=item.kind,
            cells=cells,
            source=self.file.source(*path),
            group=text(item.group),
            unit=text(item.unit),
            terms=_terms(item),
            requires=self.rows.rows(item.requires or (), (*path, "requires"), Columns((item.id,))),
            given=given,
        )

    def _check_form(self, item: BenefitFormat, path: Path) -> None:
        """A table of levels, or what is given: to all levels, or for criteria."""
        if (item.levels is None) == (item.given is None):
            message = "A benefit has either “levels” or “given”"
            hint = "Write what each level gets; or with “given” what all get, or who “requires” it."
            self._report("contradiction", message, path, hint)
        elif item.requires is not None and item.given is None:
            message = "“requires” and “levels” do not go together"
            self._report("contradiction", message, path, "Write with “given” what they get.")
        if item.cap_per is not None and item.cap is None:
            message = "“cap_per” means nothing without “cap”"
            self._report("contradiction", message, (*path, "cap_per"), "Add “cap: n”.")
        if item.minimum_deal and item.deals_below and item.deals_below <= item.minimum_deal:
            message = "No deal is as large as “minimum_deal” and smaller than “deals_below”"
            self._report("contradiction", message, (*path, "deals_below"), "Check both.")
        if item.begins and item.ends and item.ends < item.begins:
            message = "“ends” is before “begins”"
            self._report("contradiction", message, (*path, "ends"), "Check both dates.")

    def _cell(
        self, item: BenefitFormat, cell: str | BenefitCellFormat, path: Path
    ) -> BenefitCell | None:
        written: str | dict[str, str] = cell if isinstance(cell, str) else cell.value
        note = EMPTY if isinstance(cell, str) else text(cell.note)
        if written == UNPUBLISHED:
            return BenefitCell(None, note)
        if item.kind == "text":
            return BenefitCell(text(written), note)
        if isinstance(written, dict):
            self._report("wrong-type", "Only a benefit of kind “text” takes words", path)
            return None
        try:
            given = read_given(item.kind, written)
        except ValueError as error:
            hint = slip(written, path, item.kind in FIGURES)
            self._report("wrong-type", f"“{written}” should be {error}", path, hint)
            return None
        return BenefitCell(given, note)

    def _report(self, slug: str, message: str, path: Path, hint: str = "") -> None:
        self.rows.diagnostics.append(self.file.report(slug, message, path, hint))


def read_given(kind: BenefitKind, written: str) -> Given:
    """What a benefit gives. Raises ValueError naming what was expected."""
    if kind == "text":
        return text(written)
    if kind == "duration":
        if not re.match(DURATION, written):
            raise ValueError("a time such as 120 days, 4 hours or 2 years")
        return duration(written)
    if kind == "yes-no":
        answer = as_answer(written)
        if answer is None:
            raise ValueError("yes or no")
        return answer
    number = as_number(written)
    if number is None:
        raise ValueError("a number such as 1500 or 12.5")
    if number < 0:
        raise ValueError("0 or more")
    return number


def _terms(item: BenefitFormat) -> Terms:
    return Terms(
        texts=tuple(text(condition) for condition in item.conditions),
        bought_from=text(item.bought_from),
        minimum_deal=item.minimum_deal,
        deals_below=item.deals_below,
        needs=item.needs,
        stackable=item.stackable,
        cap=item.cap,
        cap_per=text(item.cap_per),
        begins=item.begins,
        ends=item.ends,
    )
