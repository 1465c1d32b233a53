"""How the metrics of a version read: what is counted, in which days, and how points come about."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from ..model.metric import (
    BestMetric,
    CertificatesMetric,
    CountMetric,
    DocumentMetric,
    DocumentsMetric,
    FactMetric,
    GrowthMetric,
    IndexMetric,
    Metric,
    Part,
    PeopleMetric,
    Period,
    PointsMetric,
    RatioMetric,
    Selection,
    SpecialisationsMetric,
    SumMetric,
    TenureMetric,
)
from ..model.program import Version
from .edition import Edition

MOST_NAMES = 5
"""Certifications that are named; more of them are for the list of certifications."""


class MetricWords:
    """The metrics of one version in one language."""

    def __init__(self, edition: Edition, version: Version) -> None:
        self.edition = edition
        self.words = edition.words
        self.version = version

    def name(self, metric_id: str) -> str:
        return self.edition.text(self.version.metric(metric_id).name)

    def amount(self, number: Decimal, metric: Metric) -> str:
        """A figure of the metric with its unit or currency."""
        if metric.money and self.version.currency:
            return self.words.money(number, self.version.currency)
        unit = self.edition.text(metric.unit)
        if metric.is_percent:
            return self.words.percent(number)
        if not unit and isinstance(metric.measure, TenureMetric):
            return self.words("criteria.months", n=number)
        return self.words.quantity(number, unit)

    def detail(self, metric: Metric) -> str:
        """What is counted and how, as far as the name leaves that open."""
        return "; ".join(filter(None, self._clauses(metric)))

    def _clauses(self, metric: Metric) -> Iterator[str]:
        match metric.measure:
            case PeopleMetric() | CertificatesMetric():
                yield ", ".join(self._certified(metric.measure))
            case SumMetric() | CountMetric():
                yield ", ".join(self._entries(metric.measure))
            case RatioMetric():
                yield from self._ratio(metric.measure, metric)
            case GrowthMetric():
                yield from self._growth(metric.measure)
            case DocumentsMetric():
                yield self.words("criteria.documents")
            case PointsMetric():
                if len(metric.measure.parts) > 1:
                    yield self.words("criteria.points", n=len(metric.measure.parts))
                yield from self._most(metric.measure.cap, metric)
            case IndexMetric():
                yield self.words("criteria.index")
            case BestMetric():
                names = self.words.any_of(self._reference(name) for name in metric.measure.of)
                yield self.words("criteria.best", names=names)
            case TenureMetric():
                yield self._tenure(metric.measure.level)
            case SpecialisationsMetric():
                yield self._specialisations(metric.measure)
            case DocumentMetric() | FactMetric():
                pass

    def parts(self, metric: Metric) -> tuple[str, ...]:
        """A line for each thing that gives points."""
        match metric.measure:
            case PointsMetric():
                return tuple(self._part(part) for part in metric.measure.parts)
            case IndexMetric():
                weighted = len({part.weight for part in metric.measure.parts}) > 1
                return tuple(self._part(part, weighted) for part in metric.measure.parts)
            case _:
                return ()

    def _inner(self, metric: Metric) -> tuple[str, ...]:
        """What gives the points of a part; parts of parts by their names."""
        if not isinstance(metric.measure, PointsMetric):
            return ()
        return tuple(self._part(part, is_inner=True) for part in metric.measure.parts)

    # --- counted from facts -------------------------------------------------------------------

    def _certified(self, measure: PeopleMetric | CertificatesMetric) -> Iterator[str]:
        names = self._certifications(measure.holding)
        if isinstance(measure, CertificatesMetric):
            what = self.words("criteria.certificates")
        elif measure.each > 1:
            what = self.words("criteria.people_each", n=measure.each)
        else:
            what = self.words("criteria.people")
        yield f"{what}: {names}" if names else what
        if measure.role:
            yield self.words("criteria.role", role=self._quoted(measure.role))
        if measure.latest is not None:
            yield self.words("criteria.latest", n=measure.latest)

    def _certifications(self, holding: tuple[str, ...]) -> str:
        """Their names, where they say more than that of the metric and are not too many."""
        if not 1 < len(holding) <= MOST_NAMES:
            return ""
        found = [self.version.certification(name) for name in holding]
        return self.words.any_of(self.edition.text(item.name) for item in found if item)

    def _entries(self, measure: SumMetric | CountMetric) -> Iterator[str]:
        yield from self._selection(measure)
        if isinstance(measure, CountMetric) and measure.distinct:
            yield self.words(f"criteria.distinct_{measure.distinct}")
        if isinstance(measure, SumMetric) and measure.times:
            yield from self._factors(measure)

    def _factors(self, measure: SumMetric) -> Iterator[str]:
        for label, factors in measure.times.items():
            of = self.words(f"criteria.label_{label}")
            names = {value: self._label(label, value) for value in factors}
            if deducted := [names[value] for value, factor in factors.items() if factor == -1]:
                yield self.words("criteria.deducted", label=of, names=", ".join(deducted))
            weighted = [
                f"{names[value]} × {self.words.number(factor)}"
                for value, factor in factors.items()
                if factor != -1
            ]
            if weighted:
                yield self.words("criteria.times", label=of, factors=", ".join(weighted))

    def _label(self, label: str, value: str) -> str:
        """What an entry belongs to: the product’s name, else as it stands on record, in quotes."""
        if label == "product" and value in (self.edition.directory.vocabulary.products or {}):
            return self.edition.term("products", value)
        return self._quoted(value)

    def _quoted(self, text: str) -> str:
        return self.words("common.quoted", text=text)

    def _selection(self, measure: SumMetric | CountMetric) -> Iterator[str]:
        chosen = measure.entries
        if chosen.period is not None:
            yield self.period(chosen.period)
        if chosen.since or chosen.until:
            yield self._dates(chosen)
        if chosen.active:
            yield self.words("criteria.active")
        if chosen.minimum is not None:
            has_currency = self.version.currency and chosen.of in ("revenue", "deals")
            amount = (
                self.words.money(chosen.minimum, self.version.currency)
                if has_currency
                else self.words.number(chosen.minimum)
            )
            yield self.words("criteria.minimum", amount=amount)

    def _dates(self, chosen: Selection) -> str:
        since = self.words.date(chosen.since) if chosen.since else ""
        until = self.words.date(chosen.until) if chosen.until else ""
        if since and until:
            return self.words("criteria.since_until", since=since, until=until)
        if since:
            return self.words("criteria.since", since=since)
        return self.words("criteria.until", until=until)

    def period(self, period: Period) -> str:
        """The days that a metric looks at."""
        if period.kind == "last":
            is_fiscal = period.unit == "quarters" and period.year != "calendar"
            unit = "fiscal_quarters" if is_fiscal else period.unit
            said = self.words(f"criteria.period_{unit}", n=period.count)
        else:
            kind = period.kind.replace("-", "_")
            said = self.words(f"criteria.period_{period.year}_{kind}")
        if period.ago:
            said = f"{said}, {self.words('criteria.ago', n=period.ago)}"
        return said

    def years(self) -> Iterator[str]:
        """When the fiscal and program years begin that periods speak of, a sentence each."""
        periods = (
            item.measure.entries.period
            for item in (self.version.metrics or {}).values()
            if isinstance(item.measure, SumMetric | CountMetric)
        )
        years = {(p.year, p.begins) for p in periods if p is not None and p.year != "calendar"}
        for year, begins in sorted(years):
            yield self.words(f"rules.{year}_year", day=self.words.day_of_year(*begins))

    def _tenure(self, level: str) -> str:
        if not level:
            return self.words("criteria.tenure")
        name = self.edition.text(self.version.level(level).name)
        return self.words("criteria.tenure_at", level=name)

    def _specialisations(self, measure: SpecialisationsMetric) -> str:
        every = self.version.specialisations
        names = [self.edition.text(item.name) for item in every if item.id in measure.of]
        if len(names) in (0, len(every)) or len(names) > MOST_NAMES:
            return self.words("criteria.specialisations")
        return self.words("criteria.specialisations_of", names=self.words.any_of(names))

    # --- computed from other metrics ----------------------------------------------------------

    def _reference(self, metric_id: str) -> str:
        """Another metric, with the days it looks at."""
        limits = ", ".join(self._limits(self.version.metric(metric_id)))
        name = self._quoted(self.name(metric_id))
        return f"{name} ({limits})" if limits else name

    def _limits(self, metric: Metric) -> Iterator[str]:
        """What of a metric counts, where it is named beside others: days, entries, a least base."""
        if isinstance(metric.measure, SumMetric | CountMetric):
            yield from self._selection(metric.measure)
        elif isinstance(metric.measure, GrowthMetric):
            yield from self._base(metric.measure)
        elif isinstance(metric.measure, PointsMetric):
            yield from self._most(metric.measure.cap, metric)

    def _pair(self, one: str, other: str) -> tuple[str, str, tuple[str, ...]]:
        """Two metrics to be compared, and what holds for both of them."""
        first, second = self.version.metric(one), self.version.metric(other)
        shared = tuple(self._limits(first))
        if shared and shared == tuple(self._limits(second)):
            return self._quoted(self.name(one)), self._quoted(self.name(other)), shared
        return self._reference(one), self._reference(other), ()

    def _ratio(self, measure: RatioMetric, metric: Metric) -> Iterator[str]:
        of, to, shared = self._pair(measure.of, measure.to)
        said = self.words("criteria.share" if measure.percent else "criteria.ratio", of=of, to=to)
        yield ", ".join((said, *shared))
        yield from self._most(measure.cap, metric)
        if measure.if_empty is not None:
            value = self.amount(measure.if_empty, metric)
            yield self.words(
                "criteria.if_empty", value=value, to=self._quoted(self.name(measure.to))
            )

    def _growth(self, measure: GrowthMetric) -> Iterator[str]:
        of, against, shared = self._pair(measure.of, measure.against)
        yield ", ".join((self.words("criteria.growth", of=of, against=against), *shared))
        yield from self._base(measure)
        if measure.if_below is not None:
            yield self.words("criteria.if_below", value=self.words.percent(measure.if_below))

    def _base(self, measure: GrowthMetric) -> Iterator[str]:
        if measure.minimum_base is not None:
            base = self.amount(measure.minimum_base, self.version.metric(measure.against))
            yield self.words("criteria.minimum_base", amount=base)

    def _most(self, cap: Decimal | None, metric: Metric) -> Iterator[str]:
        if cap is not None:
            yield self.words("criteria.at_most", amount=self.amount(cap, metric))

    def _part(self, part: Part, with_weight: bool = False, is_inner: bool = False) -> str:
        """What one metric contributes: its name, the points, their limits, and its own parts."""
        metric = self.version.metric(part.metric)
        name = self.edition.text(part.name) or self.edition.text(metric.name)
        limits = ", ".join(self._limits(metric))
        said = [self._rate(part, metric)]
        if part.whole:
            said.append(self.words("criteria.whole"))
        if part.cap is not None:
            said.append(self.words("criteria.at_most", amount=self.words.number(part.cap)))
        if with_weight:
            said.append(self.words("criteria.weight", weight=self.words.number(part.weight)))
        head = f"{name} ({limits})" if limits else name
        inner = () if is_inner else self._inner(metric)
        rules = "; ".join(filter(None, (", ".join(filter(None, said)), *inner)))
        return f"{head}: {rules}" if rules else head

    def _rate(self, part: Part, metric: Metric) -> str:
        """How a figure becomes points; empty where it is points already."""
        words = self.words
        if part.one_per is not None:
            amount = self.amount(part.one_per, metric)
            return words("criteria.points_per", n=Decimal(1), amount=amount)
        if part.full_at is not None:
            amount = self.amount(part.full_at, metric)
            return words("criteria.points_full", n=part.points or Decimal(0), amount=amount)
        if part.steps:
            return ", ".join(
                words("criteria.points_step", n=points, amount=self.amount(least, metric))
                for least, points in part.steps
            )
        each = Decimal(1) if part.each is None else part.each
        if metric.value_type == "yes-no":
            return words("criteria.points_once", n=each)
        if each == 1 and metric.is_points:
            return ""
        if metric.money or isinstance(metric.measure, RatioMetric | GrowthMetric):
            return words("criteria.points_per", n=each, amount=self.amount(Decimal(1), metric))
        return words("criteria.points_each", n=each)
