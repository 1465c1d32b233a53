"""What holds for levels on any program, asked of the engine on the oracle's random sites.

That both say the same of a day is held in `tests/oracle`. Here is what lies between days: since
when, what comes next, and what more people can do. The oracle looks at each day in between.
"""

from __future__ import annotations

from collections.abc import Iterator
from copy import deepcopy
from datetime import date
from typing import Any

from generator.model.standing import Standing
from generator.qualify.standings import qualify
from tests.oracle import engine
from tests.oracle.days import DAY
from tests.oracle.oracle import Oracle
from tests.oracle.plain import Tree
from tests.oracle.worlds import world

SITES = 80
FURTHEST = 400
"""So many days the oracle looks ahead."""


def standings(seed: int) -> Iterator[tuple[Oracle, Standing, date]]:
    """Everybody's standing on one day of a random site."""
    site, days = world(seed)
    oracle = Oracle(site)
    for item in qualify(engine.in_memory(site), days[-1]).standings:
        yield oracle, item, days[-1]


def level(oracle: Oracle, item: Standing, day: date) -> str | None:
    return oracle.shown(item.partner, item.program, item.ladder, day)


def case(seed: int, item: Standing) -> str:
    return f"site {seed}: {item.partner} in {item.program} {item.ladder or ''}"


# --- since, and what comes next ---------------------------------------------------------------


def test_since_is_the_day_after_the_last_one_without_the_level() -> None:
    known = 0
    for seed in range(SITES):
        for oracle, item, day in standings(seed):
            assert item.since == since(oracle, item, day), case(seed, item)
            known += item.since is not None
    assert known > SITES / 4


def since(oracle: Oracle, item: Standing, day: date) -> date | None:
    """Day by day into the past. On the first day of all a record must say since when."""
    held = level(oracle, item, day)
    first = oracle.replay(item.partner, item.program).begin
    while held is not None and day > first:
        if level(oracle, item, day - DAY) != held:
            return day
        day -= DAY
    return said_on_record(oracle, item, day) if held else None


def said_on_record(oracle: Oracle, item: Standing, day: date) -> date | None:
    for recorded in oracle.standings:
        begin: date = recorded.get("since") or recorded["as_of"]
        own = (recorded["partner"], recorded["program"], recorded.get("ladder"))
        if own == (item.partner, item.program, item.ladder) and begin <= day <= recorded["as_of"]:
            return begin if recorded["level"] == item.level else None
    enrolments = oracle.partners[item.partner]["programs"]
    begins = {one.get("since") for one in enrolments if one["program"] == item.program}
    return day if day in begins else None


def test_next_change_is_the_first_day_that_differs() -> None:
    coming = 0
    for seed in range(SITES):
        for oracle, item, day in standings(seed):
            change = item.next_change
            found = first_other_day(oracle, item, day)
            if change is None or change.date > day + DAY * FURTHEST:
                assert found is None, case(seed, item)
            else:
                assert (change.date, change.level) == found, case(seed, item)
                coming += 1
    assert coming > SITES / 4


def first_other_day(oracle: Oracle, item: Standing, day: date) -> tuple[date, str | None] | None:
    """Day by day into the future, as far as one looks."""
    for later in (day + DAY * n for n in range(1, FURTHEST + 1)):
        if level(oracle, item, later) != item.level:
            return later, level(oracle, item, later)
    return None


# --- more never lowers ------------------------------------------------------------------------

ASKS_FOR_LESS = {"at_most", "only_if", "per", "when", "unknown", "longest_stay", "growth", "tenure"}
"""What more people may turn against a partner, directly or by the level held before."""
EXPERT: Tree = {
    "id": "expert",
    "roles": ["sales", "technical"],
    "credentials": [
        {"certification": name, "issued": date(2020, 2, 29), "valid_until": date(2030, 1, 1)}
        for name in ("exam", "course", "lab")
    ],
}
DOCUMENTS: list[Tree] = [{"id": name, "issued": date(2020, 2, 29)} for name in ("plan", "logo")]


def test_more_people_and_documents_never_lower() -> None:
    compared = raised = 0
    for seed in range(8 * SITES):
        site, days = world(seed)
        if ASKS_FOR_LESS & set(words(site)):
            continue
        before = qualify(engine.in_memory(site), days[-1]).standings
        after = qualify(engine.in_memory(with_more(site)), days[-1]).standings
        for old, new in zip(before, after, strict=True):
            assert rank(site, old) <= rank(site, new), case(seed, old)
            assert set(old.specialisations) <= set(new.specialisations), case(seed, old)
            compared += 1
            raised += rank(site, old) < rank(site, new)
    assert compared > SITES
    assert raised > compared / 20


def words(tree: Any) -> Iterator[str]:
    """All keys and texts of a site; `per` for points against people, too."""
    if isinstance(tree, dict):
        if tree.get("each", 1) < 0:
            yield "per"
        for key, value in tree.items():
            yield key
            yield from words(value)
    elif isinstance(tree, list):
        for value in tree:
            yield from words(value)
    elif isinstance(tree, str):
        yield tree


def with_more(site: Tree) -> Tree:
    """The first partner with two more experts and all documents."""
    found = deepcopy(site)
    private = next(iter(found["partners"].values()))["private"]
    experts = [{**EXPERT, "id": f"expert-{n}"} for n in range(2)]
    private["people"] = [*private.get("people", []), *experts]
    private["documents"] = [*private.get("documents", []), *DOCUMENTS]
    return found


def rank(site: Tree, item: Standing) -> int:
    """How high the level is that is earned; 0 for none."""
    levels = site["programs"][item.program]["versions"][item.version]["levels"]
    names = [str(one["id"]) for one in levels]
    return names.index(item.earned) + 1 if item.earned else 0
