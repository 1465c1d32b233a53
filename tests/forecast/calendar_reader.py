"""A strict reader of iCalendar, after RFC 5545: whatever is not allowed is an error."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

LINE = re.compile(
    r'(?P<name>[A-Z0-9-]+)(?P<parameters>(;[A-Z-]+=([^",;:]*|"[^"]*"))*):(?P<value>.*)', re.DOTALL
)
TEXTS = {"SUMMARY", "DESCRIPTION", "UID", "CATEGORIES", "X-WR-CALNAME", "PRODID"}
DATE, STAMP = re.compile(r"\d{8}"), re.compile(r"\d{8}T\d{6}Z")
REQUIRED = {
    "VCALENDAR": {"VERSION", "PRODID"},
    "VEVENT": {"UID", "DTSTAMP", "DTSTART"},
    "VTIMEZONE": {"TZID"},
    "STANDARD": {"DTSTART", "TZOFFSETFROM", "TZOFFSETTO"},
}


@dataclass
class Component:
    """A part of a calendar. Each property stands at most once; texts are without escapes."""

    name: str
    values: dict[str, str] = field(default_factory=dict)
    parts: list[Component] = field(default_factory=list)

    def __getitem__(self, name: str) -> str:
        return self.values[name]


def read_calendar(text: str) -> Component:
    lines = _unfolded(text)
    assert lines.pop(0) == "BEGIN:VCALENDAR"
    found = _component("VCALENDAR", lines)
    assert not lines, "something follows the calendar"
    assert found["VERSION"] == "2.0"
    assert found.parts, "a calendar has at least one component"
    uids = [part["UID"] for part in found.parts if part.name == "VEVENT"]
    assert len(uids) == len(set(uids))
    return found


def _unfolded(text: str) -> list[str]:
    assert text.endswith("\r\n")
    raw = text.removesuffix("\r\n").split("\r\n")
    lines: list[str] = []
    for line in raw:
        assert len(line.encode()) <= 75, line
        assert not re.search(r"[\x00-\x08\x0a-\x1f\x7f]", line), repr(line)
        if line.startswith((" ", "\t")):
            lines[-1] += line[1:]
        else:
            lines.append(line)
    return lines


def _component(name: str, lines: list[str]) -> Component:
    found = Component(name)
    while (line := lines.pop(0)) != f"END:{name}":
        match = LINE.fullmatch(line)
        assert match is not None, line
        key, value = match["name"], match["value"]
        if key == "BEGIN":
            found.parts.append(_component(value, lines))
            continue
        assert key not in found.values, f"{key} stands twice"
        assert key != "END", f"{line} in {name}"
        found.values[key] = _value(key, match["parameters"], value)
    assert found.values.keys() >= REQUIRED[name], name
    return found


def _value(name: str, parameters: str, value: str) -> str:
    if name in TEXTS:
        assert re.fullmatch(r"([^\\;,]|\\[\\;,nN])*", value), value
        return re.sub(r"\\(.)", lambda found: "\n" if found[1] in "nN" else found[1], value)
    if "VALUE=DATE" in parameters:
        assert DATE.fullmatch(value), value
    if name == "DTSTAMP":
        assert STAMP.fullmatch(value), value
    return value
