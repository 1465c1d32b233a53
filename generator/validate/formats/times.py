"""How periods, spans of time, days of the year and days of programs are written."""

from __future__ import annotations

from datetime import date
from typing import Annotated

from pydantic import AfterValidator, Field, StringConstraints

from .scalars import Date, Written, refuse

PERIOD = (
    r"^(last [1-9]\d{0,3} (day|month|year)s?|last ([1-9]\d{0,3} )?(fiscal )?quarters?"
    r"|(previous )?(calendar|fiscal|program) year|calendar quarter)"
    r"(, [1-9]\d{0,2} (month|quarter|year)s? ago)?$"
)
SPAN = r"^[1-9]\d{0,3} (day|month|year)s?$"
MONTHS = r"^[1-9]\d{0,2} (month|year)s?$"
WINDOW = r"^[1-9]\d{0,3} (day|month|year|calendar month)s?$"
DURATION = r"^[1-9]\d{0,3} (minute|hour|day|week|month|year)s?$"
MONTH_DAY = r"^(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$"
_EARLIEST = 1900
_SHORT = {"02": 28, "04": 30, "06": 30, "09": 30, "11": 30}


def _check_month_day(value: str) -> str:
    month, day = value.split("-")
    if value == "02-29":
        raise refuse("value", "is not a day of every year: write 02-28 or 03-01")
    if int(day) > _SHORT.get(month, 31):
        raise refuse("value", "is not a day of the calendar")
    return value


def _check_recent(value: date) -> date:
    if value.year < _EARLIEST:
        raise refuse("value", f"is before the year {_EARLIEST}")
    return value


PeriodText = Annotated[str, Field(pattern=PERIOD), Written("period", type="string")]
"""``last 12 months``, ``last 4 quarters``, ``fiscal year``, ``previous calendar year``; and the
same so much earlier: ``last 12 months, 1 year ago``."""
SpanText = Annotated[str, Field(pattern=SPAN), Written("time such as `90 days`", type="string")]
MonthsText = Annotated[
    str, Field(pattern=MONTHS), Written("months or years, such as `12 months`", type="string")
]
WindowText = Annotated[
    str, Field(pattern=WINDOW), Written("time such as `6 calendar months`", type="string")
]
RuleDate = Annotated[Date, AfterValidator(_check_recent)]
"""A day of a program. A much earlier one is a slip of the pen, such as 0206 for 2026."""
MonthDay = Annotated[
    str,
    StringConstraints(pattern=MONTH_DAY),
    AfterValidator(_check_month_day),
    Written("day of the year, as in `07-01`", type="string"),
]
