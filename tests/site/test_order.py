"""The order of lists: levels first, and inside a level everybody's turn."""

from __future__ import annotations

from collections import Counter
from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from generator.site.order import in_order, rotation
from generator.site.views.parts import CardView, LocalText


def card(rank: int, tier: int) -> CardView:
    name = f"p{rank}"
    return CardView(
        id=name,
        number=rank,
        rank=rank,
        tier=tier,
        name=name,
        latin_name="",
        route=f"/partners/{name}/",
        initials="P",
        logo="",
        headline=LocalText(""),
        levels=(),
        specialisations=(),
        place="",
        more_places=0,
        services=(),
        facets=(),
    )


def names(cards: tuple[CardView, ...]) -> str:
    return " ".join(card.id for card in cards)


def test_the_k_th_of_n_stands_at_k_plus_offset() -> None:
    gold, silver = [card(rank, 0) for rank in (0, 1)], [card(rank, 1) for rank in (2, 3, 4)]
    assert names(in_order([*silver, *gold], 0)) == "p0 p1 p2 p3 p4"
    assert names(in_order([*silver, *gold], 1)) == "p1 p0 p4 p2 p3"
    assert names(in_order([*silver, *gold], 2)) == "p0 p1 p3 p4 p2"


@given(st.integers(1, 12))
def test_over_n_offsets_everybody_is_first_once(n: int) -> None:
    cards = [card(rank, 0) for rank in range(n)]
    first = Counter(in_order(cards, offset)[0].id for offset in range(n))
    assert set(first.values()) == {1}


def test_the_offset_changes_with_the_month_only() -> None:
    days = [date(2026, 11, 1), date(2026, 11, 30), date(2026, 12, 1)]
    first, same, other = (rotation(day) for day in days)
    assert first == same != other


def test_over_the_years_each_place_is_first_about_equally_often() -> None:
    months = [date(1900 + n // 12, n % 12 + 1, 1) for n in range(2400)]
    first = Counter(-rotation(month) % 8 for month in months)
    assert all(240 < count < 360 for count in first.values()), first
