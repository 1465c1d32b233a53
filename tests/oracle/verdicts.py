"""Rows: met, missed, unknown or not-applicable; and the levels that hold by them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from fractions import Fraction
from math import ceil
from typing import Any

from tests.oracle import figures
from tests.oracle.case import (
    Case,
    countries,
    decisions,
    home_region,
    in_force,
    is_approved,
    is_newcomer,
    latest,
    membership,
)
from tests.oracle.plain import Tree, many, written

MET, MISSED, UNKNOWN, NOT_APPLICABLE = "met", "missed", "unknown", "not-applicable"
TOP = re.compile(r"top (\d+(?:\.\d+)?)( ?%)?")
Found = tuple[str, str, str, str]
"""Column, path, criterion (empty where nobody named it) and verdict."""


def all_of(verdicts: list[str]) -> str:
    """The verdict of rows of which all must hold; those that do not apply are left out."""
    if MISSED in verdicts:
        return MISSED
    return UNKNOWN if UNKNOWN in verdicts else MET


# --- rows -------------------------------------------------------------------------------------


def members(row: Tree) -> list[Tree]:
    """The rows that a row combines; a row for each of several values is a row of copies."""
    if "for_each" in row:
        rest = {key: value for key, value in row.items() if key not in ("for_each", "only_if")}
        ((key, values),) = row["for_each"].items()
        return [{**rest, "narrowed": (key, value)} for value in many(values)]
    return list(row.get("all_of") or row.get("any_of") or row.get("of") or [])


def asks(row: Tree, column: str) -> bool:
    """Whether a row has anything to say at a column, whatever its conditions."""
    if inner := members(row):
        return any(asks(member, column) for member in inner)
    if "approval" in row:
        return row["approval"] is True or column in many(row["approval"])
    return "needed" in row or column in row.get("levels", {})


def verdict(case: Case, row: Tree, column: str) -> str:
    if not asks(row, column):
        return NOT_APPLICABLE
    condition = all_of([verdict(case, item, column) for item in row.get("only_if", [])])
    if condition == MISSED:
        return NOT_APPLICABLE
    own = _own_verdict(case, row, column)
    return own if condition == MET or own == MET else UNKNOWN


def _own_verdict(case: Case, row: Tree, column: str) -> str:
    inner = members(row)
    if not inner:
        return _approval(case, row, column) if "approval" in row else _threshold(case, row, column)
    found = [verdict(case, member, column) for member in inner]
    found = [item for item in found if item != NOT_APPLICABLE]
    if not found:
        return NOT_APPLICABLE
    enough = 1 if "any_of" in row else int(row["at_least"]) if "of" in row else len(found)
    if found.count(MET) + found.count(UNKNOWN) < enough:
        return MISSED
    if row.get("each_person_once") and not _enough_people(case, inner, column):
        return MISSED
    return MET if found.count(MET) >= enough else UNKNOWN


def name_of(row: Tree) -> str:
    """The id of a row; of a copy for one of several values with that value."""
    default = "approval" if "approval" in row else row.get("metric", "")
    name = str(row.get("id", default))
    return f"{name}.{row['narrowed'][1]}" if "narrowed" in row else name


def _approval(case: Case, row: Tree, column: str) -> str:
    return MET if is_approved(case, column, row) else MISSED


def findings(case: Case, rows: list[Tree], column: str, path: str = "") -> Iterator[Found]:
    """What a trace says of rows at a column: combinations first, then what they combine."""
    for row in rows:
        if not asks(row, column):
            continue
        found = verdict(case, row, column)
        yield column, path, name_of(row), found
        if found != NOT_APPLICABLE:
            yield from findings(case, members(row), column, path)


# --- thresholds -------------------------------------------------------------------------------


def _threshold(case: Case, row: Tree, column: str) -> str:
    needed = _written(case, row, column)
    top = TOP.fullmatch(needed) if isinstance(needed, str) else None
    if top:
        return _among_the_best(case, row, Fraction(top[1]), percent=bool(top[2]))
    if needed == "unpublished":
        return MET if is_approved(case, column, row) else UNKNOWN
    return compare(_have(case, row), _asked(case, row, column), at_most=bool(row.get("at_most")))


def compare(have: Any, needed: Any, at_most: bool = False) -> str:
    if have is None or needed is None:
        return UNKNOWN
    if isinstance(have, str):
        return MET if have == written(needed) else MISSED
    if isinstance(have, bool):
        return MET if have == needed else MISSED
    if at_most:
        return MET if have <= needed else MISSED
    return MET if have >= needed else MISSED


def _have(case: Case, row: Tree) -> figures.Value:
    if "narrowed" not in row:
        return figures.figure(case, row["metric"])
    return figures.measured(case, _rule(case, row))


def _rule(case: Case, row: Tree) -> Tree:
    """The metric of a row, for one of several values where the row stands for each of them."""
    rule: Tree = case.version["metrics"][row["metric"]]
    if "narrowed" not in row:
        return rule
    key, value = row["narrowed"]
    if key == "certification":
        return {**rule, "holding": [item for item in many(rule["holding"]) if item == value]}
    where = rule.get("where", {})
    allowed = [item for item in many(where.get(key, value)) if item == value]
    return {**rule, "where": {**where, key: allowed}}


def _written(case: Case, row: Tree, column: str) -> Any:
    """What the cell says to this partner: newcomers first, then the region, then the track."""
    cell = row["needed"] if "needed" in row else row["levels"][column]
    if not isinstance(cell, dict):
        return cell
    if "newcomers" in cell and is_newcomer(case):
        return cell["newcomers"]
    if case.region in cell.get("by_region", {}):
        return cell["by_region"][case.region]
    if case.track in cell.get("by_track", {}):
        return cell["by_track"][case.track]
    return cell.get("value")


def _asked(case: Case, row: Tree, column: str) -> Any:
    """The threshold, multiplied as the row says; None is unknown."""
    needed = _written(case, row, column)
    if needed == "agreed":
        target = _target(case, row["metric"], column)
        return None if target is None else Fraction(target)
    if needed is None or isinstance(needed, bool | str):
        return needed
    asked = Fraction(needed)
    if row.get("by_region") == "factor":
        asked *= _region_factor(case)
    if row.get("newcomers") == "factor" and is_newcomer(case):
        asked *= Fraction(case.version["newcomers"].get("factor", 1))
    if "per" in row:
        times = figures.number(case, row["per"])
        return None if times is None else asked * times
    return asked


def _region_factor(case: Case) -> Fraction:
    regions = case.version.get("regions", [])
    own: Tree = next((item for item in regions if item["id"] == case.region), {})
    return Fraction(own.get("factor", 1))


def _target(case: Case, metric: str, column: str) -> Any:
    agreed = [item for item in decisions(case, "targets") if item["metric"] == metric]
    own = latest([item for item in agreed if item.get("level") == column], case.day)
    found = own or latest([item for item in agreed if "level" not in item], case.day)
    return found["value"] if found else None


# --- people who may serve once only -----------------------------------------------------------


def _enough_people(case: Case, rows: list[Tree], column: str) -> bool:
    """Whether the rows can be served by different people: everybody is tried in every place."""
    places: list[set[int]] = []
    for row in rows:
        if verdict(case, row, column) == NOT_APPLICABLE:
            continue
        if _written(case, row, column) == "unpublished":
            continue
        asked = _asked(case, row, column)
        if asked is not None:
            able = figures.people_who_count(case, _rule(case, row))
            places += [able] * max(0, ceil(asked))
    return _can_fill(places, set())


def _can_fill(places: list[set[int]], taken: set[int]) -> bool:
    if not places:
        return True
    return any(_can_fill(places[1:], taken | {person}) for person in places[0] - taken)


# --- ranks ------------------------------------------------------------------------------------


def _among_the_best(case: Case, row: Tree, count: Fraction, percent: bool) -> str:
    have: Any = _have(case, row)
    if have is None:
        return UNKNOWN
    figures_of_all: list[Any] = [
        _have(other, row) for other in peers(case, row.get("among", "program"))
    ]
    others = [value for value in figures_of_all if value is not None]
    better = sum(value > have for value in others)
    allowed = count * len(others) / 100 if percent else count
    return MET if better < allowed else MISSED


def peers(case: Case, among: str) -> Iterator[Case]:
    """All members under the same version that belong to the group, the partner itself included.

    A level of another track, given by hand, does not change whom it is compared with.
    """
    own = case.oracle.case(case.partner, case.program, case.day)
    assert own is not None
    for name, record in sorted(case.oracle.partners.items()):
        member = membership(record, case.program, case.day)
        if member is None:
            continue
        if in_force(case.oracle.programs[case.program], member, case.day) != case.version_id:
            continue
        other = case.oracle.case(name, case.program, case.day)
        assert other is not None
        other = other.on(ladder=case.ladder)
        if among == "country" and _country(other) != _country(case):
            continue
        if among == "region" and home_region(case.version, record, member) != case.home:
            continue
        if among == "track" and other.track != own.track:
            continue
        yield other


def _country(case: Case) -> str | None:
    return next(iter(countries(case.record)), None)
