"""What the search may look at: the words of every listed partner, by role."""

from __future__ import annotations

from ..model.partner import Partner
from ..model.text import Text
from .cards import Cards
from .edition import Edition
from .prose import partner_prose, plain_text
from .views.parts import FacetView
from .views.site import SearchCollection, SearchDocument


def search_collection(
    edition: Edition, cards: Cards, facets: tuple[FacetView, ...]
) -> SearchCollection:
    """One document per listed partner, in the order of the documents' numbers."""
    documents = [_document(edition, cards, partner) for partner in edition.directory.listed]
    return SearchCollection(edition.language, tuple(documents), facets)


def _document(edition: Edition, cards: Cards, partner: Partner) -> SearchDocument:
    card = cards.by_id[partner.id]
    terms = [
        *(edition.term("services", term) for term in partner.services),
        *(edition.term("products", term) for term in partner.products),
        *(edition.term("industries", term) for term in partner.industries),
        *card.specialisations,
        *(badge.level for badge in card.levels),
    ]
    places = [
        word
        for place in partner.locations
        for word in (
            place.city,
            place.region,
            place.postal_code,
            edition.words.country(place.country),
        )
    ]
    names = (partner.name, partner.latin_name, partner.legal_name, *partner.also_known_as)
    return SearchDocument(
        card=card,
        name=_line(names),
        offer=_line(terms),
        place=_line(places),
        prose=_line((edition.text(partner.headline), _plain(edition, partner.description))),
    )


def _line(words: tuple[str, ...] | list[str]) -> str:
    """The words, each once, in a line."""
    return " ".join(dict.fromkeys(word for word in words if word))


def _plain(edition: Edition, text: Text) -> str:
    written = edition.text(text)
    return plain_text(partner_prose(written)) if written else ""
