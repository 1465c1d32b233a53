"""Rows that ask the same for each of several values: the metrics they are narrowed to."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from ..diagnostics import Diagnostic, did_you_mean
from ..model.metric import CertificatesMetric, CountMetric, Measure, Metric, PeopleMetric, SumMetric
from ..model.text import Text
from .formats.requirement import RowFormat
from .formats.version import VersionFormat
from .shape import Path, Shaped
from .texts import text, titled

LABELS = ("source", "product", "kind", "customer", "segment", "region", "currency")
CERTIFICATION = "certification"


@dataclass(slots=True)
class Narrowed:
    """By value: what the value is called, and the metric that counts only what belongs to it."""

    metrics: list[tuple[str, Text, Metric]] = field(default_factory=list)
    diagnostics: list[Diagnostic] = field(default_factory=list)


def narrowed(file: Shaped[VersionFormat], row: RowFormat, metric: Metric, path: Path) -> Narrowed:
    """The metrics ``METRIC.VALUE`` that a row with ``for_each`` asks for."""
    found = Narrowed()
    there: Path = (*path, "for_each")
    if len(row.for_each or {}) != 1:
        message, hint = "“for_each” takes one key", "Write a row for each value of the other one."
        found.diagnostics.append(file.report("contradiction", message, there, hint))
        return found
    ((key, values),) = (row.for_each or {}).items()
    known = _keys(metric.measure)
    if key not in known:
        message = f"“{key}” is nothing that this metric can be narrowed to"
        hint = did_you_mean(key, known) or f"Known: {', '.join(known)}."
        if not known:
            hint = "Sums and counts, people and certificates can be narrowed."
        found.diagnostics.append(file.report("wrong-value", message, (*there, key), hint, True))
        return found
    names = {item.id: text(item.name) for item in file.value.certifications}
    for i, value in enumerate(values):
        measure = _narrow(metric.measure, key, value)
        if measure is None:
            message = f"This metric counts nothing of “{value}”"
            hint = "Name values that the metric does not leave out."
            place = (*there, key, i)
            found.diagnostics.append(file.report("contradiction", message, place, hint))
            continue
        label = names.get(value, Text.of(value)) if key == CERTIFICATION else Text.of(value)
        identity, title = f"{metric.id}.{value}", titled(metric.name, label)
        one = replace(metric, id=identity, name=title, measure=measure, publish=None)
        found.metrics.append((value, label, one))
    return found


def _keys(measure: Measure) -> tuple[str, ...]:
    if isinstance(measure, SumMetric | CountMetric):
        return LABELS
    return (CERTIFICATION,) if isinstance(measure, PeopleMetric | CertificatesMetric) else ()


def _narrow(measure: Measure, key: str, value: str) -> Measure | None:
    """The measure for one value; None where it then counts nothing."""
    if isinstance(measure, PeopleMetric | CertificatesMetric):
        if value not in measure.holding or getattr(measure, "each", 1) > 1:
            return None
        return replace(measure, holding=(value,))
    if isinstance(measure, SumMetric | CountMetric):
        entries = measure.entries
        left_out = value in entries.unless.get(key, ())
        if left_out or value not in entries.where.get(key, (value,)):
            return None
        return replace(measure, entries=replace(entries, where={**entries.where, key: (value,)}))
    return None
