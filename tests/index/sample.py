"""Small searchable sites from readable records, for the tests of the search.

A record is what `partners.yaml` beside this file shows; facets are counted from the records.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import date
from pathlib import Path
from typing import Any, cast, get_args

import yaml

from generator.site.views.parts import (
    CardView,
    FacetName,
    FacetValue,
    FacetView,
    LevelBadge,
    LocalText,
)
from generator.site.views.site import SearchCollection, SearchDocument, Site

FACETS: tuple[FacetName, ...] = get_args(FacetName)
LEVELS = ("platinum", "gold", "silver")
Record = Mapping[str, Any]


def read_cases(name: str) -> list[Record]:
    """The records of a YAML file beside this one."""
    text = Path(__file__).with_name(name).read_text("utf-8")
    return cast(list[Record], yaml.safe_load(text))


def sample_site(records: Iterable[Record], language: str = "en", rotation: int = 0) -> Site:
    """A site in which only the search is filled; the records' order gives numbers and ranks."""
    records = list(records)
    documents = tuple(_document(number, record) for number, record in enumerate(records))
    return Site(
        base_url="",
        default_language=language,
        theme="default",
        accent="",
        as_of=date(2026, 11, 1),
        rotation=rotation,
        chrome=(),
        pages=(),
        search=(SearchCollection(language, documents, _facets(documents)),),
        assets=(),
    )


def _document(number: int, record: Record) -> SearchDocument:
    services = tuple(record.get("services", ()))
    prose = record.get("prose", "")
    return SearchDocument(
        card=_card(number, record, services, prose),
        name=record["name"],
        offer=" ".join((*services, *record.get("specialisation", ()))),
        place=record.get("place", ""),
        prose=prose,
    )


def _card(number: int, record: Record, services: tuple[str, ...], prose: str) -> CardView:
    level = record.get("level", "")
    badges = (_badge(level),) if level else ()
    terms = {facet: tuple(record.get(facet, ())) for facet in FACETS}
    terms["level"] = (f"reseller.{level}",) if level else ()
    terms["service"] = tuple(service.lower().replace(" ", "-") for service in services)
    return CardView(
        id=record["id"],
        number=record.get("number", number),
        rank=record.get("rank", number),
        tier=LEVELS.index(level) if level else len(LEVELS),
        name=record["name"],
        latin_name=record.get("latin_name", ""),
        route=f"/partners/{record['id']}/",
        initials=record["name"][:2].upper(),
        logo=record.get("logo", ""),
        headline=LocalText(prose.partition(".")[0], record.get("written_in", "")),
        levels=badges,
        specialisations=tuple(record.get("specialisation", ())),
        place=record.get("place", ""),
        more_places=record.get("more_places", 0),
        services=services,
        facets=tuple(terms.items()),
    )


def _badge(level: str) -> LevelBadge:
    route = f"/programs/reseller/levels/{level}/"
    return LevelBadge("Reseller", "reseller", level.title(), level, route, LEVELS.index(level))


def _facets(documents: tuple[SearchDocument, ...]) -> tuple[FacetView, ...]:
    counts = {
        facet: Counter(term for d in documents for term in dict(d.card.facets)[facet])
        for facet in FACETS
    }
    return tuple(
        FacetView(
            facet,
            facet.title(),
            tuple(FacetValue(term, term.title(), found[term]) for term in sorted(found)),
        )
        for facet, found in counts.items()
        if found
    )
