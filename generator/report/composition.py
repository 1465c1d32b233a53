"""How figures come about: what they are computed from, which days count, where the facts stand."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from fractions import Fraction

from ..model.criterion import ApprovalRow, Threshold, thresholds
from ..model.metric import (
    BestMetric,
    CertificatesMetric,
    CountMetric,
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
    inputs,
)
from ..model.standing import Value
from ..model.text import EMPTY
from ..qualify.case import Case
from ..qualify.derive import exact, score
from ..qualify.periods import counting
from .figures import PLACES, Figures, rounded, sources
from .row_words import RowWords
from .trace import Column, Line

INDENT = "  "


@dataclass(frozen=True, slots=True)
class Composition:
    """The figures of one case, each with all that it is made of."""

    rows: RowWords
    _told: set[str] = field(default_factory=set, init=False)
    """Metrics whose facts have been named."""

    @property
    def _case(self) -> Case:
        return self.rows.case

    @property
    def _figures(self) -> Figures:
        return self.rows.figures

    def lines(self, columns: Sequence[Column]) -> Iterator[str]:
        """Each figure that the columns ask for once, then the decisions that count."""
        outermost = (line for column in columns for line in column.lines)
        asked = [line for one in outermost for _, line in one.nested() if line.is_asked]
        done: set[str] = set()
        for line in asked:
            for metric_id in _metrics(line):
                if metric_id not in done:
                    done.add(metric_id)
                    up = isinstance(line.criterion, Threshold) and line.criterion.at_most
                    yield from self._figure(metric_id, 1, up=up)
        yield from dict.fromkeys(filter(None, map(self._decision, asked)))

    def _figure(
        self, metric_id: str, depth: int, *, name: str = "", up: bool = False, gives: str = ""
    ) -> Iterator[str]:
        """A figure, and below it what it is computed from or where its facts stand."""
        metric = self.rows.metric(metric_id)
        value = self._case.value(metric_id)
        details = self._details(metric, value) if value is not None else ()
        said = [self._figures.value(value, metric, up), *details, gives]
        figure = ", ".join(filter(None, said))
        name = name or self._figures.voice.text(metric.name)
        yield INDENT * depth + self.rows.words("explain.figure", name=name, figure=figure)
        if inputs(metric.measure):
            yield from self._made_of(metric, depth + 1)
        elif metric_id not in self._told and (facts := self._case.sources(metric_id)):
            self._told.add(metric_id)
            yield INDENT * (depth + 2) + self.rows.words("explain.from", places=sources(facts))

    # --- computed figures ---------------------------------------------------------------------

    def _made_of(self, metric: Metric, depth: int) -> Iterator[str]:
        match metric.measure:
            case PointsMetric(parts=parts) | IndexMetric(parts=parts):
                # An unknown part gives no points; an index it makes unknown.
                is_sum = isinstance(metric.measure, PointsMetric)
                weighted = len({part.weight for part in parts}) > 1
                for part in parts:
                    gives = self._points(part, metric, weighted, none=is_sum)
                    name = self._figures.voice.text(part.name)
                    yield from self._figure(part.metric, depth, name=name, gives=gives)
            case RatioMetric(of=first, to=second):
                yield from self._figure(first, depth)
                yield from self._figure(second, depth, name=self._second("explain.out_of", second))
            case GrowthMetric(of=first, against=second):
                yield from self._figure(first, depth)
                yield from self._figure(second, depth, name=self._second("explain.against", second))
            case BestMetric(of=names):
                for one in names:
                    yield from self._figure(one, depth)

    def _second(self, message: str, metric_id: str) -> str:
        return self.rows.words(message, name=self.rows.metric_name(metric_id))

    def _points(self, part: Part, whole: Metric, weighted: bool, none: bool) -> str:
        """What a part contributes to the ``whole``, unless it is points that stay what they are.

        ``none`` tells that an unknown part gives nothing.
        """
        words, value = self.rows.words, self._case.value(part.metric)
        if value is None or isinstance(value, str):
            return words("explain.no_points") if none else ""
        number = Fraction(value)
        given = score(part, number)
        counted = self.rows.metric(part.metric)
        is_same = given == number and (counted.is_points or counted.unit == whole.unit != EMPTY)
        points = rounded(exact(given), PLACES, up=False)
        said = [] if is_same else [words("explain.gives_points", n=points)]
        if part.cap is not None and score(replace(part, cap=None), number) > part.cap:
            said.append(words("explain.no_more"))
        if weighted:
            weight = self._figures.voice.words.number(part.weight)
            said.append(words("criteria.weight", weight=weight))
        return ", ".join(said)

    # --- details ------------------------------------------------------------------------------

    def _details(self, metric: Metric, value: Value) -> Iterator[str]:
        """The days that count, releases, names, limits."""
        match metric.measure:
            case SumMetric(entries=entries) | CountMetric(entries=entries):
                yield from self._days(entries)
            case PeopleMetric(latest=int()) | CertificatesMetric(latest=int()):
                yield from self._releases(metric.measure)
            case TenureMetric(level=level):
                yield from self._since(level)
            case SpecialisationsMetric(of=of):
                yield from self._specialisations(of)
            case PointsMetric(cap=cap) | RatioMetric(cap=cap) if cap is not None and value == cap:
                yield self.rows.words("explain.no_more")

    def _days(self, entries: Selection) -> Iterator[str]:
        """From when to when something must be dated to count."""
        if entries.period is None and entries.since is None and entries.until is None:
            return
        first, last = days_counted(entries.period, self._case.day)
        first = max(first, entries.since or date.min)
        last = min(last, entries.until or date.max)
        shown = self._figures.voice.date
        if first == date.min:
            yield self.rows.words("explain.dated_until", last=shown(last))
        elif first <= last:
            yield self.rows.words("explain.dated", first=shown(first), last=shown(last))

    def _releases(self, measure: PeopleMetric | CertificatesMetric) -> Iterator[str]:
        """The releases of which certificates count on the day."""
        names: dict[str, None] = {}
        for known in map(self._case.rules.version.certification, measure.holding):
            releases = (known.releases if known else None) or {}
            out = sorted((day, name) for name, day in releases.items() if day <= self._case.day)
            names |= dict.fromkeys(name for _, name in out[-(measure.latest or 0) :])
        if names:
            listed = self._figures.voice.words.all_of(names)
            yield self.rows.words("explain.releases", names=listed)

    def _since(self, level: str) -> Iterator[str]:
        case = self._case
        since = case.enrolment.since
        if level:
            since = case.memory.held_from(case.levels, level) if case.memory else None
        if since is not None and since > date.min:
            yield self.rows.words("explain.since", day=self._figures.voice.date(since))

    def _specialisations(self, of: Sequence[str]) -> Iterator[str]:
        held = self._case.specialised(self._case)
        every = self._case.rules.version.specialisations
        names = [item.name for item in every if item.id in held and item.id in of]
        if names:
            yield ", ".join(map(self._figures.voice.text, names))

    def _decision(self, line: Line) -> str:
        """Where a person's decision stands that a criterion asks for, or that stands for one."""
        row, facts = line.criterion, set(line.finding.facts)
        if isinstance(row, Threshold):
            facts -= set(self._case.sources(row.metric))
        elif not isinstance(row, ApprovalRow):
            return ""
        if not facts:
            return ""
        version, column = self._case.rules.version, line.finding.level
        every = {item.id: item.name for item in version.levels}
        every |= {item.id: item.name for item in version.specialisations}
        name, places = self.rows.name(row), sources(sorted(facts))
        if column in every:
            name = f"{name} ({self._figures.voice.text(every[column])})"
        return INDENT + self.rows.words("explain.decided", name=name, places=places)


def _metrics(line: Line) -> Iterator[str]:
    """The metrics that a criterion looks at, and its condition."""
    row = line.criterion
    for one in thresholds(row.only_if):
        yield one.metric
    if isinstance(row, Threshold):
        finding = line.finding
        if finding.needed is not None or finding.hidden or finding.have is not None:
            yield row.metric
        if row.per:
            yield row.per


def days_counted(period: Period | None, day: date) -> tuple[date, date]:
    """The first and the last day of those whose entries count on ``day``.

    From the first day of the calendar on where there is no period.
    """
    if period is None:
        return date.min, day

    def has_begun(ordinal: int) -> bool:
        found = counting(period, date.fromordinal(ordinal))
        return found is None or found[0] > day

    def still_counts(ordinal: int) -> bool:
        found = counting(period, date.fromordinal(ordinal))
        return found is None or found[1] is None or found[1] > day

    ordinals = range(1, day.toordinal() + 1)
    first = bisect_left(ordinals, True, key=still_counts)
    last = bisect_left(ordinals, True, key=has_begun) - 1
    return date.fromordinal(ordinals[first]), date.fromordinal(ordinals[last])
