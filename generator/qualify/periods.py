"""Days and months. Everything here saturates: what would end after the last day never ends."""

from __future__ import annotations

import calendar
from datetime import date, timedelta
from functools import lru_cache

from ..model.program import Period

DAY = timedelta(days=1)


def day_after(day: date) -> date | None:
    """The next day; None after the last day of the calendar."""
    return day + DAY if day < date.max else None


@lru_cache(maxsize=20_000)
def months_later(begin: date, months: int) -> date | None:
    """The day after ``months`` that begin with ``begin``.

    That is the same day of a later month, or the first of the month after it where that month
    is too short: a month from 31 January on ends with February.
    """
    index = begin.year * 12 + begin.month - 1 + months
    year, month = index // 12, index % 12 + 1
    if year > date.max.year:
        return None
    length = calendar.monthrange(year, month)[1]
    return (
        date(year, month, begin.day)
        if begin.day <= length
        else day_after(date(year, month, length))
    )


def last_day(begin: date, months: int) -> date:
    """The last day of something that is valid for ``months`` from ``begin`` on."""
    after = months_later(begin, months)
    return after - DAY if after else date.max


def days_later(begin: date, days: int) -> date | None:
    return begin + timedelta(days=days) if (date.max - begin).days >= days else None


def counting(period: Period | None, entry: date) -> tuple[date, date | None] | None:
    """The first day on which an entry counts, and the first on which it no longer does.

    None for the second: it counts for ever. None for both: it never counts.
    """
    if period is None:
        return entry, None
    if period.kind == "calendar-year":
        return entry, _new_year(entry.year + 1)
    if period.kind == "previous-calendar-year":
        enters = _new_year(entry.year + 1)
        return (enters, _new_year(entry.year + 2)) if enters else None
    if period.unit == "quarters":
        quarter = date(entry.year, (entry.month - 1) // 3 * 3 + 1, 1)
        enters = months_later(quarter, 3)
        return (enters, months_later(enters, 3 * period.count)) if enters else None
    if period.unit == "days":
        return entry, days_later(entry, period.count)
    return entry, months_later(entry, period.count * (12 if period.unit == "years" else 1))


def _new_year(year: int) -> date | None:
    return date(year, 1, 1) if year <= date.max.year else None
