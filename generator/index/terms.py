"""The term dictionary of the browser's index: sorted forms, their families and their postings."""

from __future__ import annotations

from base64 import b64encode
from collections import Counter
from collections.abc import Iterator, Sequence

from .encode import front_coded, number_bytes, packed, steps
from .lexicon import ROLES, Lexicon

BYTES_IN_A_FILE = 12_000
"""Of postings and forms together, before they are written as text."""


def term_files(lexicon: Lexicon) -> Iterator[tuple[str, dict[str, str]]]:
    """Stretches of the dictionary, each with its first form."""
    position = {form: index for index, form in enumerate(lexicon.forms)}
    families = sorted(sorted(position[form] for form in family) for family in lexicon.families)
    postings = _postings(lexicon)
    sizes = [len(form) + len(postings[form]) for form in lexicon.forms]
    for start, end in _stretches(sizes, families):
        forms = lexicon.forms[start:end]
        here = [family for family in families if start <= family[0] < end]
        yield (
            forms[0],
            {
                "forms": front_coded(forms),
                "families": packed(_families(here, start)),
                "postings": b64encode(b"".join(postings[form] for form in forms)).decode(),
            },
        )


def _stretches(sizes: list[int], families: list[list[int]]) -> Iterator[tuple[int, int]]:
    """Cuts where a file is full, but never through a family: one file then knows all of it."""
    inside = {index for family in families for index in range(family[0] + 1, family[-1] + 1)}
    start, size = 0, 0
    for index, more in enumerate(sizes):
        if size >= BYTES_IN_A_FILE and index not in inside:
            yield start, index
            start, size = index, 0
        size += more
    if sizes:
        yield start, len(sizes)


def _families(families: Sequence[list[int]], start: int) -> Iterator[int]:
    """Per family: the step to its first form, how many more it has, and the steps to them."""
    before = start
    for family in families:
        yield family[0] - before
        yield len(family) - 1
        yield from steps(family)[1:]
        before = family[0]


def _postings(lexicon: Lexicon) -> dict[str, bytes]:
    """Which documents hold a form.

    First the sum of 1, 2, 4 and 8 for the roles in which it occurs; then per role how many
    documents, and per document twice the step to its number, plus one if it holds the form more
    than once, followed by how often.
    """
    found: dict[str, dict[str, dict[int, int]]] = {form: {} for form in lexicon.forms}
    for entry in lexicon.entries:
        for role in ROLES:
            for form, times in Counter(entry.forms[role]).items():
                found[form].setdefault(role, {})[entry.number] = times
    return {form: number_bytes(_posting(roles)) for form, roles in found.items()}


def _posting(roles: dict[str, dict[int, int]]) -> Iterator[int]:
    yield sum(1 << bit for bit, role in enumerate(ROLES) if role in roles)
    for role in ROLES:
        if documents := roles.get(role):
            yield len(documents)
            for step, times in zip(steps(list(documents)), documents.values(), strict=True):
                yield 2 * step + (times > 1)
                if times > 1:
                    yield times
