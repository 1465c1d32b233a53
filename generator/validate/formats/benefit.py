"""Benefits of a program's version: what a level gives, and on what terms."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field, Tag

from ...model.benefit import BenefitKind
from .requirement import Rows
from .scalars import SHAPE, Bool, Cell, Format, Id, LocalLine, Many, ManyTexts, Positive
from .times import RuleDate


class BenefitCellFormat(Format):
    """A benefit's cell with a footnote of its own."""

    value: LocalLine
    """What the level gets."""
    note: LocalLine | None = None
    """A footnote."""


AnyBenefitCell = Annotated[
    Annotated[Cell, Tag("text")] | Annotated[BenefitCellFormat, Tag("mapping")], SHAPE
]


class BenefitFormat(Format):
    """A row of the benefits: what each level gets; or what all get for whom the rows hold.

    A cell may say ``unpublished``.
    """

    id: Id
    """Id of the benefit."""
    name: LocalLine
    """What the benefit is called."""
    group: LocalLine | None = None
    """Heading that benefits of a kind stand under. One without it stands with the one before."""
    kind: BenefitKind
    """How the values are read and shown. A ``duration`` is written as ``120 days``."""
    unit: LocalLine | None = None
    """What a quantity counts."""
    levels: Annotated[dict[Id, AnyBenefitCell], Field(min_length=1)] | None = None
    """What each level gets. A level left out gets nothing."""
    requires: Annotated[Rows, Field(min_length=1)] | None = None
    """Rows that must all hold for the benefit, instead of ``levels``."""
    given: AnyBenefitCell | None = None
    """What those get for whom ``requires`` holds; all levels, where there is no ``requires``."""
    conditions: Annotated[tuple[LocalLine, ...], ManyTexts] = ()
    """Footnotes."""
    bought_from: LocalLine | None = None
    """Where something has to be bought for the benefit, such as authorised distributors."""
    minimum_deal: Positive | None = None
    """The least size of a deal for the benefit, in the version's currency."""
    deals_below: Positive | None = None
    """The size from which on a deal is too large for the benefit."""
    needs: Annotated[tuple[Id, ...], Many] = ()
    """Ids of specialisations of which the partner needs one."""
    stackable: Bool | None = None
    """Whether the benefit can be combined with others."""
    cap: Positive | None = None
    """The most that the benefit gives, in the version's currency or in its unit."""
    cap_per: LocalLine | None = None
    """What the cap is counted for, such as ``per month``."""
    begins: RuleDate | None = None
    """The first day of the benefit."""
    ends: RuleDate | None = None
    """The last day of the benefit."""
