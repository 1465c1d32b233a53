"""Days on which something counts, held against the oracle's, which compares dates and adds none."""

from __future__ import annotations

from datetime import date

from hypothesis import example, given, settings
from hypothesis import strategies as st

from generator.model.days import last_day
from generator.qualify.periods import counting
from generator.validate.times import month_day, period
from tests.oracle.days import DAY, in_period, over
from tests.oracle.plain import Tree

UNITS = ["days", "months", "quarters", "fiscal quarters", "years"]
YEARS = ["calendar year", "fiscal year", "program year"]
LENGTHS = st.sampled_from([1, 2, 3, 4, 12, 13, 30, 45])
LEAP_DAYS = [date(2024, 2, day) for day in (28, 29)] + [date(2023, 2, 28), date(2000, 2, 29)]
ENDS = [date(2024, 1, 31), date(2024, 8, 31), date(2023, 12, 31), date(2024, 1, 1)]
days = st.sampled_from(LEAP_DAYS + ENDS) | st.dates(date(1990, 1, 1), date(2050, 12, 31))
begins = st.sampled_from(["01-01", "02-01", "03-01", "04-06", "07-01", "10-31", "12-31"])


@st.composite
def periods(draw: st.DrawFn) -> str:
    """As people write them, `last 4 fiscal quarters, 1 year ago`."""
    text = draw(
        st.builds("last {} {}".format, LENGTHS, st.sampled_from(UNITS))
        | st.sampled_from(["calendar quarter", *YEARS])
        | st.builds("previous {}".format, st.sampled_from(YEARS))
    )
    ago = st.builds("{} {} ago".format, LENGTHS, st.sampled_from(["months", "quarters", "years"]))
    return f"{text}, {draw(ago)}" if draw(st.booleans()) else text


@settings(max_examples=600, deadline=None)
@given(periods(), begins, begins, days, st.integers(-1, 1), st.integers(-900, 900))
@example("last 1 fiscal quarters", "10-31", "01-01", date(2024, 2, 28), 0, 0)
def test_an_entry_counts_exactly_while_its_period_covers_it(
    text: str, fiscal: str, program: str, entry: date, step: int, offset: int
) -> None:
    version: Tree = {"fiscal_year_begins": fiscal, "program_year_begins": program}
    years = {"calendar": (1, 1), "fiscal": month_day(fiscal), "program": month_day(program)}
    found = counting(period(text, years), entry)
    assert found is not None
    first, after = found
    for day in (entry, first, after or entry):
        for looked_at in (day + DAY * step, day + DAY * offset):
            counts = first <= looked_at and (after is None or looked_at < after)
            assert counts == in_period(text, version, entry, looked_at)


@settings(max_examples=300, deadline=None)
@given(days, st.integers(1, 600))
def test_the_last_day_of_so_many_months(begin: date, months: int) -> None:
    last = last_day(begin, months)
    assert not over(begin, months, last)
    assert over(begin, months, last + DAY)
