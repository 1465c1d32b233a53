"""What a level gives."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Literal

from .criterion import Criterion
from .text import EMPTY, Source, Text

BenefitKind = Literal["yes-no", "percent", "money", "quantity", "duration", "text"]


@dataclass(frozen=True, slots=True)
class Duration:
    count: int
    unit: Literal["minutes", "hours", "days", "weeks", "months", "years"]


Given = Decimal | bool | Duration | Text


@dataclass(frozen=True, slots=True)
class BenefitCell:
    """What one level gives: yes or no, an amount, a time, or words; None if nobody published it."""

    given: Given | None
    note: Text = EMPTY


@dataclass(frozen=True, slots=True)
class Terms:
    """On what conditions a benefit is given.

    Deals count from ``minimum_deal`` to less than ``deals_below``; these and a ``cap`` of money are
    in the version's currency. ``cap_per`` says what the
    cap is counted for. ``needs`` are specialisations of which the partner must hold one.
    ``stackable`` is None where the program says nothing.
    """

    texts: tuple[Text, ...] = ()
    bought_from: Text = EMPTY
    minimum_deal: Decimal | None = None
    deals_below: Decimal | None = None
    needs: tuple[str, ...] = ()
    stackable: bool | None = None
    cap: Decimal | None = None
    cap_per: Text = EMPTY
    begins: date | None = None
    ends: date | None = None


@dataclass(frozen=True, slots=True)
class Benefit:
    """A row of the table of benefits. Its terms become footnotes.

    A benefit with ``requires`` is bound to these criteria instead of to a level; their cells are
    keyed by the benefit's id, and ``given`` is what it gives.
    """

    id: str
    name: Text
    kind: BenefitKind
    cells: Mapping[str, BenefitCell]
    source: Source
    group: Text = EMPTY
    unit: Text = EMPTY
    terms: Terms = Terms()
    requires: tuple[Criterion, ...] = ()
    given: BenefitCell | None = None
