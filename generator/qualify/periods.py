"""Days and months: which days a period covers, and when an entry enters and leaves it."""

from __future__ import annotations

import calendar
from datetime import date, timedelta

from ..model.program import Period

DAY = timedelta(days=1)
Span = tuple[date, date]
"""Half-open: the first day, and the day after the last one."""


def add_months(day: date, months: int) -> date:
    """The same day ``months`` later; the last day of the month where that day does not exist."""
    index = day.year * 12 + day.month - 1 + months
    year, month = index // 12, index % 12 + 1
    return date(year, month, min(day.day, calendar.monthrange(year, month)[1]))


def last_day(begin: date, months: int) -> date:
    """The last day of something that is valid for ``months`` from ``begin`` on."""
    return add_months(begin, months) - DAY


def quarter_start(day: date) -> date:
    """The first day of the calendar quarter of ``day``."""
    return date(day.year, (day.month - 1) // 3 * 3 + 1, 1)


def span(period: Period | None, day: date) -> Span:
    """The days that count on ``day``. Without a period: everything up to and including it."""
    if period is None:
        return date.min, day + DAY
    if period.kind == "calendar-year":
        return date(day.year, 1, 1), day + DAY
    if period.kind == "previous-calendar-year":
        return date(day.year - 1, 1, 1), date(day.year, 1, 1)
    if period.unit == "quarters":
        end = quarter_start(day)
        return add_months(end, -3 * period.count), end
    if period.unit == "days":
        return day - timedelta(days=period.count - 1), day + DAY
    months = period.count * (12 if period.unit == "years" else 1)
    return add_months(day, -months) + DAY, day + DAY


def presence(period: Period | None, entry: date) -> tuple[date, date | None]:
    """The first day on which an entry counts, and the first on which it no longer does."""
    if period is None:
        return entry, None
    if period.kind == "calendar-year":
        return entry, date(entry.year + 1, 1, 1)
    if period.kind == "previous-calendar-year":
        return date(entry.year + 1, 1, 1), date(entry.year + 2, 1, 1)
    if period.unit == "quarters":
        enters = add_months(quarter_start(entry), 3)
        return enters, add_months(enters, 3 * period.count)
    if period.unit == "days":
        return entry, entry + timedelta(days=period.count)
    leaves = add_months(entry, period.count * (12 if period.unit == "years" else 1))
    # After a short month, the same day some months on may still reach back to the entry.
    while span(period, leaves)[0] <= entry:
        leaves += DAY
    return entry, leaves
