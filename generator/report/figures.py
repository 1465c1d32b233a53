"""Thresholds and figures in words, and as the members of JSON objects."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from decimal import Decimal

from ..model.program import Combination, Threshold, Version
from ..model.text import Source, Text
from .trace import Line
from .visible import visible

HIDDEN = "hidden"
Figure = Decimal | bool | str | None


def words(text: Text) -> str:
    """The text in English where there is one, as the reports are in English."""
    return visible(text("en"))


def name_of(line: Line) -> str:
    """What a criterion is called."""
    criterion = line.criterion
    if isinstance(criterion, Combination) and not words(criterion.name):
        return {
            "all": "all of these",
            "any": "any of these",
            "at-least": f"at least {criterion.count} of these",
        }[criterion.mode]
    return words(criterion.name) or visible(criterion.id)


def name_and_unit(line: Line, version: Version) -> str:
    """The name, and what the figures count: ``Revenue (EUR)``."""
    if not isinstance(line.criterion, Threshold):
        return name_of(line)
    metric = version.metric(line.criterion.metric)
    unit = visible(version.currency) if metric.money else words(metric.unit)
    return f"{name_of(line)} ({unit})" if unit else name_of(line)


def in_words(figure: Figure) -> str:
    """A threshold or figure without its unit: ``100,000``, ``59,250.50``, ``yes``, ``“Gold”``."""
    match figure:
        case None:
            return "unknown"
        case bool():
            return "yes" if figure else "no"
        case str():
            return f"“{visible(figure)}”"
        case _:
            whole = figure == figure.to_integral_value()
            digits = 0 if whole else max(2, -int(figure.normalize().as_tuple().exponent))
            return f"{figure:,.{digits}f}"


def counted(number: int, noun: str) -> str:
    """``1 partner``, ``1,204 partners``"""
    return f"{number:,} {noun}" if number == 1 else f"{number:,} {noun}s"


def needed(line: Line, private: bool) -> str:
    """The threshold, or why there is none to show."""
    finding = line.finding
    if (finding.hidden or line.agreed) and not private:
        return HIDDEN
    if finding.needed is None:
        return "none agreed" if line.agreed else "unpublished"
    if isinstance(line.criterion, Combination):
        return f"{in_words(finding.needed)} of them"
    return in_words(finding.needed) + (" (agreed)" if line.agreed else "")


def as_json(figure: Figure) -> int | float | bool | str | None:
    """The figure as JSON has it: whole numbers stay whole."""
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
