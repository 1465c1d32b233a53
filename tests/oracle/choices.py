"""Random choices for worlds, with days that meet: ends of months, expiry days, days around them."""

from __future__ import annotations

import random
from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any, TypeVar

from tests.oracle.days import earlier

T = TypeVar("T")
BEGINS = [
    date(2023, 12, 20),
    date(2024, 1, 15),
    date(2024, 2, 10),
    date(2024, 2, 28),
    date(2024, 3, 20),
    date(2024, 6, 10),
    date(2024, 8, 20),
    date(2024, 12, 1),
    date(2025, 1, 20),
    date(2025, 2, 1),
]
EDGES = [date(2024, 2, 29), date(2023, 2, 28), date(2023, 12, 31), date(2024, 8, 31)]


class Choices:
    """A seeded source of choices. Days are drawn near those that were drawn before."""

    def __init__(self, seed: int) -> None:
        self.random = random.Random(seed)
        self.begin = self.pick(BEGINS)
        self.length = self.pick([25, 40, 50, 60, 60, 75, 90, 120])
        self.end = self.begin + timedelta(self.length)
        firsts = [day for day in self._all(self.begin, self.end) if day.day == 1]
        self.pool = [self.begin, *EDGES, *firsts, *(day - timedelta(1) for day in firsts)]

    def _all(self, first: date, last: date) -> list[date]:
        return [date.fromordinal(n) for n in range(first.toordinal(), last.toordinal() + 1)]

    def chance(self, percent: float) -> bool:
        return self.random.random() * 100 < percent

    def pick(self, items: Sequence[T]) -> T:
        return items[int(self.random.random() * len(items))]

    def some(self, items: Sequence[T], least: int = 1, most: int = 99) -> list[T]:
        """A few of them, in their order."""
        count = self.random.randint(min(least, len(items)), min(most, len(items)))
        chosen = set(self.random.sample(range(len(items)), count))
        return [item for i, item in enumerate(items) if i in chosen]

    def often(self, *weighted: tuple[float, T]) -> T:
        """One of some values by their weights."""
        return self.random.choices(
            [item for _, item in weighted], [weight for weight, _ in weighted]
        )[0]

    # --- days ---------------------------------------------------------------------------------

    def day(self, first: date, last: date) -> date:
        """A day from ``first`` to ``last``, mostly one that meets another."""
        for _ in range(4):
            if self.chance(25):
                break
            near = self.pick(self.pool)
            near = earlier(near, self.pick([0, 0, 0, 1, 2, 3, 6, 12, 12, -1, -2, -3]))
            near += timedelta(self.pick([-1, 0, 0, 0, 1]))
            if first <= near <= last:
                return self._keep(near)
        span = max(0, (last - first).days)
        return self._keep(first + timedelta(self.random.randint(0, span)))

    def _keep(self, day: date) -> date:
        self.pool.append(day)
        return day

    def past(self) -> date:
        """A day on which something could have happened that counts now."""
        if self.chance(55):
            return self.day(self.begin - timedelta(5), self.end)
        return self.day(self.begin - timedelta(400), self.end)

    def inside(self) -> date:
        """A day on which something may change while one looks."""
        return self.day(self.begin, self.end)

    def maybe(self, percent: float, key: str, value: Any) -> dict[str, Any]:
        """An entry of a mapping, or none."""
        return {key: value} if self.chance(percent) else {}
