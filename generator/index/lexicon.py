"""The words of one collection: which documents hold them, in which role, and which belong together.

Both engines read it: the browser's index is written from it, Whoosh is filled from it. What a word
of a query matches is decided here for Whoosh, and by the same rules in the theme's `search.ts`.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

from ..site.views.site import SearchCollection
from .analysis import analysis, fold, is_unspaced, language_of, name_forms

NAMES = ("name", "place")
"""Roles whose words are only found as they are written, never by their stem."""
TEXTS = ("offer", "prose")
ROLES = (*NAMES, *TEXTS)

LONGEST_ENDING = 3
SHORTEST_BEGINNING = 4


class Weight(NamedTuple):
    """How much a form counts for a word, in names and in texts; 1 for the very word."""

    names: float
    texts: float


SAME = Weight(1.0, 1.0)
BEGINNING = Weight(0.5, 0.5)
SAME_STEM = 0.8


@dataclass(frozen=True, slots=True)
class Entry:
    """One document, by its number: the forms of each role, in the order of the text."""

    number: int
    forms: dict[str, list[str]]


@dataclass(frozen=True, slots=True)
class Lexicon:
    """The words of a collection.

    ``forms`` are in the order of their UTF-16 code units, as browsers compare. ``families`` are
    forms with one stem in one language, two or more each; a form stands in several when texts of
    several languages hold it. ``stops`` are folded.
    """

    entries: tuple[Entry, ...]
    forms: tuple[str, ...]
    families: tuple[tuple[str, ...], ...]
    stops: frozenset[str]

    def matches(self, form: str, *, last: bool) -> dict[str, Weight]:
        """The forms that a word of a query stands for.

        The last word is perhaps not yet complete, so it also stands for words that begin with it;
        so does one that no document holds, and a single character of an unspaced script. If all
        that finds nothing, the word is tried with other endings.
        """
        found: dict[str, Weight] = {}
        known = self._position(form) < len(self.forms) and self.forms[self._position(form)] == form
        if last or not known or (len(form) == 1 and is_unspaced(form)):
            found = dict.fromkeys(self._beginning_with(form), BEGINNING)
        related = self._relatives(form)
        if known:
            found[form] = SAME
        elif not found:
            for near in self._other_endings(form):
                related |= {near} | self._relatives(near)
        for other in related - {form}:
            found[other] = Weight(found.get(other, Weight(0, 0)).names, SAME_STEM)
        return found

    def _position(self, form: str) -> int:
        return bisect_left(self.forms, _utf16(form), key=_utf16)

    def _beginning_with(self, start: str) -> Iterator[str]:
        for index in range(self._position(start), len(self.forms)):
            if not self.forms[index].startswith(start):
                return
            yield self.forms[index]

    def _relatives(self, form: str) -> set[str]:
        return {other for family in self.families if form in family for other in family}

    def _other_endings(self, form: str) -> list[str]:
        """Forms with the longest common beginning, if both differ in a short ending only."""
        shortest = max(SHORTEST_BEGINNING, len(form) - LONGEST_ENDING)
        for length in range(len(form) - 1, shortest - 1, -1):
            longest = length + LONGEST_ENDING
            near = [f for f in self._beginning_with(form[:length]) if len(f) <= longest]
            if near:
                return near
        return []


def build_lexicon(collection: SearchCollection) -> Lexicon:
    """Takes all texts of a collection apart."""
    stems: dict[tuple[str, str], set[str]] = defaultdict(set)
    languages = {collection.language}
    entries = []
    for document in sorted(collection.documents, key=lambda document: document.card.number):
        forms = {role: name_forms(getattr(document, role)) for role in NAMES}
        for role in TEXTS:
            text: str = getattr(document, role)
            language = language_of(text, collection.language)
            languages.add(language)
            words = analysis(language).words(text)
            forms[role] = [word.form for word in words]
            for word in words:
                stems[language, word.stem].add(word.form)
        entries.append(Entry(document.card.number, forms))
    used = {form for entry in entries for forms_ in entry.forms.values() for form in forms_}
    return Lexicon(
        entries=tuple(entries),
        forms=tuple(sorted(used, key=_utf16)),
        families=tuple(sorted({tuple(sorted(f)) for f in stems.values() if len(f) > 1})),
        stops=frozenset(fold(word) for name in languages for word in analysis(name).stops),
    )


def _utf16(text: str) -> bytes:
    """The key by which browsers order texts."""
    return text.encode("utf-16-be", "surrogatepass")
