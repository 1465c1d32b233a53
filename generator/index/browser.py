"""The browser's index: static files below `search/`, described in docs/search-index.md.

Every file calls one function of the page with its name and its content, as a classic script: that
works on `file://` and under a strict policy. The root names all others; they are loaded as needed.
"""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from whoosh.util.numeric import byte_to_length, length_to_byte

from ..artifact import Artifact
from ..site.views.parts import CardView, FacetView, LevelBadge
from ..site.views.site import SearchCollection, Site
from .analysis import fold
from .encode import number_set, packed, steps
from .lexicon import ROLES, Lexicon, build_lexicon
from .terms import term_files

FORMAT = 1
CARDS_IN_A_FILE = 50


@dataclass(frozen=True, slots=True)
class SearchIndex:
    """The files, and the path of each language's root among them."""

    artifacts: tuple[Artifact, ...]
    roots: Mapping[str, str]


def build_index(site: Site) -> SearchIndex:
    """The index of every language of the site."""
    artifacts: list[Artifact] = []
    roots: dict[str, str] = {}
    for collection in site.search:
        folder = _Folder(f"search/{collection.language.lower()}")
        root = _root(collection, site.rotation, folder)
        roots[collection.language] = f"{folder.path}/{folder.add('root', root)}"
        artifacts += folder.artifacts
    return SearchIndex(tuple(artifacts), roots)


@dataclass(frozen=True, slots=True)
class _Folder:
    """Where the files of one language gather."""

    path: str
    artifacts: list[Artifact] = field(default_factory=list)

    def add(self, name: str, content: object) -> str:
        """Makes a file and returns its name, which tells its content."""
        data = json.dumps(content, ensure_ascii=False, separators=(",", ":"))
        code = f'partnersite_search("{name}",{data});\n'.encode()
        file = f"{name}.{hashlib.sha256(code).hexdigest()[:10]}.js"
        self.artifacts.append(Artifact(f"{self.path}/{file}", code))
        return file


def _root(collection: SearchCollection, rotation: int, folder: _Folder) -> dict[str, Any]:
    cards = sorted((document.card for document in collection.documents), key=lambda c: c.number)
    size = cards[-1].number + 1 if cards else 0
    ordered = sorted(cards, key=lambda card: (card.tier, card.rank))
    tiers = Counter(card.tier for card in ordered)
    lexicon = build_lexicon(collection)
    levels = sorted({_level(badge) for card in cards for badge in card.levels})
    by_name = sorted(cards, key=lambda card: (fold(card.name.lower()), card.name, card.number))
    return {
        "format": FORMAT,
        "language": collection.language,
        "size": size,
        "rotation": rotation,
        "order": packed(card.number for card in ordered),
        "tiers": [tiers[tier] for tier in sorted(tiers)],
        "facets": [_facet(facet, cards, size) for facet in collection.facets],
        "levels": levels,
        "cards": [
            folder.add(f"cards-{index}", chunk)
            for index, chunk in enumerate(_card_files(cards, levels, size))
        ],
        "cardsInFile": CARDS_IN_A_FILE,
        "terms": [
            [first, folder.add(f"terms-{index}", terms)]
            for index, (first, terms) in enumerate(term_files(lexicon))
        ],
        "texts": folder.add("texts", _texts(lexicon)),
        "names": folder.add("names", {"order": packed(card.number for card in by_name)}),
    }


def _facet(facet: FacetView, cards: Sequence[CardView], size: int) -> dict[str, Any]:
    members: dict[str, list[int]] = {value.id: [] for value in facet.values}
    for card in cards:
        for term in members.keys() & set(dict(card.facets).get(facet.id, ())):
            members[term].append(card.number)
    values = [
        [value.id, value.full_label, number_set(members[value.id], size)] for value in facet.values
    ]
    return {"id": facet.id, "label": facet.label, "values": values}


def _level(badge: LevelBadge) -> tuple[str, str, int]:
    return badge.level, badge.program, badge.tone


def _card_files(
    cards: Sequence[CardView], levels: list[tuple[str, str, int]], size: int
) -> Iterator[list[Any]]:
    """Cards by number, so that a card stays in its file whatever its level; 0 for a free number."""
    rows: list[Any] = [0] * size
    for card in cards:
        rows[card.number] = _card(card, levels)
    for start in range(0, size, CARDS_IN_A_FILE):
        yield rows[start : start + CARDS_IN_A_FILE]


def _card(card: CardView, levels: list[tuple[str, str, int]]) -> list[Any]:
    return [
        card.id,
        card.name,
        card.latin_name,
        card.route,
        card.initials,
        card.logo,
        card.headline.text,
        card.headline.language,
        card.place,
        card.more_places,
        [levels.index(_level(badge)) for badge in card.levels],
        list(card.specialisations),
        list(card.services),
    ]


def _rounded(length: int) -> int:
    """The length of a text as Whoosh keeps it: exact up to ten words, then in steps."""
    return int(byte_to_length(length_to_byte(length)))


def _texts(lexicon: Lexicon) -> dict[str, Any]:
    """What every query for words needs: lengths of the roles, for the score, and the stop words."""
    return {
        "numbers": packed(steps([entry.number for entry in lexicon.entries])),
        "lengths": {
            role: packed(_rounded(len(entry.forms[role])) for entry in lexicon.entries)
            for role in ROLES
        },
        "words": {role: sum(len(entry.forms[role]) for entry in lexicon.entries) for role in ROLES},
        "stops": " ".join(sorted(lexicon.stops)),
    }
