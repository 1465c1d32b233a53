"""Random visitors of a version: figures at and around its thresholds, and what the vendor knows."""

from __future__ import annotations

import random
from collections.abc import Sequence
from decimal import Decimal
from typing import TypeVar

from generator.model.criterion import ApprovalRow, Threshold
from generator.model.metric import DocumentMetric, FactMetric, PeopleMetric, TenureMetric
from generator.model.standing import Value
from tests.rules_export.host import Host, Visitor

T = TypeVar("T")
COUNTRIES = ["DE", "CZ", "SK", "FR", "AT"]
TEXTS = ["signed", "drafted", None]
STEPS = [Decimal(text) for text in ("0", "0", "0", "1", "-1", "0.5", "-0.01", "0.0000001", "20")]


class Visitors:
    """Makes visitors for one host."""

    def __init__(self, host: Host, seed: int) -> None:
        self.host = host
        self.random = random.Random(seed)
        self.figures = [Decimal(number) for number in range(-1, 6)]
        for row, column in host.rows:
            if isinstance(row, Threshold):
                found = row.cells[column].figures
                self.figures += [value for value in found if isinstance(value, Decimal)]

    def visitor(self) -> Visitor:
        version, chance = self.host.version, self.random.random
        levels = [level.id for level in version.levels]
        tables = self.host.rules.tables
        visitor = Visitor(
            track=self._pick([*(item.id for item in version.tracks), "none-such"], 0.4),
            region=self._pick([item.id for item in version.regions], 0.25),
            path=self._pick([path.id for table in tables.values() for path in table.paths], 0.15),
            countries=[self.random.choice(COUNTRIES) for _ in range(self.random.randint(0, 3))],
            ladders=[item.id for item in version.ladders if chance() < 0.2],
            months=self.random.choice([None, *range(6), 13]),
            figures=self._figures(),
            people=self._people(),
            tenures={
                (ladder or "", level): self.random.randint(0, 5)
                for ladder in tables
                for level in levels
            },
        )
        self._decide(visitor)
        return visitor

    def _pick(self, items: Sequence[str], chance: float) -> str:
        """One of them, or none, mostly the first ones."""
        if not items or self.random.random() > chance:
            return ""
        return self.random.choice(items)

    # --- figures ----------------------------------------------------------------------------

    def _figures(self) -> dict[str, Value]:
        known: dict[int, Value] = {}
        found: dict[str, Value] = {}
        for name in self.host.asked:
            # Metrics that are defined alike are one to the engine.
            number = self.host.rules.definitions[name]
            if number not in known:
                known[number] = self._figure(name)
            found[name] = known[number]
        return found

    def _figure(self, name: str) -> Value:
        measure = self.host.version.metric(name).measure
        if self.random.random() < 0.12:
            return None
        if isinstance(measure, DocumentMetric):
            return self.random.random() < 0.7
        if isinstance(measure, FactMetric) and measure.value == "yes-no":
            return self.random.random() < 0.7
        if isinstance(measure, FactMetric) and measure.value == "text":
            return self.random.choice(TEXTS)
        return self.random.choice(self.figures) + self.random.choice(STEPS)

    def _people(self) -> dict[str, frozenset[int] | None]:
        known: dict[int, frozenset[int] | None] = {}
        found: dict[str, frozenset[int] | None] = {}
        for name in self.host.asked:
            if isinstance(self.host.version.metric(name).measure, PeopleMetric):
                number = self.host.rules.definitions[name]
                if number not in known:
                    few = [i for i in range(5) if self.random.random() < 0.5]
                    known[number] = None if self.random.random() < 0.1 else frozenset(few)
                found[name] = known[number]
        return found

    # --- what the vendor knows --------------------------------------------------------------

    def _decide(self, visitor: Visitor) -> None:
        """Approvals, and targets and ranks that are reached as often as not."""
        approvals: set[tuple[str, str]] = set()
        targets: dict[tuple[str, str], Decimal] = {}
        values = {name: self._known(visitor, name) for name in self.host.version.metrics or {}}
        for row, column in self.host.rows:
            if self.random.random() < 0.55 and isinstance(row, ApprovalRow | Threshold):
                approvals.add((column, row.id))
            if not isinstance(row, Threshold):
                continue
            cell, value = row.cells[column], values[row.metric]
            if cell.agreed and self.random.random() < 0.85:
                targets[row.metric, column] = value + self.random.choice([-1, 0, 0, 1])
            if cell.top is not None and self.random.random() < 0.85:
                needed = value + self.random.choice([-1, 0, 0, 1])
                visitor.least = {**visitor.least, (row.metric, row.among, cell.top): needed}
        visitor.approvals, visitor.targets = frozenset(approvals), targets

    def _known(self, visitor: Visitor, metric: str) -> Decimal:
        """About the figure of a metric; 2 where it is computed, or none."""
        people = visitor.people.get(metric)
        value = visitor.figures.get(metric) if people is None else Decimal(len(people))
        measure = self.host.version.metric(metric).measure
        if isinstance(measure, TenureMetric) and not measure.level:
            value = Decimal(visitor.months or 0)
        return value if isinstance(value, Decimal) else Decimal(2)
