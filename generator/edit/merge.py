"""Bring a row of a table into a record that is there already, and say what changes.

What the map does not own stays. An empty cell leaves a field as it is; the facts that the map
names are always those of the table.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import zip_longest

from ..load.tree import Plain
from .records import Record


@dataclass(frozen=True, slots=True)
class FieldChange:
    """``path`` as maps write it; an empty ``before`` is new, an empty ``after`` is gone."""

    path: str
    before: str
    after: str


def merge(old: Record, new: Record, owned: frozenset[str], language: str) -> Record:
    """The old record with the values of the new one.

    ``owned`` are the facts of which the table says all there is to say. ``language`` is that of a
    text which the table gives for all languages and the record has in several.
    """
    merged = dict(old)
    for key, value in new.items():
        if key == "programs":
            merged[key] = _enrolments(old.get(key), value)
        elif key != "private":
            merged[key] = _value(old.get(key), value, language)
    facts = _facts(_part(old, "facts"), _part(new, "facts"), owned)
    private = {**_private(old), **_private(new), "facts": facts}
    if not facts:
        del private["facts"]
    if private:
        merged["private"] = private
    else:
        merged.pop("private", None)
    return merged


def _private(record: Record) -> Record:
    private = record.get("private")
    return private if isinstance(private, dict) else {}


def _part(record: Record, name: str) -> list[Plain]:
    part = _private(record).get(name)
    return part if isinstance(part, list) else []


def _value(old: Plain, new: Plain, language: str) -> Plain:
    match old, new:
        case dict(), dict():
            return {**old, **{key: _value(old.get(key), new[key], language) for key in new}}
        case dict(), str():
            return {**old, language: new}
        case list(), list() if any(isinstance(item, dict) for item in new):
            # Offices and the like, by their place in the list.
            return [a if b is None else _value(a, b, language) for a, b in zip_longest(old, new)]
        case str(), [only] if only == old:
            # One value may stand for a list of one.
            return old
    return new


def _enrolments(old: Plain, new: Plain) -> Plain:
    """Programs by their id; a record keeps those that the table does not name."""
    was = [item for item in (old if isinstance(old, list) else []) if isinstance(item, dict)]
    now = [item for item in (new if isinstance(new, list) else []) if isinstance(item, dict)]
    given = {str(item["program"]): item for item in now}
    kept: list[Plain] = [{**item, **given.pop(str(item.get("program")), {})} for item in was]
    return [*kept, *given.values()]


def _facts(old: list[Plain], new: list[Plain], owned: frozenset[str]) -> list[Plain]:
    """Facts of the table in place of the old ones of the same name.

    A fact that held before the table's own began stays: it is the partner's history.
    """
    coming = [item for item in new if isinstance(item, dict)]
    names = {item["name"] for item in coming} | owned
    kept: list[Plain] = []
    for item in old:
        if not isinstance(item, dict) or item.get("name") not in names:
            kept.append(item)
        elif item in coming:
            kept.append(coming.pop(coming.index(item)))
        elif _is_history(item, new):
            kept.append(item)
    return [*kept, *coming]


def _is_history(fact: dict[str, Plain], new: list[Plain]) -> bool:
    """Whether a later fact of the same name follows in the table."""
    since = str(fact.get("since") or "")
    later = [
        str(item.get("since") or "")
        for item in new
        if isinstance(item, dict) and item["name"] == fact.get("name")
    ]
    return bool(since) and any(since < begin for begin in later)


def changes(old: Plain, new: Plain, path: str = "") -> Iterator[FieldChange]:
    """Every field that differs, in the order of the old record."""
    if isinstance(old, dict) and isinstance(new, dict):
        for key in dict.fromkeys((*old, *new)):
            yield from changes(old.get(key), new.get(key), f"{path}.{key}" if path else key)
    elif isinstance(old, list) and isinstance(new, list):
        for i, (before, after) in enumerate(zip_longest(old, new), 1):
            yield from changes(before, after, f"{path}[{i}]")
    elif old != new:
        yield FieldChange(path, _show(old), _show(new))


def _show(value: Plain) -> str:
    """A value on one line."""
    match value:
        case None:
            return ""
        case str():
            return " ".join(value.split())
        case list():
            return "; ".join(_show(item) for item in value)
        case dict():
            return ", ".join(f"{key}: {_show(item)}" for key, item in value.items())
