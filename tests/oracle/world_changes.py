"""Random rules of change: reviews, and what becomes of levels when a version takes effect."""

from __future__ import annotations

from datetime import timedelta

from tests.oracle.choices import Choices
from tests.oracle.plain import Tree


def levels_of(version: Tree) -> list[str]:
    return [str(item["id"]) for item in version["levels"]]


def review(c: Choices) -> Tree:
    """How levels change from day to day."""
    rhythms = ["monthly", "monthly", "monthly", "quarterly", "half-yearly", "yearly"]
    made: Tree = {}
    kind = c.often((56, "rhythm"), (28, "on"), (16, "none"))
    if kind == "rhythm":
        made["rhythm"] = c.pick(rhythms)
        made |= c.maybe(30, "from", "membership")
    elif kind == "on":
        days = {f"{c.inside():%m-%d}" for _ in range(c.pick([2, 3, 4, 6]))}
        made["on"] = sorted(days - {"02-29"}) or ["03-01"]
    has_days = kind != "none"
    promotions = ["at-once", "at-once", "next-month"] + ["at-review"] * 2 * has_days
    made |= c.maybe(70, "promotion", c.pick(promotions))
    if has_days:
        made |= c.maybe(20, "demotion", "at-once")
        if "demotion" not in made:
            made |= c.maybe(35, "misses", c.pick([2, 2, 3]))
    made |= c.maybe(20, "minimum_stay", c.pick(["1 month", "2 months", "40 days"]))
    made |= c.maybe(35, "grace", c.pick(["5 days", "10 days", "20 days", "1 month"]))
    windows = ["2 calendar months", "1 calendar month", "10 days", "25 days", "1 month"]
    return made | c.maybe(25, "window", c.pick(windows)) or {"promotion": "at-once"}


def often(c: Choices) -> Tree:
    """So many reviews that misses, and days that make up for them, follow one another."""
    days = {f"{c.inside():%m-%d}" for _ in range(c.pick([6, 8, 10, 14]))}
    made: Tree = {"on": sorted(days - {"02-29"}), "misses": c.pick([2, 2, 3])}
    return made | c.maybe(25, "grace", "10 days")


def change(c: Choices, version: Tree, before: list[str]) -> None:
    """What becomes of levels when the version takes effect."""
    levels = levels_of(version)
    effective = version["effective"]
    if c.chance(35):
        mapping: Tree = {"levels": {name: c.pick(levels) for name in c.some(before)}}
        mapping |= c.maybe(35, "otherwise", c.pick(levels))
        mapping |= c.maybe(20, "held_on", c.day(c.begin, effective - timedelta(1)))
        mapping |= c.maybe(55, "until", c.day(effective, max(effective, c.end)))
        version["mapping"] = mapping
    if c.chance(25):
        kept = [name for name in before if name in levels]
        first, last = sorted([c.inside(), c.inside()])
        if kept:
            rule = {"levels": c.some(kept), "held_before": first, "until": last}
            version["grandfathering"] = [rule]
    if c.chance(16):
        version["transition"] = {"by": c.pick(["application", "choice"])}
        version["transition"] |= c.maybe(65, "until", c.day(effective, max(effective, c.end)))


def connect(c: Choices, programs: dict[str, Tree]) -> None:
    """Levels of the other program count when a version takes effect."""
    version = c.pick(list(programs["alpha"]["versions"].values()))
    levels = levels_of(version)
    other = next(iter(programs["beta"]["versions"].values()))["levels"]
    held = {str(item["id"]): c.pick(levels) for item in c.some(other)}
    mapping = version.setdefault("mapping", c.maybe(60, "otherwise", c.pick(levels)))
    mapping["programs"] = {"beta": held}
    mapping |= c.maybe(30, "until", max(version["effective"], c.inside()))
