"""How a benefit reads: what it gives, and on what terms."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from ..model.benefit import Benefit, BenefitCell, Duration, Terms
from ..model.program import Version
from ..model.text import Text
from .edition import Edition


class BenefitWords:
    """The benefits of one version in one language."""

    def __init__(self, edition: Edition, version: Version) -> None:
        self.edition = edition
        self.words = edition.words
        self.version = version

    def given(self, item: Benefit, cell: BenefitCell) -> str:
        """What a cell gives; a yes or no is for its caller to mark."""
        match cell.given:
            case bool():
                return self.words("common.yes" if cell.given else "common.no")
            case Duration(count=count, unit=unit):
                return self.words(f"benefits.{unit}", n=count)
            case Text():
                return self.edition.text(cell.given)
            case None:
                return self.words("criteria.unpublished")
            case _:
                return self._amount(item, cell.given)

    def _amount(self, item: Benefit, number: Decimal) -> str:
        unit = self.edition.text(item.unit)
        if item.kind == "percent":
            return f"{self.words.percent(number)} {unit}".strip()
        if item.kind == "money":
            return f"{self._money(number)} {unit}".strip()
        return f"{self.words.number(number)} {unit}".strip()

    def _money(self, number: Decimal) -> str:
        if not self.version.currency:
            return self.words.number(number)
        return self.words.money(number, self.version.currency)

    def terms(self, item: Benefit) -> str:
        """All conditions of a benefit, sentence after sentence."""
        return " ".join(self._terms(item, item.terms))

    def _terms(self, item: Benefit, terms: Terms) -> Iterator[str]:
        words = self.words
        yield from filter(None, map(self.edition.text, terms.texts))
        if bought_from := self.edition.text(terms.bought_from):
            yield words("benefits.bought_from", source=bought_from.rstrip("."))
        if terms.minimum_deal is not None:
            yield words("benefits.minimum_deal", amount=self._money(terms.minimum_deal))
        if terms.deals_below is not None:
            yield words("benefits.deals_below", amount=self._money(terms.deals_below))
        if terms.needs:
            every = self.version.specialisations
            names = [self.edition.text(other.name) for other in every if other.id in terms.needs]
            yield words("benefits.needs", names=words.any_of(names))
        if terms.stackable is not None:
            yield words("benefits.stackable" if terms.stackable else "benefits.not_stackable")
        if terms.cap is not None:
            yield self._cap(item, terms.cap, self.edition.text(terms.cap_per))
        yield from self._days(terms)

    def _cap(self, item: Benefit, cap: Decimal, per: str) -> str:
        """The most that is given; of a percentage it is money."""
        is_count = item.kind in ("quantity", "duration")
        amount = self._amount(item, cap) if is_count else self._money(cap)
        if per:
            return self.words("benefits.cap_per", amount=amount, per=per.rstrip("."))
        return self.words("benefits.cap", amount=amount)

    def _days(self, terms: Terms) -> Iterator[str]:
        """From when and until when, seen from the day of the site."""
        words, today = self.words, self.edition.directory.as_of
        begins = words.date(terms.begins) if terms.begins else ""
        ends = words.date(terms.ends) if terms.ends else ""
        if terms.ends is not None and terms.ends < today:
            yield words("benefits.ended", date=ends)
        elif begins and ends:
            yield words("benefits.begins_and_ends", begins=begins, ends=ends)
        elif ends:
            yield words("benefits.ends", date=ends)
        elif begins:
            yield words("benefits.begins", date=begins)
