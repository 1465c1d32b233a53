"""The fair order of lists: levels first, and inside a level everybody's turn.

The browser orders its results by the same rule (`themes/default/js/order.ts`).
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from datetime import date
from itertools import groupby

from .views.parts import CardView


def keyed_hash(text: str) -> int:
    """A number that depends on the text alone, and on all of it."""
    return int.from_bytes(hashlib.blake2b(text.encode(), digest_size=4).digest(), "big")


def rotation(as_of: date) -> int:
    """The offset of the order: new each month, the same for everybody in it."""
    return keyed_hash(f"{as_of.year}-{as_of.month:02}")


def in_order(cards: Iterable[CardView], offset: int) -> tuple[CardView, ...]:
    """By tier, then by rank; inside a tier the k-th of n stands at (k + offset) mod n."""
    ordered: list[CardView] = []
    by_rank = sorted(cards, key=lambda card: (card.tier, card.rank))
    for _, tier in groupby(by_rank, key=lambda card: card.tier):
        members = list(tier)
        start = -offset % len(members)
        ordered += members[start:] + members[:start]
    return tuple(ordered)
