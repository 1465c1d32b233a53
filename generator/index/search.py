"""The locator's query from the command line: the same words, the same order, on Whoosh."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from whoosh.analysis.tokenizers import RegexTokenizer
from whoosh.fields import STORED, TEXT, Schema
from whoosh.filedb.filestore import RamStorage
from whoosh.query.compound import And, Or
from whoosh.query.qcore import Query
from whoosh.query.terms import Term
from whoosh.searching import Searcher

from ..site.order import in_order
from ..site.views.parts import CardView
from ..site.views.site import Site
from .analysis import query_forms
from .lexicon import NAMES, ROLES, Entry, Lexicon, Weight, build_lexicon

BOOSTS = {"name": 4.0, "place": 2.0, "offer": 2.0, "prose": 1.0}

Matches = dict[str, Weight]


@dataclass(frozen=True, slots=True)
class Hit:
    """A partner found. ``in_name``: its name alone holds all words of the query."""

    card: CardView
    score: float
    in_name: bool


class Finder:
    """The search in one language of a site, ready for many queries."""

    def __init__(self, site: Site, language: str) -> None:
        """Raises KeyError for a language that the site does not have."""
        collection = {found.language: found for found in site.search}[language]
        self._cards = [document.card for document in collection.documents]
        self._rotation = site.rotation
        self._lexicon = build_lexicon(collection)
        self._searcher = _searcher(self._lexicon)

    def find(self, query: str, facets: Mapping[str, Sequence[str]] | None = None) -> list[Hit]:
        """The partners that hold all words of the query and one value of each facet given.

        Names that hold all words come first, then the higher score, then the order of lists.
        Without a word in the query the order of lists alone counts.
        """
        passing = [card for card in self._cards if _passes(card, facets or {})]
        words = query_forms(query, self._lexicon.stops)
        if not words:
            return [Hit(card, 0.0, in_name=False) for card in in_order(passing, self._rotation)]
        matches = [self._lexicon.matches(word, last=word == words[-1]) for word in words]
        scores = self._scores(matches)
        named = {entry.number for entry in self._lexicon.entries if _in_name(entry, matches)}
        found = in_order((card for card in passing if card.number in scores), self._rotation)
        hits = [Hit(card, scores[card.number], card.number in named) for card in found]
        return sorted(hits, key=lambda hit: (not hit.in_name, -round(hit.score, 3)))

    def _scores(self, matches: list[Matches]) -> dict[int, float]:
        """Score by number of all documents that hold each word."""
        query = And([Or(_terms(word)) for word in matches])
        found = self._searcher.search(query, limit=None)
        return {hit["number"]: found.score(position) or 0.0 for position, hit in enumerate(found)}


def _passes(card: CardView, facets: Mapping[str, Sequence[str]]) -> bool:
    terms = dict(card.facets)
    return all(set(terms.get(facet, ())) & set(values) for facet, values in facets.items())


def _in_name(entry: Entry, matches: list[Matches]) -> bool:
    return all(
        any(form in word and word[form].names for form in entry.forms["name"]) for word in matches
    )


def _terms(word: Matches) -> list[Query]:
    return [
        Term(role, form, boost=BOOSTS[role] * strength)
        for form, weight in word.items()
        for role in ROLES
        if (strength := weight.names if role in NAMES else weight.texts)
    ]


def _searcher(lexicon: Lexicon) -> Searcher:
    """An index in memory, a field per role, filled with forms as they are."""
    roles = {role: TEXT(analyzer=RegexTokenizer(r"\S+"), phrase=False) for role in ROLES}
    storage: Any = RamStorage
    index: Any = storage().create_index(Schema(number=STORED, **roles))
    writer = index.writer()
    for entry in lexicon.entries:
        texts = {role: " ".join(forms) for role, forms in entry.forms.items()}
        writer.add_document(number=entry.number, **texts)
    writer.commit()
    return Searcher(index.reader())
