"""Days, months and periods, spelled out by comparing dates. Only days are ever added to a date.

Months are counted as (month, day): the months that begin with a day are over on the first day
whose pair is not smaller than the pair so many months later, however long the months are.
"""

from __future__ import annotations

import calendar
from datetime import date, timedelta
from functools import lru_cache

from tests.oracle.plain import Tree

DAY = timedelta(days=1)
MONTHS = {"month": 1, "quarter": 3, "year": 12}
RHYTHMS = {"monthly": 1, "quarterly": 3, "half-yearly": 6, "yearly": 12}


def over(begin: date, months: int, day: date) -> bool:
    """Whether the months that begin with ``begin`` are over on ``day``."""
    return (day.year * 12 + day.month, day.day) >= (
        begin.year * 12 + begin.month + months,
        begin.day,
    )


def whole_months(begin: date, day: date) -> int:
    """How many months that begin with ``begin`` are over on ``day``."""
    months = (day.year - begin.year) * 12 + day.month - begin.month
    return months if day.day >= begin.day else months - 1


def earlier(day: date, months: int) -> date:
    """The same day so many months earlier; the last of the month where that is too short."""
    index = day.year * 12 + day.month - 1 - months
    year, month = index // 12, index % 12 + 1
    if year < 1:
        return date.min
    return date(year, month, min(day.day, calendar.monthrange(year, month)[1]))


@lru_cache(maxsize=1000)
def span(text: str) -> tuple[int, str]:
    """``90 days``, ``2 years``, ``6 calendar months``: a number, and a unit without years."""
    count, unit = text.split(" ", 1)
    unit = unit.removesuffix("s")
    if unit == "year":
        return int(count) * 12, "month"
    return int(count), unit


def months_of(text: str) -> int:
    count, unit = span(text)
    assert unit == "month"
    return count


def has_passed(begin: date, text: str, day: date) -> bool:
    """Whether the span that begins with ``begin`` is over on ``day``."""
    count, unit = span(text)
    return (day - begin).days >= count if unit == "day" else over(begin, count, day)


def in_window(past: date, text: str, day: date) -> bool:
    """Whether ``past`` lies in the window that ends with ``day``."""
    count, unit = span(text)
    if unit == "calendar month":
        return past.year * 12 + past.month > day.year * 12 + day.month - count
    return not has_passed(past, text, day)


# --- periods ----------------------------------------------------------------------------------


@lru_cache(maxsize=1000)
def _parse(text: str) -> tuple[str, int, str, str, int]:
    """Kind, count, unit, whose year, and how many months ago."""
    main, _, ago = text.partition(", ")
    back = 0
    if ago:
        count, unit, _ = ago.split()
        back = int(count) * MONTHS[unit.removesuffix("s")]
    words = main.split()
    if words[0] == "last":
        count = next((word for word in words if word.isdigit()), "1")
        year = "fiscal" if "fiscal" in words else "calendar"
        return "last", int(count), words[-1].removesuffix("s"), year, back
    if words[-1] == "quarter":
        return "quarter", 1, "quarter", "calendar", back
    return ("previous" if words[0] == "previous" else "year"), 1, "year", words[-2], back


def _begins(year: str, version: Tree) -> tuple[int, int]:
    month, day = str(version.get(f"{year}_year_begins", "01-01")).split("-")
    return int(month), int(day)


def _year(day: date, begins: tuple[int, int]) -> int:
    return day.year if (day.month, day.day) >= begins else day.year - 1


def _quarter(day: date, begins: tuple[int, int]) -> int:
    year = _year(day, begins)
    return year * 4 + whole_months(date(max(year, 1), *begins), day) // 3


def in_period(text: str | None, version: Tree, entry: date, day: date) -> bool:
    """Whether an entry's date lies in the period, as seen on ``day``."""
    if text is None:
        return entry <= day
    kind, count, unit, whose, ago = _parse(text)
    day, begins = earlier(day, ago), _begins(whose, version)
    if kind == "last" and unit == "quarter":
        return _quarter(day, begins) - count <= _quarter(entry, begins) < _quarter(day, begins)
    if kind == "last" and unit == "day":
        return 0 <= (day - entry).days < count
    if kind == "last":
        return entry <= day and not over(entry, count * MONTHS[unit], day)
    if kind == "quarter":
        return entry <= day and _quarter(entry, begins) == _quarter(day, begins)
    if kind == "previous":
        return _year(entry, begins) == _year(day, begins) - 1
    return entry <= day and _year(entry, begins) == _year(day, begins)


def before_its_end(text: str | None, version: Tree, entry: date, day: date) -> bool:
    """Whether an entry's date lies in the period or before it."""
    if text is None:
        return entry <= day
    kind, _, unit, whose, ago = _parse(text)
    day, begins = earlier(day, ago), _begins(whose, version)
    if kind == "last" and unit == "quarter":
        return _quarter(entry, begins) < _quarter(day, begins)
    if kind == "previous":
        return _year(entry, begins) < _year(day, begins)
    return entry <= day


# --- reviews ----------------------------------------------------------------------------------


def has_review_days(review: Tree) -> bool:
    return "rhythm" in review or "on" in review


def is_review(review: Tree, day: date, since: date | None) -> bool:
    """Whether ``day`` is a review day; ``since`` is the first day of the membership."""
    if "on" in review:
        days = review["on"] if isinstance(review["on"], list) else [review["on"]]
        return f"{day:%m-%d}" in days
    if "rhythm" not in review:
        return False
    months = RHYTHMS[review["rhythm"]]
    if review.get("from") == "membership" and since is not None:
        if day <= since:
            return False
        return whole_months(since, day) // months > whole_months(since, day - DAY) // months
    return day.day == 1 and (day.month - 1) % months == 0
