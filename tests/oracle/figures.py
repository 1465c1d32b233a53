"""Metrics: each asked anew on each day, from every fact."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from fractions import Fraction
from typing import Any

from tests.oracle import computed, levels
from tests.oracle.case import Case, latest
from tests.oracle.days import before_its_end, in_period, over, whole_months
from tests.oracle.plain import ANSWERS, NUMBER, Tree, many

Value = Fraction | bool | str | None
"""None is unknown."""
ENTRY_KEYS = ("where", "unless")


def figure(case: Case, metric: str) -> Value:
    """The metric's value on the case's day."""
    key = (case.partner, case.program, case.day, case.version_id, case.ladder, case.track, metric)
    if key not in case.oracle.figures:
        case.oracle.figures[key] = measured(case, case.version["metrics"][metric])
    found: Value = case.oracle.figures[key]
    return found


def measured(case: Case, rule: Tree) -> Value:
    value: Value = MEASURES[rule["measure"]](case, rule)
    return value


def number(case: Case, metric: str) -> Fraction | None:
    """A metric as a number; yes is 1, and a text is none."""
    return as_number(figure(case, metric))


def as_number(value: Value) -> Fraction | None:
    if isinstance(value, bool):
        return Fraction(int(value))
    return value if isinstance(value, Fraction) else None


# --- people -----------------------------------------------------------------------------------


def people(case: Case, rule: Tree) -> Fraction:
    return Fraction(len(people_who_count(case, rule)))


def people_who_count(case: Case, rule: Tree) -> set[int]:
    """Positions in the record of the people who hold enough certificates."""
    each = int(rule.get("each", 1))
    return {
        position
        for position, person in enumerate(case.facts.get("people", []))
        if len(held_by(case, person, rule)) >= each
    }


def certificates(case: Case, rule: Tree) -> Fraction:
    people = case.facts.get("people", [])
    return Fraction(sum(len(held_by(case, person, rule)) for person in people))


def held_by(case: Case, person: Tree, rule: Tree) -> set[str]:
    """Which of the certifications in question a person holds on the day."""
    if not person.get("joined", date.min) <= case.day <= person.get("left", date.max):
        return set()
    if "role" in rule and rule["role"] not in many(person.get("roles")):
        return set()
    return {
        wanted
        for wanted in many(rule["holding"])
        for credential in person.get("credentials", [])
        if _stands_for(case, credential, wanted)
        and _is_valid(case, credential)
        and _is_recent(case, credential, rule)
    }


def _certification(case: Case, name: str) -> Tree:
    known = case.version.get("certifications", [])
    return next((item for item in known if item["id"] == name), {})


def _stands_for(case: Case, credential: Tree, wanted: str) -> bool:
    own = credential["certification"]
    return own == wanted or any(
        item["certification"] == own
        and item.get("since", date.min) <= case.day <= item.get("until", date.max)
        for item in _certification(case, wanted).get("equivalents", [])
    )


def _is_valid(case: Case, credential: Tree) -> bool:
    if case.day < credential["issued"]:
        return False
    if "valid_until" in credential:
        return bool(case.day <= credential["valid_until"])
    months = _certification(case, credential["certification"]).get("valid_months")
    return months is None or not over(credential["issued"], int(months), case.day)


def _is_recent(case: Case, credential: Tree, rule: Tree) -> bool:
    """Whether too few later releases are out to make a certificate's own too old."""
    if "latest_versions" not in rule:
        return True
    releases = _certification(case, credential["certification"]).get("releases", {})
    if credential.get("version") not in releases:
        return False
    own = releases[credential["version"]]
    later = [day for day in releases.values() if own < day <= case.day]
    return len(later) < int(rule["latest_versions"])


# --- entries ----------------------------------------------------------------------------------


def total(case: Case, rule: Tree) -> Value:
    if "if_none" in rule and not is_reported(case, rule):
        return Fraction(rule["if_none"])
    found = selected(case, rule)
    if found is None:
        return None
    sum_of_all = Fraction(0)
    for entry in found:
        amount = _amount(case, entry)
        if amount is None:
            return None
        for key, factors in rule.get("times", {}).items():
            amount *= Fraction(factors.get(entry.get(key, ""), 1))
        sum_of_all += amount
    return sum_of_all


def count(case: Case, rule: Tree) -> Value:
    if "if_none" in rule and not is_reported(case, rule):
        return Fraction(rule["if_none"])
    found = selected(case, rule)
    if found is None:
        return None
    if "distinct" in rule:
        return Fraction(
            len({entry[rule["distinct"]] for entry in found if rule["distinct"] in entry})
        )
    return Fraction(len(found))


def is_reported(case: Case, rule: Tree) -> bool:
    """Whether anything at all was reported up to the end of the period."""
    table, period = case.facts.get(rule["of"], []), rule.get("period")
    return any(before_its_end(period, case.version, item["date"], case.day) for item in table)


def selected(case: Case, rule: Tree) -> list[Tree] | None:
    """Entries that pass; None where that cannot be told."""
    if not is_reported(case, rule):
        return None
    found, period = [], rule.get("period")
    for entry in case.facts.get(rule["of"], []):
        if rule.get("distinct", "date") not in entry:
            continue
        if not in_period(period, case.version, entry["date"], case.day) or not _passes(entry, rule):
            continue
        if rule.get("active") and case.day > entry.get("ended", date.max):
            continue
        if "minimum" in rule:
            amount = _amount(case, entry)
            if amount is None:
                return None
            if amount < Fraction(rule["minimum"]):
                continue
        found.append(entry)
    return found


def _passes(entry: Tree, rule: Tree) -> bool:
    if not rule.get("since", date.min) <= entry["date"] <= rule.get("until", date.max):
        return False
    where, unless = rule.get("where", {}), rule.get("unless", {})
    return all(entry.get(key, "") in many(values) for key, values in where.items()) and not any(
        entry.get(key, "") in many(values) for key, values in unless.items()
    )


def _amount(case: Case, entry: Tree) -> Fraction | None:
    """In the version's currency; None without a rate."""
    currency = entry.get("currency", "")
    if currency in ("", case.version.get("currency", "")):
        return Fraction(entry["amount"])
    rate = case.version.get("exchange", {}).get(currency)
    return None if rate is None else Fraction(entry["amount"]) * Fraction(rate)


# --- documents and facts ----------------------------------------------------------------------


def has_document(case: Case, name: str) -> bool:
    return any(
        item["id"] == name and item["issued"] <= case.day <= item.get("valid_until", date.max)
        for item in case.facts.get("documents", [])
    )


def fact(case: Case, rule: Tree) -> Value:
    named = [item for item in case.facts.get("facts", []) if item["name"] == rule["fact"]]
    found = latest(named, case.day)
    if found is None:
        return None
    text = str(found["value"])
    if rule.get("value") == "number":
        return Fraction(text) if NUMBER.fullmatch(text) else None
    if rule.get("value") == "yes-no":
        return ANSWERS.get(text)
    return text


# --- standing ---------------------------------------------------------------------------------


def tenure(case: Case, rule: Tree) -> Value:
    if "level" not in rule:
        since = case.membership.get("since")
        return None if since is None else Fraction(whole_months(since, case.day))
    order = levels.lowest_first(case)
    if rule["level"] not in order:
        return Fraction(0)
    enough = order[order.index(rule["level"]) :]
    first = None
    for day in _days_before(case.day):
        if case.oracle.shown(case.partner, case.program, case.ladder, day) not in enough:
            break
        first = day
    return Fraction(0 if first is None else whole_months(first, case.day))


def _days_before(day: date) -> Iterator[date]:
    for ordinal in range(day.toordinal() - 1, 0, -1):
        yield date.fromordinal(ordinal)


def specialisations(case: Case, rule: Tree) -> Value:
    every = [str(item["id"]) for item in case.version.get("specialisations", [])]
    return Fraction(levels.number_of_specialisations(case, many(rule.get("of")) or every))


MEASURES: dict[str, Any] = {
    "people": people,
    "certificates": certificates,
    "sum": total,
    "count": count,
    "document": lambda case, rule: has_document(case, rule["document"]),
    "documents": lambda case, rule: Fraction(
        sum(has_document(case, name) for name in dict.fromkeys(many(rule["documents"])))
    ),
    "fact": fact,
    "share": computed.quotient,
    "ratio": computed.quotient,
    "growth": computed.growth,
    "points": computed.points,
    "category": computed.category,
    "index": computed.index,
    "best": computed.best,
    "tenure": tenure,
    "specialisations": specialisations,
}
