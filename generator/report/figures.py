"""Figures in words, and as the members of JSON objects.

Hardly any figure needs rounding. Where one does, it is rounded so that it never looks better than
it is: 69.999 % of 70 % reads 69.99 %.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from ..model.metric import Metric, TenureMetric
from ..model.program import Version
from ..model.standing import Number, Value
from ..model.text import Source
from .visible import visible
from .voice import Voice

PLACES = 2
"""Decimals of a figure that is rounded, and of money."""
MOST_PLACES = 4
"""Decimals up to which a figure is shown as it is."""
JSON_PLACES = 6


def counted(number: int, noun: str) -> str:
    """``1 partner``, ``1,204 partners``"""
    return f"{number:,} {noun}" if number == 1 else f"{number:,} {noun}s"


def decimals(number: Value) -> int:
    """How many decimals a figure is written with, 0 for what is none."""
    if not isinstance(number, Decimal):
        return 0
    return max(0, -int(number.normalize().as_tuple().exponent))


def rounded(number: Number, places: int, up: bool) -> Decimal:
    """The figure with at most so many decimals, rounded in the direction that is asked for."""
    if isinstance(number, Decimal) and decimals(number) <= places:
        return number
    scaled = Fraction(number) * 10**places
    whole = math.ceil(scaled) if up else math.floor(scaled)
    return Decimal(whole).scaleb(-places)


@dataclass(frozen=True, slots=True)
class Figures:
    """Figures of one version in one language."""

    voice: Voice
    version: Version

    def amount(
        self,
        number: Number,
        metric: Metric,
        up: bool = False,
        places: int = 0,
        with_unit: bool = True,
    ) -> str:
        """A figure with its currency, percent sign or unit. ``places`` are decimals that count."""
        words, quote = self.voice.words, self.voice.quote
        if metric.money and self.version.currency:
            return quote(words.money(rounded(number, PLACES, up), self.version.currency))
        shown = self._shown(number, up, places)
        if metric.is_percent:
            return words.percent(shown)
        unit = metric.unit(words.language, self.voice.default)
        if not unit and isinstance(metric.measure, TenureMetric):
            return words("explain.months", n=shown)
        is_bare = not unit or not with_unit
        return words.number(shown) if is_bare else quote(words.quantity(shown, unit))

    def gap(self, number: Number, metric: Metric, places: int = 0, with_unit: bool = True) -> str:
        """The distance between two figures, which is never too small."""
        if metric.is_percent:
            points = self._shown(number, True, places)
            return self.voice.words("explain.percentage_points", n=points)
        return self.amount(number, metric, True, places, with_unit)

    def plain(self, number: Number, up: bool = False) -> str:
        """A figure without a unit."""
        return self.voice.words.number(self._shown(number, up, 0))

    def _shown(self, number: Number, up: bool, places: int) -> Decimal:
        if isinstance(number, Decimal) and decimals(number) <= MOST_PLACES:
            return number
        return rounded(number, max(PLACES, places), up)

    def value(
        self,
        value: Value,
        metric: Metric,
        up: bool = False,
        places: int = 0,
        with_unit: bool = True,
    ) -> str:
        """A figure, yes or no, or a text in quotes."""
        words = self.voice.words
        match value:
            case None:
                return words("explain.unknown")
            case bool():
                return words("common.yes" if value else "common.no")
            case str():
                return words("common.quoted", text=self.voice.quote(value))
            case _:
                return self.amount(value, metric, up, places, with_unit)


def as_json(figure: Value, up: bool = False) -> int | float | bool | str | None:
    """The figure as JSON has it: whole numbers stay whole."""
    if isinstance(figure, Fraction):
        figure = rounded(figure, JSON_PLACES, up)
    if not isinstance(figure, Decimal):
        return figure
    return int(figure) if figure == figure.to_integral_value() else float(figure)


def sources(facts: Sequence[Source]) -> str:
    """Where facts stand: ``path:4-9,14``, several files separated by blanks."""
    lines: dict[str, list[int]] = defaultdict(list)
    for fact in sorted(set(facts)):
        lines[fact.path].append(fact.line)
    return " ".join(f"{visible(path)}:{_ranges(numbers)}" for path, numbers in lines.items())


def _ranges(numbers: Sequence[int]) -> str:
    """Sorted numbers, neighbours drawn together."""
    runs: list[list[int]] = []
    for number in numbers:
        if runs and number == runs[-1][-1] + 1:
            runs[-1].append(number)
        else:
            runs.append([number])
    return ",".join(f"{run[0]}-{run[-1]}" if len(run) > 1 else f"{run[0]}" for run in runs)
