"""Days of reviews and promotions, and how long a grace or a window lasts."""

from __future__ import annotations

from datetime import date

from ..model.change import Review, Span
from ..model.days import DAY, days_later, months_later


def next_review(review: Review, since: date | None, after: date) -> date | None:
    """The first review day later than ``after``; ``since`` is the first day of the membership."""
    if review.on:
        days = [
            date(year, month, day)
            for year in (after.year, after.year + 1)
            if year <= date.max.year
            for month, day in review.on
        ]
        return min((day for day in days if day > after), default=None)
    if review.months is None:
        return None
    if review.from_membership and since is not None:
        return _next_anniversary(since, review.months, after)
    return _next_first(after, review.months)


def is_review(review: Review, since: date | None, day: date) -> bool:
    return day > date.min and next_review(review, since, day - DAY) == day


def _next_anniversary(since: date, months: int, after: date) -> date | None:
    passed = (after.year - since.year) * 12 + after.month - since.month
    count = max(passed // months, 1)
    while (day := months_later(since, count * months)) is not None and day <= after:
        count += 1
    return day


def _next_first(after: date, months: int) -> date | None:
    """The first day of the next month that begins a stretch of so many months of the year."""
    month = after.year * 12 + after.month - 1
    year, first = divmod((month // months + 1) * months, 12)
    return date(year, first + 1, 1) if year <= date.max.year else None


def next_month(after: date) -> date | None:
    """The next first of a month."""
    return _next_first(after, 1)


def span_ends(span: Span | None, begin: date) -> date | None:
    """The day on which a span that began on ``begin`` is over: that day itself without a span."""
    if span is None:
        return begin
    if span.unit == "days":
        return days_later(begin, span.count)
    return months_later(begin, span.count)


def window_ends(window: Span, last: date) -> date | None:
    """The day on which a level earned last on ``last`` no longer counts."""
    if window.unit == "calendar-months":
        return months_later(last.replace(day=1), window.count)
    return span_ends(window, last)


def day_before_review(review: Review, since: date | None, effective: date) -> date | None:
    """The last day before the first review later than ``effective``."""
    found = next_review(review, since, effective)
    return found - DAY if found else None
