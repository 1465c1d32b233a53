"""The fair order of lists, which the browser follows too (`order.ts`)."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import groupby

from ..site.views.parts import CardView


def in_order(cards: Iterable[CardView], rotation: int) -> list[CardView]:
    """By tier, then by rank; in a tier the k-th of n stands at (k + rotation) mod n."""
    ordered: list[CardView] = []
    by_rank = sorted(cards, key=lambda card: (card.tier, card.rank))
    for _, tier in groupby(by_rank, key=lambda card: card.tier):
        members = list(tier)
        start = -rotation % len(members)
        ordered += members[start:] + members[:start]
    return ordered
