"""People who may serve one criterion each: how many of the places asked for can be filled."""

from __future__ import annotations

from collections.abc import Sequence, Set
from typing import TypeVar

P = TypeVar("P")


def filled(places: Sequence[Set[P]]) -> int:
    """The most places that can be filled at once; each lists who could fill it.

    Augmenting paths after Kuhn (1955), “The Hungarian method for the assignment problem”.
    """
    taken: dict[P, int] = {}

    def fill(place: int, tried: set[P]) -> bool:
        for person in places[place]:
            if person not in tried:
                tried.add(person)
                if person not in taken or fill(taken[person], tried):
                    taken[person] = place
                    return True
        return False

    return sum(fill(place, set()) for place in range(len(places)))
