"""Which days a metric looks at."""

from __future__ import annotations

from datetime import date

from ..model.days import days_later, months_later
from ..model.program import Period


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
