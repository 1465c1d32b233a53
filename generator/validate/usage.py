"""Metrics that nothing uses, metrics that nothing feeds, and sums in no currency."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from ..diagnostics import Diagnostic
from ..model.facts import Entry, Facts
from ..model.metric import (
    CertificatesMetric,
    CountMetric,
    DocumentMetric,
    DocumentsMetric,
    FactMetric,
    Metric,
    PeopleMetric,
    Selection,
    SpecialisationsMetric,
    SumMetric,
    TenureMetric,
    inputs,
)
from ..model.program import Version
from .cells import UNPUBLISHED
from .formats.counted import SumFormat
from .formats.requirement import CellFormat
from .formats.version import VersionFormat
from .metrics import is_money
from .row_tables import every_row, tables, written
from .shape import Shaped


def check_usage(file: Shaped[VersionFormat], version: Version) -> Iterator[Diagnostic]:
    """Metrics of a version that count for nothing, or add up money of no currency."""
    value = file.value
    used = {name for metric in (version.metrics or {}).values() for name in inputs(metric.measure)}
    used |= {metric.of for metric in value.metrics.values() if metric.measure == "category"}
    for table in tables(value):
        for row, _ in every_row(table.rows, table.path):
            used |= {name for name in (row.metric, row.per) if name}
    for name, metric in value.metrics.items():
        if name not in used and metric.publish is None:
            message, hint = f"Nothing asks for “{name}”", "Name it in a row, or remove it."
            yield file.report("unused-metric", message, ("metrics", name), hint, at_key=True)
        is_amount = is_money(metric, value.metrics)
        if isinstance(metric, SumFormat) and is_amount and not value.currency:
            message = f"A sum of {metric.of} is money, but the version has no currency"
            hint = "Write “currency: EUR” into the version, or say with “unit” what is counted."
            yield file.report("no-currency", message, ("metrics", name), hint, at_key=True)


def check_factors(file: Shaped[VersionFormat]) -> Iterator[Diagnostic]:
    """Factors that no row is multiplied by, and newcomers of whom the same is asked as of all."""
    value = file.value
    rows = [row for table in tables(value) for row, _ in every_row(table.rows, table.path)]
    cells = [cell for row in rows for cell in (row.needed, *(row.levels or {}).values())]
    factors = [i for i, region in enumerate(value.regions) if region.factor not in (None, 1)]
    if factors and not any(row.by_region for row in rows):
        message = "No row is multiplied by the factors of regions"
        hint = "Write “by_region: factor” into the rows that they are for."
        yield file.report("unused-metric", message, ("regions", factors[0], "factor"), hint)
    special = any(isinstance(cell, CellFormat) and cell.newcomers is not None for cell in cells)
    if value.newcomers and not special and not any(row.newcomers for row in rows):
        message = "Newcomers are asked for the same as all others"
        hint = "Write “newcomers: factor” into the rows that are easier for them."
        yield file.report("unused-metric", message, ("newcomers",), hint, at_key=True)


def check_data(
    file: Shaped[VersionFormat], version: Version, facts: Collection[Facts]
) -> Iterator[Diagnostic]:
    """Metrics for which no member has anything on record, where there is something for others.

    ``facts`` are those of the members.
    """
    metrics = version.metrics or {}
    fed = {name for name, item in metrics.items() if any(_feeds(version, f, item) for f in facts)}
    if not any(_is_counted(metrics[name]) for name in fed):
        return  # Figures are kept elsewhere, or not yet.
    for name in metrics:
        whole = name.partition(".")[0]
        if name not in fed and whole in file.value.metrics and not _is_left_open(file.value, name):
            message = f"No record holds anything that “{name}” could count"
            hint = "Is everything spelt as in the records? If figures are still to come, leave it."
            yield file.report("no-data", message, ("metrics", whole), hint, at_key=True)


def _is_left_open(value: VersionFormat, name: str) -> bool:
    """Whether no threshold of a metric is published, so that figures would decide nothing."""
    asked = [
        written(cell)
        for table in tables(value)
        for row, _ in every_row(table.rows, table.path)
        if row.metric == name
        for cell in (row.needed, *(row.levels or {}).values())
        if cell is not None
    ]
    return bool(asked) and set(asked) == {UNPUBLISHED}


def _is_counted(metric: Metric) -> bool:
    """Whether a metric is read from facts, and not computed."""
    measure = metric.measure
    return not inputs(measure) and not isinstance(measure, TenureMetric | SpecialisationsMetric)


def _feeds(version: Version, facts: Facts, metric: Metric) -> bool:
    """Whether one of the facts counts for the metric on any day."""
    measure = metric.measure
    match measure:
        case PeopleMetric() | CertificatesMetric():
            people = [p for p in facts.people if measure.role in ("", *p.roles)]
            held = {one.certification for person in people for one in person.credentials}
            return any(held & counting_as(version, name) for name in measure.holding)
        case SumMetric() | CountMetric():
            entries = facts.table(measure.entries.of)
            return any(_passes(entry, measure.entries, version) for entry in entries)
        case DocumentMetric():
            return any(item.id == measure.document for item in facts.documents)
        case DocumentsMetric():
            return any(item.id in measure.documents for item in facts.documents)
        case FactMetric():
            return any(item.name == measure.fact for item in facts.dated)
        case _:
            return True


def counting_as(version: Version, certification: str) -> set[str]:
    """A certification and those that count as it."""
    known = version.certification(certification)
    return {certification, *(item.certification for item in (known.equivalents if known else ()))}


def _passes(entry: Entry, selection: Selection, version: Version) -> bool:
    """Whether an entry is of the kind that is counted, on whatever day."""

    def label(key: str) -> str:
        return (entry.currency or version.currency) if key == "currency" else entry.label(key)

    return all(label(key) in values for key, values in selection.where.items()) and not any(
        label(key) in values for key, values in selection.unless.items()
    )
