"""Levels that earlier rules leave behind: taken over when a version begins, or kept for a while."""

from __future__ import annotations

from datetime import date

from tests.oracle.case import Case, in_force, membership
from tests.oracle.days import DAY, is_review
from tests.oracle.plain import Tree, many


def floors(case: Case, order: list[str]) -> list[str]:
    """The levels that are protected on the day, where the track and ladder have them."""
    found = [_mapped(case)]
    for rule in case.version.get("grandfathering", []):
        if rule["held_before"] <= case.day <= rule["until"]:
            before = _shown(case, case.program, rule["held_before"] - DAY)
            found += [level for level in before if level in many(rule["levels"])]
    return [level for level in found if level is not None and level in order]


def _mapped(case: Case) -> str | None:
    """The level that the version's mapping gives, while it protects it."""
    rule = case.version.get("mapping")
    if rule is None:
        return None
    begin = _applies_from(case)
    return _start(case, rule, begin) if _is_protected(case, rule, begin) else None


def _applies_from(case: Case) -> date:
    """The first day on which the version would apply to the membership."""
    day: date = case.version["effective"]
    program = case.oracle.programs[case.program]
    while in_force(program, case.membership, day) != case.version_id:
        day += DAY
    return day


def _is_protected(case: Case, rule: Tree, begin: date) -> bool:
    """To the last day that is written, else to the day before the first review after the begin."""
    if "until" in rule:
        return bool(case.day <= rule["until"])
    first = membership(case.record, case.program, begin) or case.membership
    review, since = case.version.get("review", {}), first.get("since")
    days = range(begin.toordinal() + 1, case.day.toordinal() + 1)
    return not any(is_review(review, date.fromordinal(day), since) for day in days)


def _start(case: Case, rule: Tree, begin: date) -> str | None:
    """The highest of what the levels held here and in other programs turn into."""
    day = rule.get("held_on") or begin - DAY
    tables = {case.program: rule.get("levels", {}), **rule.get("programs", {})}
    found = [
        table.get(level, rule.get("otherwise"))
        for program, table in tables.items()
        for level in _shown(case, program, day)
    ]
    order = [str(item["id"]) for item in case.version["levels"]]
    return max((level for level in found if level in order), key=order.index, default=None)


def _shown(case: Case, program: str, day: date) -> list[str]:
    """What was shown on an earlier day: on the same ladder, if the program had it then."""
    days = case.oracle.replay(case.partner, program).on(day)
    if program == case.program and case.ladder in _ladders(case, day):
        days = {ladder: item for ladder, item in days.items() if ladder == case.ladder}
    return [item.level for item in days.values() if item.level is not None]


def _ladders(case: Case, day: date) -> list[str]:
    """Those of the version that applied to the membership of a day."""
    program = case.oracle.programs[case.program]
    member = membership(case.record, case.program, day)
    version = in_force(program, member, day) if member else None
    found = program["versions"][version].get("ladders", []) if version else []
    return [str(item["id"]) for item in found]
