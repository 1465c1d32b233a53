"""Days and months. Everything here saturates: what would end after the last day never ends."""

from __future__ import annotations

import calendar
from datetime import date, timedelta
from functools import lru_cache

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
