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
            return entry, _quarter_begin(period.begins, entry, 1)
    if period.unit == "quarters":
        enters = _quarter_begin(period.begins, entry, 1)
        ends = _quarter_begin(period.begins, entry, 1 + period.count)
        return (enters, ends) if enters else None
    if period.unit == "days":
        return entry, days_later(entry, period.count)
    return entry, months_later(entry, period.count * (12 if period.unit == "years" else 1))


def year_begin(begins: tuple[int, int], day: date, later: int = 0) -> date | None:
    """The first day of the year that ``day`` lies in, or of one ``later``."""
    year = day.year - ((day.month, day.day) < begins) + later
    return date(year, *begins) if date.min.year <= year <= date.max.year else None


def _quarter_begin(begins: tuple[int, int], day: date, later: int) -> date | None:
    """The first day of the quarter so many after the one that ``day`` lies in."""
    year = year_begin(begins, day)
    if year is None:
        return None
    begun = [begin for n in range(1, 4) if (begin := months_later(year, 3 * n)) and begin <= day]
    years, quarter = divmod(len(begun) + later, 4)
    if year.year + years > date.max.year:
        return None
    return months_later(year.replace(year=year.year + years), 3 * quarter)
