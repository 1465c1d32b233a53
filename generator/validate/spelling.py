"""Words that rules and records spell differently: one of the two counts for nothing."""

from __future__ import annotations

import difflib
import re
from collections.abc import Collection, Iterator
from dataclasses import replace

from ..diagnostics import Diagnostic
from ..model.facts import ENTRY_TABLES, Facts
from .facts import LABELS
from .formats.computed import IndexFormat, PointsFormat
from .formats.counted import CountFormat, FactMetricFormat, SelectionFormat, SumFormat
from .formats.version import VersionFormat
from .row_tables import cell_of, every_row, tables, written
from .shape import Path, Shaped

_NEAR = 0.8
_MOST_WORDS = 500
"""More are names of things, such as customers, rather than words of the program."""
_DIGITS = re.compile(r"\D")
Word = tuple[str, str, Path]
"""What is compared, such as the products or the values of a fact; a word of it, and its place."""


def check_spelling(file: Shaped[VersionFormat], facts: Collection[Facts]) -> Iterator[Diagnostic]:
    """Words of the rules that no record has, next to a word of records that no rule has.

    What records say is private, and so are these diagnostics.
    """
    ruled = [*_filters(file.value), *_repeated(file.value), *_thresholds(file.value)]
    recorded = _recorded(facts, {subject for subject, _, _ in ruled})
    for subject, word, path in ruled:
        known = recorded[subject]
        strange = known - {other for kind, other, _ in ruled if kind == subject}
        if word in known or len(strange) > _MOST_WORDS:
            continue
        near = next((other for other in sorted(strange) if _is_near(word, other)), None)
        if near is not None:
            message = f"No record says “{word}”, and no rule says “{near}”"
            found = file.report("no-data", message, path, f"Did you mean “{near}”?")
            yield replace(found, private=True)


def _filters(value: VersionFormat) -> Iterator[Word]:
    """Words by which metrics choose and weigh entries."""
    for name, metric in value.metrics.items():
        if isinstance(metric, SumFormat | CountFormat):
            yield from _of_selection(metric, ("metrics", name))
        elif isinstance(metric, PointsFormat | IndexFormat):
            for i, part in enumerate(metric.parts):
                yield from _of_selection(part, ("metrics", name, "parts", i))


def _repeated(value: VersionFormat) -> Iterator[Word]:
    """Words for each of which a row is repeated."""
    for table in tables(value):
        for row, path in every_row(table.rows, table.path):
            for label, words in (row.for_each or {}).items():
                for i, word in enumerate(words if label in LABELS else ()):
                    yield label, word, (*path, "for_each", label, i)


def _of_selection(item: SelectionFormat, path: Path) -> Iterator[Word]:
    for key in ("where", "unless", "times"):
        for label, words in getattr(item, key, {}).items():
            for i, word in enumerate(words):
                yield label, word, (*path, key, label, word if key == "times" else i)


def _thresholds(value: VersionFormat) -> Iterator[Word]:
    """Words that facts are asked to be."""
    for table in tables(value):
        for row, path in every_row(table.rows, table.path):
            metric = value.metrics.get(row.metric or "")
            if isinstance(metric, FactMetricFormat) and metric.value == "text":
                for column in row.levels or ([table.column] if row.needed else []):
                    cell, there = cell_of(row, path, column)
                    yield f"fact {metric.fact}", written(cell), there


def _recorded(facts: Collection[Facts], subjects: Collection[str]) -> dict[str, set[str]]:
    """The words of all records by subject."""
    found: dict[str, set[str]] = {subject: set() for subject in subjects}
    labels = [label for label in LABELS if label in found]
    for one in facts:
        for item in one.dated:
            found.get(f"fact {item.name}", set()).add(item.value)
        if labels:
            for entry in (entry for table in ENTRY_TABLES for entry in one.table(table)):
                for label in labels:
                    found[label].add(entry.label(label))
    return found


def _is_near(word: str, other: str) -> bool:
    """Whether one of two words is probably a slip of the other; numbers tell apart on purpose."""
    if _DIGITS.sub("", word) != _DIGITS.sub("", other):
        return False
    first, second = word.casefold(), other.casefold()
    return difflib.SequenceMatcher(None, first, second).ratio() >= _NEAR
