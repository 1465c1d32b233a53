"""From periods, spans and days of the year as written to what they mean."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

from ..model.benefit import Duration
from ..model.change import Span
from ..model.metric import Period

Begins = Mapping[str, tuple[int, int]]
"""First day of each kind of year (month, day): ``calendar``, ``fiscal``, ``program``."""
_Year = Literal["calendar", "fiscal", "program"]
_MONTHS = {"month": 1, "quarter": 3, "year": 12}
_UNITS: dict[str, Literal["days", "months", "quarters", "years"]] = {
    "day": "days",
    "month": "months",
    "quarter": "quarters",
    "year": "years",
}
_DURATIONS: dict[str, Literal["minutes", "hours", "days", "weeks", "months", "years"]] = {
    "minute": "minutes",
    "hour": "hours",
    "day": "days",
    "week": "weeks",
    "month": "months",
    "year": "years",
}
_YEARS: dict[str, _Year] = {"calendar": "calendar", "fiscal": "fiscal", "program": "program"}


def month_day(written: str) -> tuple[int, int]:
    month, day = written.split("-")
    return int(month), int(day)


def months(written: str) -> int:
    """``12 months`` or ``1 year``."""
    count, unit = written.split()
    return int(count) * _MONTHS[unit.removesuffix("s")]


def span(written: str) -> Span:
    """``90 days``, ``3 months``, ``1 year`` or ``6 calendar months``."""
    match written.split():
        case [count, "calendar", _]:
            return Span(int(count), "calendar-months")
        case [count, "day" | "days"]:
            return Span(int(count), "days")
        case _:
            return Span(months(written), "months")


def duration(written: str) -> Duration:
    """``4 hours``, ``120 days``, ``2 years``."""
    count, unit = written.split()
    return Duration(int(count), _DURATIONS[unit.removesuffix("s")])


def period(written: str, begins: Begins) -> Period:
    """``last 4 quarters``, ``previous fiscal year``, ``calendar quarter, 1 year ago``."""
    here, _, before = written.partition(", ")
    ago = months(before.removesuffix(" ago")) if before else 0
    match here.split():
        case ["last", *count, "fiscal", _]:
            number = int(count[0]) if count else 1
            return Period("last", number, "quarters", "fiscal", begins["fiscal"], ago)
        case ["last", *count, unit]:
            number = int(count[0]) if count else 1
            return Period("last", number, _UNITS[unit.removesuffix("s")], ago=ago)
        case ["previous", name, _]:
            year = _YEARS[name]
            return Period("previous-year", year=year, begins=begins[year], ago=ago)
        case [_, "quarter"]:
            return Period("quarter", unit="quarters", ago=ago)
        case [name, *_]:
            year = _YEARS[name]
            return Period("year", year=year, begins=begins[year], ago=ago)
    raise AssertionError(written)
