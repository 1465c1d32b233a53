"""Names that the metrics of a version use, and what they contradict in themselves."""

from __future__ import annotations

from collections.abc import Iterator

from ..diagnostics import Diagnostic
from .formats.computed import (
    BestFormat,
    CategoryFormat,
    GrowthFormat,
    IndexFormat,
    PartFormat,
    PointsFormat,
    RatioFormat,
)
from .formats.counted import (
    CertificatesFormat,
    CountFormat,
    DocumentMetricFormat,
    DocumentsMetricFormat,
    FactMetricFormat,
    PeopleFormat,
    SpecialisationsFormat,
    TenureFormat,
)
from .formats.metric import AnyMetric
from .formats.version import VersionFormat
from .metrics import is_money, part_names
from .references import UNKNOWN, check_known
from .shape import Path, Shaped

_NUMBERS = (PeopleFormat, CertificatesFormat, CountFormat, DocumentsMetricFormat)
"""Metrics that count something."""
_RATES = ("each", "one_per", "full_at", "steps")
_OF_ENTRIES = ("where", "unless", "period", "minimum", "active", "since", "until", "if_none")
_WITH_OF = (*_OF_ENTRIES, "measure", "times")


def check_metrics(file: Shaped[VersionFormat]) -> Iterator[Diagnostic]:
    """Whether everything exists that a metric names, and what cannot be meant."""
    for name, metric in file.value.metrics.items():
        path: Path = ("metrics", name)
        if isinstance(metric, PeopleFormat):
            yield from _check_each(file, metric, path)
        elif metric.publish is not None:
            message = "Only counts of people may be published"
            hint = "Remove “publish”: sums, facts and documents stay private."
            yield file.report("private-metric", message, (*path, "publish"), hint)
        yield from _check_names(file, metric, path)
        since, until = getattr(metric, "since", None), getattr(metric, "until", None)
        if since and until and until < since:
            hint = "Check both dates; the last day is the one that still counts."
            message = "“until” is before “since”"
            yield file.report("contradiction", message, (*path, "until"), hint)
        if isinstance(metric, PointsFormat | IndexFormat):
            yield from _check_parts(file, metric, path)


def _check_names(
    file: Shaped[VersionFormat], metric: AnyMetric, path: Path
) -> Iterator[Diagnostic]:
    match metric:
        case PeopleFormat() | CertificatesFormat():
            yield from _check_holding(file, metric, path)
        case RatioFormat():
            yield from check_input(file, metric.of, (*path, "of"))
            yield from check_input(file, metric.to, (*path, "to"))
            yield from _check_pair(file, metric, metric.to, (*path, "to"))
        case GrowthFormat():
            yield from check_input(file, metric.of, (*path, "of"))
            yield from check_input(file, metric.against, (*path, "against"))
            yield from _check_pair(file, metric, metric.against, (*path, "against"))
        case BestFormat():
            for i, name in enumerate(metric.of):
                yield from check_input(file, name, (*path, "of", i))
        case CategoryFormat():
            yield from _check_category(file, metric, path)
        case TenureFormat() if metric.level is not None:
            levels, there = [level.id for level in file.value.levels], (*path, "level")
            yield from check_known(file, metric.level, levels, there, "unknown-level", "level")
        case SpecialisationsFormat() if file.whole is None:
            known = [item.id for item in file.value.specialisations]
            for i, name in enumerate(metric.of):
                there = (*path, "of", i)
                yield from check_known(file, name, known, there, UNKNOWN, "specialisation")


def _check_holding(
    file: Shaped[VersionFormat], metric: PeopleFormat | CertificatesFormat, path: Path
) -> Iterator[Diagnostic]:
    """Certifications, and whether one can tell which of their certificates are new enough."""
    certifications = {item.id: item for item in file.value.certifications}
    for i, held in enumerate(metric.holding):
        there, what = (*path, "holding", i), "certification"
        yield from check_known(file, held, certifications, there, UNKNOWN, what)
        known = certifications.get(held)
        if metric.latest_versions is not None and known is not None and not known.releases:
            message = f"The certification “{held}” has no releases"
            hint = "List its product versions with their days under “releases”."
            yield file.report("contradiction", message, (*path, "latest_versions"), hint)


def _check_each(
    file: Shaped[VersionFormat], metric: PeopleFormat, path: Path
) -> Iterator[Diagnostic]:
    if metric.each > len(metric.holding):
        message = f"Nobody can hold {metric.each} of {len(metric.holding)} certifications"
        hint = "Name more under “holding”, or ask for fewer."
        yield file.report("contradiction", message, (*path, "each"), hint)


def check_input(
    file: Shaped[VersionFormat], name: str, path: Path, answers: bool = False
) -> Iterator[Diagnostic]:
    """A metric that another is computed from: it exists and is a number, or perhaps a yes or no."""
    metrics = file.value.metrics
    yield from check_known(file, name, metrics, path, "unknown-metric", "metric")
    metric = metrics.get(name)
    is_text = isinstance(metric, FactMetricFormat) and metric.value == "text"
    is_answer = isinstance(metric, DocumentMetricFormat) or (
        isinstance(metric, FactMetricFormat) and metric.value == "yes-no"
    )
    if is_text or (is_answer and not answers):
        message = f"The metric “{name}” is not a number"
        hint = "Name another one. A fact is a number with “value: number”."
        yield file.report("wrong-type", message, path, hint)


def _check_pair(
    file: Shaped[VersionFormat], metric: RatioFormat | GrowthFormat, other: str, path: Path
) -> Iterator[Diagnostic]:
    """Two figures that are compared: different ones, and not money with a number of something."""
    metrics = file.value.metrics
    if metric.of == other:
        message, hint = f"“{other}” is compared with itself", "Name another metric here."
        yield file.report("contradiction", message, path, hint)
    elif metric.measure != "ratio":
        numbers = [name for name in (metric.of, other) if isinstance(metrics.get(name), _NUMBERS)]
        money = [name for name in (metric.of, other) if is_money(metrics.get(name), metrics)]
        if numbers and money:
            message = f"“{money[0]}” is money, and “{numbers[0]}” is not"
            hint = "Compare like with like, or use “measure: ratio”."
            yield file.report("contradiction", message, path, hint)


def _check_category(
    file: Shaped[VersionFormat], metric: CategoryFormat, path: Path
) -> Iterator[Diagnostic]:
    metrics = file.value.metrics
    yield from check_known(file, metric.of, metrics, (*path, "of"), "unknown-metric", "metric")
    whole = metrics.get(metric.of)
    if isinstance(whole, PointsFormat):
        categories = {part.category for part in whole.parts if part.category}
        there = (*path, "category")
        yield from check_known(file, metric.category, categories, there, UNKNOWN, "category")
    elif whole is not None:
        message = f"The metric “{metric.of}” has no categories"
        hint = "Name a metric with “measure: points”."
        yield file.report("wrong-value", message, (*path, "of"), hint)


# --- parts ------------------------------------------------------------------------------------


def _check_parts(
    file: Shaped[VersionFormat], metric: PointsFormat | IndexFormat, path: Path
) -> Iterator[Diagnostic]:
    seen: set[str] = set()
    for i, (part, name) in enumerate(zip(metric.parts, part_names(metric), strict=True)):
        there: Path = (*path, "parts", i)
        if name in seen:
            message = f"Two parts are called “{name}”"
            place = (*there, "id") if part.id else there
            yield file.report("duplicate-row", message, place, "Give one of them another id.")
        seen.add(name)
        yield from _check_part(file, part, there)


def _check_part(file: Shaped[VersionFormat], part: PartFormat, path: Path) -> Iterator[Diagnostic]:
    if (part.metric is None) == (part.of is None):
        message = "A part has either “metric” or “of”"
        hint = "Name a metric, or choose entries of a table."
        yield file.report("contradiction", message, path, hint)
    if part.metric is not None:
        yield from check_input(file, part.metric, (*path, "metric"), answers=True)
        for key in _WITH_OF:
            if getattr(part, key) not in (None, False, {}):
                message, hint = f"“{key}” means nothing beside “metric”", "It belongs to “of”."
                yield file.report("contradiction", message, (*path, key), hint, at_key=True)
    if part.measure == "count" and part.times:
        message, hint = "Only amounts are multiplied", "Remove “times”, or add the amounts up."
        yield file.report("contradiction", message, (*path, "times"), hint, at_key=True)
    rates = [key for key in _RATES if getattr(part, key) is not None]
    if len(rates) > 1:
        message = f"This part has {' and '.join(f'“{key}”' for key in rates)} at once"
        hint = "Choose one way in which the figure becomes points."
        yield file.report("contradiction", message, (*path, rates[1]), hint, at_key=True)
    if (part.full_at is None) != (part.points is None):
        message = "“full_at” and “points” belong together"
        hint = "Write the figure that gives all points, and how many these are."
        yield file.report("contradiction", message, path, hint)
    if part.since and part.until and part.until < part.since:
        hint = "Check both dates; the last day is the one that still counts."
        yield file.report("contradiction", "“until” is before “since”", (*path, "until"), hint)
