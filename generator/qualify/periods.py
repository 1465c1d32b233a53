"""Which days a metric looks at."""

from __future__ import annotations

from datetime import date

from ..model.days import days_later, months_later
from ..model.metric import Period

Counting = tuple[date, date | None]
"""The first day on which something counts, and the first on which it no longer does, if ever."""


def counting(period: Period | None, entry: date) -> Counting | None:
    """When an entry of a day counts; None where it never does before the calendar ends."""
    if period is None:
        return entry, None
    found = _counting(period, entry)
    if found is None or not period.ago:
        return found
    begin, end = months_later(found[0], period.ago), found[1]
    return None if begin is None else (begin, end and months_later(end, period.ago))


def _counting(period: Period, entry: date) -> Counting | None:
    match period.kind:
        case "year":
            return entry, year_begin(period.begins, entry, 1)
        case "previous-year":
            enters = year_begin(period.begins, entry, 1)
            return (enters, year_begin(period.begins, entry, 2)) if enters else None
        case "quarter":
            return entry, _next_quarter(period.begins, entry)
    if period.unit == "quarters":
        enters = _next_quarter(period.begins, entry)
        return (enters, months_later(enters, 3 * period.count)) if enters else None
    if period.unit == "days":
        return entry, days_later(entry, period.count)
    return entry, months_later(entry, period.count * (12 if period.unit == "years" else 1))


def year_begin(begins: tuple[int, int], day: date, later: int = 0) -> date | None:
    """The first day of the year that ``day`` lies in, or of one ``later``."""
    year = day.year - ((day.month, day.day) < begins) + later
    return date(year, *begins) if date.min.year <= year <= date.max.year else None


def _next_quarter(begins: tuple[int, int], day: date) -> date | None:
    """The first day of the quarter after the one that ``day`` lies in."""
    year = year_begin(begins, day)
    if year is None:
        return None
    quarters = (months_later(year, months) for months in (3, 6, 9, 12))
    return next((begin for begin in quarters if begin is None or begin > day), None)
