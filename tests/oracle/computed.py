"""Metrics computed from other metrics, as fractions."""

from __future__ import annotations

from fractions import Fraction
from math import floor
from typing import Any

from tests.oracle import figures
from tests.oracle.case import Case
from tests.oracle.plain import Tree, many

Value = Fraction | None
"""None is unknown."""


def quotient(case: Case, rule: Tree) -> Value:
    of, to = figures.number(case, rule["of"]), figures.number(case, rule["to"])
    if of is None or to is None:
        return None
    if to == 0:
        return Fraction(rule["if_empty"]) if "if_empty" in rule else None
    found = of / to * (100 if rule["measure"] == "share" else 1)
    return min(found, Fraction(rule["cap"])) if "cap" in rule else found


def growth(case: Case, rule: Tree) -> Value:
    of, base = figures.number(case, rule["of"]), figures.number(case, rule["against"])
    if of is None or base is None:
        return None
    if base <= 0 or base < Fraction(rule.get("minimum_base", 0)):
        return Fraction(rule["if_below"]) if "if_below" in rule else None
    return (of - base) / base * 100


def points(case: Case, rule: Tree) -> Value:
    return _add(case, rule["parts"], rule.get("cap"))


def category(case: Case, rule: Tree) -> Value:
    parts = case.version["metrics"][rule["of"]]["parts"]
    return _add(case, [part for part in parts if part.get("category") == rule["category"]], None)


def _add(case: Case, parts: list[Tree], cap: Any) -> Value:
    found = [value for part in parts if (value := points_of(case, part)) is not None]
    if not found:
        return None
    together = sum(found, Fraction(0))
    return together if cap is None else min(together, Fraction(cap))


def index(case: Case, rule: Tree) -> Value:
    mean, weights = Fraction(0), Fraction(0)
    for part in rule["parts"]:
        value, weight = points_of(case, part), Fraction(part.get("weight", 1))
        if value is None:
            return None
        mean += value * weight
        weights += weight
    return mean / weights


def points_of(case: Case, part: Tree) -> Fraction | None:
    """What one part gives."""
    if "metric" in part:
        have = figures.number(case, part["metric"])
    else:
        have = figures.as_number(figures.measured(case, {"measure": "sum", **part}))
    if have is None:
        return None
    if "one_per" in part:
        given = have / Fraction(part["one_per"])
    elif "full_at" in part:
        most = Fraction(part["points"])
        given = max(Fraction(0), min(most, have / Fraction(part["full_at"]) * most))
    elif "steps" in part:
        reached = [Fraction(step) for step in part["steps"] if Fraction(step) <= have]
        by_step = {Fraction(step): Fraction(value) for step, value in part["steps"].items()}
        given = by_step[max(reached)] if reached else Fraction(0)
    else:
        given = have * Fraction(part.get("each", 1))
    if part.get("whole"):
        given = Fraction(floor(given))
    return min(given, Fraction(part["cap"])) if "cap" in part else given


def best(case: Case, rule: Tree) -> Value:
    known = [
        value for name in many(rule["of"]) if (value := figures.number(case, name)) is not None
    ]
    return max(known, default=None)
