"""Which levels hold on a day by the criteria alone, and what there is beside them."""

from __future__ import annotations

from tests.oracle.case import Case, countries, decisions
from tests.oracle.plain import Tree, many
from tests.oracle.verdicts import MET, MISSED, UNKNOWN, all_of, asks, verdict


def lowest_first(case: Case) -> list[str]:
    """The levels of the track and ladder, lowest first."""
    version = case.version
    order = [str(item["id"]) for item in version["levels"]]
    if version.get("tracks"):
        track: Tree = next((item for item in version["tracks"] if item["id"] == case.track), {})
        order = [str(name) for name in many(track.get("levels"))]
    if case.ladder is not None:
        own = many(ladder(case)["levels"]) if ladder(case).get("levels") else order
        order = [name for name in order if name in own]
    return order


def ladder(case: Case) -> Tree:
    found = case.version.get("ladders", [])
    return next((item for item in found if item["id"] == case.ladder), {})


def common_rows(case: Case) -> list[Tree]:
    return [*case.version.get("requirements", []), *ladder(case).get("requirements", [])]


def paths(case: Case) -> list[Tree]:
    return list(ladder(case).get("paths") or case.version.get("paths", []))


def ways(case: Case, level: str) -> list[tuple[str, str]]:
    """The paths that ask something at a level, and the verdict of their rows; a path that the
    partner did not choose is missed."""
    known = {path["id"] for path in paths(case)}
    chosen = case.membership.get("path")
    found = []
    for path in paths(case):
        if any(asks(row, level) for row in path["requirements"]):
            is_open = chosen not in known or chosen == path["id"]
            rows = [verdict(case, row, level) for row in path["requirements"]]
            found.append((str(path["id"]), all_of(rows) if is_open else MISSED))
    return found


def level_verdict(case: Case, level: str) -> str:
    """Met, missed or unknown: the rows that all ways share, one of the ways, and the levels below
    where they are included."""
    found = [verdict(case, row, level) for row in common_rows(case)]
    if MISSED in found:
        return MISSED
    open_ways = [item for _, item in ways(case, level)]
    if open_ways:
        best = MET if MET in open_ways else UNKNOWN if UNKNOWN in open_ways else MISSED
        found.append(best)
    if case.version.get("cumulative"):
        order = lowest_first(case)
        below = order[: order.index(level)]
        found += [level_verdict(case, below[-1])] if below else []
    return all_of(found)


def path_to(case: Case, level: str | None) -> str | None:
    """The first path by which a level holds."""
    if level is None:
        return None
    return next((path for path, found in ways(case, level) if found == MET), None)


def earned(case: Case, barred: set[str], keeps: bool) -> str | None:
    """The highest level that holds on the day. ``keeps``: unknown membership rows do no harm."""
    if not belongs(case, keeps):
        return None
    for level in reversed(lowest_first(case)):
        if level not in barred and level_verdict(case, level) == MET:
            return level
    return None


def belongs(case: Case, keeps: bool) -> bool:
    """Whether the rows hold without which there is no level."""
    rows = case.version.get("membership", [])
    found = all_of([verdict(case, row, "membership") for row in rows])
    return found == MET or (keeps and found == UNKNOWN)


# --- beside the levels ------------------------------------------------------------------------


def offered(case: Case) -> list[Tree]:
    """The specialisations that the partner can hold."""
    return [
        item
        for item in case.version.get("specialisations", [])
        if not item.get("countries") or set(many(item["countries"])) & set(countries(case.record))
    ]


def specialisations(case: Case, level: str | None) -> list[str]:
    """Those held at a level."""
    return [name for name, asked in _specialised(case) if not asked or level in asked]


def number_of_specialisations(case: Case, of: list[str]) -> int:
    """Whatever the level is, which may depend on it."""
    return sum(name in of for name, _ in _specialised(case))


def _specialised(case: Case) -> list[tuple[str, list[str]]]:
    """Those whose rows hold, with the levels that they ask for."""
    return [
        (str(item["id"]), many(item.get("levels", [])))
        for item in offered(case)
        if all_of([verdict(case, row, item["id"]) for row in item["requires"]]) == MET
    ]


def grants(case: Case, level: str | None) -> list[str]:
    """Benefits beside a level: those whose rows hold, then those given by hand, level or not."""
    found = [
        str(item["id"])
        for item in case.version.get("benefits", [])
        if "requires" in item
        and level is not None
        and item.get("begins", case.day) <= case.day <= item.get("ends", case.day)
        and all_of([verdict(case, row, item["id"]) for row in item["requires"]]) == MET
    ]
    by_hand = [
        str(item["benefit"])
        for item in decisions(case, "entitlements")
        if item["benefit"] in {benefit["id"] for benefit in case.version.get("benefits", [])}
        and item.get("since", case.day) <= case.day <= item["until"]
    ]
    return found + by_hand
