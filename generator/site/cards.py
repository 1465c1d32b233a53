"""Partners in lists: cards, and the facets that filter them."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import get_args

from ..model.partner import Location, Partner
from ..model.program import Level, Specialisation
from .edition import Edition, sort_key
from .order import keyed_hash
from .views.parts import CardView, FacetName, FacetValue, FacetView

FACETS: tuple[FacetName, ...] = get_args(FacetName)
AT_NO_LEVEL = -1


class Cards:
    """The cards of all listed partners, in one language."""

    def __init__(self, edition: Edition) -> None:
        self.edition = edition
        partners = edition.directory.listed
        tiers = sorted({self._rank(partner) for partner in partners}, reverse=True)
        order = sorted(partners, key=lambda p: (-self._rank(p), keyed_hash(p.id), p.id))
        ranks = {partner.id: position for position, partner in enumerate(order)}
        self.by_id = {
            partner.id: self._card(
                partner, number, ranks[partner.id], tiers.index(self._rank(partner))
            )
            for number, partner in enumerate(partners)
        }
        self._having: dict[tuple[str, str], list[CardView]] = {}
        for card in self.by_id.values():
            for facet, terms in card.facets:
                for term in set(terms):
                    self._having.setdefault((facet, term), []).append(card)

    def _rank(self, partner: Partner) -> int:
        """The rank of the best level."""
        return max((s.rank for s in self.edition.standings(partner)), default=AT_NO_LEVEL)

    def _card(self, partner: Partner, number: int, rank: int, tier: int) -> CardView:
        edition = self.edition
        standings = edition.standings(partner)
        badges = [edition.held(standing) for standing in standings]
        special = [
            link for standing in standings for link in edition.specialisation_links(standing)
        ]
        return CardView(
            id=partner.id,
            number=number,
            rank=rank,
            tier=tier,
            name=partner.name,
            latin_name=partner.latin_name,
            route=edition.routes.partner(partner.id),
            initials=initials(partner),
            logo=edition.assets.get(partner.logo, ""),
            headline=edition.local(partner.headline),
            levels=tuple(badge for badge in badges if badge is not None),
            specialisations=tuple(link.label for link in special),
            place=edition.place(partner.locations[0]) if partner.locations else "",
            more_places=max(len(partner.locations) - 1, 0),
            services=tuple(edition.term("services", term) for term in partner.services),
            facets=tuple((name, self._terms(partner, name)) for name in FACETS),
        )

    def _terms(self, partner: Partner, facet: str) -> tuple[str, ...]:
        standings = self.edition.standings(partner)
        match facet:
            case "level":
                held = (f"{s.program.id}.{s.level.id}" for s in standings if s.level)
                return tuple(dict.fromkeys(held))
            case "specialisation":
                return tuple(f"{s.program.id}.{n}" for s in standings for n in s.specialisations)
            case "country":
                return partner.countries
            case "language":
                return partner.languages
            case "industry":
                return tuple(term_id(term) for term in partner.industries)
            case _:
                return tuple(term_id(term) for term in partner.services)

    def having(self, facet: FacetName, term: str) -> list[CardView]:
        """The cards with a value of a facet, in the order of their numbers."""
        return self._having.get((facet, term), [])

    def at(self, partner: Partner, locations: Sequence[Location]) -> CardView:
        """The card with the first of ``locations`` as its place, for a list of one country."""
        card = self.by_id[partner.id]
        if not locations:
            return card
        return replace(card, place=self.edition.place(locations[0]))

    def facets(self) -> tuple[FacetView, ...]:
        """All filters with how many partners each value has; without values no filter."""
        counts: dict[str, Counter[str]] = {name: Counter() for name in FACETS}
        for card in self.by_id.values():
            for name, terms in card.facets:
                counts[name].update(set(terms))
        views = [
            FacetView(
                name, self.edition.words(f"site.facet_{name}"), self._values(name, counts[name])
            )
            for name in FACETS
        ]
        return tuple(view for view in views if view.values)

    def _values(self, facet: FacetName, counts: Counter[str]) -> tuple[FacetValue, ...]:
        """The values in use: of programs from the highest down, others by their labels."""
        if facet in ("level", "specialisation"):
            values = list(self._values_of_programs(facet, counts))
        else:
            labels = self._labels(facet, set(counts))
            values = [FacetValue(term, label, counts[term]) for term, label in labels.items()]
            values.sort(key=lambda value: sort_key(value.label))
        return tuple(value for value in values if value.count)

    def _values_of_programs(self, facet: FacetName, counts: Counter[str]) -> Iterator[FacetValue]:
        programs = self.edition.directory.programs
        for program, version in programs:
            group = self.edition.text(program.name) if len(programs) > 1 else ""
            levels = [item for _, item in self.edition.levels(program, version)]
            special = [item for _, item in self.edition.specialisations(program, version)]
            items: Iterable[Level | Specialisation] = (
                reversed(levels) if facet == "level" else special
            )
            for item in items:
                term = f"{program.id}.{item.id}"
                yield FacetValue(term, self.edition.text(item.name), counts[term], group)

    def _labels(self, facet: FacetName, used: set[str]) -> dict[str, str]:
        """Labels by id."""
        words, listed = self.edition.words, self.edition.directory.listed
        if facet == "country":
            return {term: words.country(term) for term in used}
        if facet == "language":
            return {term: words.name_of_language(term) for term in used}
        if facet == "industry":
            written = {term for partner in listed for term in partner.industries}
            return {term_id(term): self.edition.term("industries", term) for term in written}
        written = {term for partner in listed for term in partner.services}
        return {term_id(term): self.edition.term("services", term) for term in written}


def term_id(term: str) -> str:
    """A term as it stands in addresses: ids of a vocabulary stay as they are."""
    return "-".join(re.findall(r"\w+", term.casefold()))


def initials(partner: Partner) -> str:
    """One or two letters that stand in for a logo."""
    words = re.findall(r"\w+", partner.latin_name or partner.name)
    return "".join(word[0] for word in words[:2]).upper()
