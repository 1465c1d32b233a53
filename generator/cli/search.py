"""`search`: the locator's query from the terminal."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

import click

from .options import Command, Request, reads_site, report_format, unknown
from .outcome import Exit
from .session import read_site

if TYPE_CHECKING:
    from ..index.search import Hit
    from ..report.hits import Found
    from ..site.views.site import SearchCollection, Site

FACETS = {
    "level": ("--level", "At this level, such as reseller.gold."),
    "specialisation": ("--specialisation", "With this specialisation, such as reseller.cloud."),
    "country": ("--country", "In this country, such as DE."),
    "language": ("--speaks", "Speaking this language, such as fr."),
    "industry": ("--industry", "At home in this industry."),
    "service": ("--service", "Offering this service."),
}
"""Options by facet; each may be given several times, and one of its values must fit."""


def _facets(command: Command) -> Command:
    for facet, (option, text) in reversed(FACETS.items()):
        command = click.option(option, f"facet_{facet}", multiple=True, metavar="ID", help=text)(
            command
        )
    return command


@click.command()
@click.argument("query")
@reads_site
@_facets
@click.option("--language", metavar="CODE", help="Language of the site to search in.")
@click.option("--limit", type=click.IntRange(min=1), default=20, show_default=True)
@report_format("table", "json")
def search(
    request: Request, query: str, language: str | None, limit: int, format_: str, **facets: Any
) -> Exit:
    """Find partners as the site's locator does.

    An empty QUERY finds all. Options that narrow the search may be given several times.
    """
    site, code = read_site(request)
    from ..index.search import Finder
    from ..report.hits import hits_json, hits_table

    collection = _collection(site, language or site.default_language)
    wanted = {name: facets[f"facet_{name}"] for name in FACETS if facets[f"facet_{name}"]}
    hits = Finder(site, collection.language).find(query, _known(collection, wanted))
    found = [_found(hit) for hit in hits[:limit]]
    text = hits_json(found) if format_ == "json" else hits_table(found, len(hits))
    click.echo(text, nl=False)
    return code


def _collection(site: Site, language: str) -> SearchCollection:
    for collection in site.search:
        if collection.language == language:
            return collection
    known = [collection.language for collection in site.search]
    raise unknown("The site is not written in", language, known, "--language")


def _known(
    collection: SearchCollection, wanted: Mapping[str, tuple[str, ...]]
) -> dict[str, tuple[str, ...]]:
    """The values asked for, as the facets write them."""
    values: dict[str, set[str]] = {
        facet.id: {value.id for value in facet.values} for facet in collection.facets
    }
    return {
        facet: tuple(_value(facet, value, values.get(facet, set())) for value in asked)
        for facet, asked in wanted.items()
    }


def _value(facet: str, asked: str, known: set[str]) -> str:
    for value in sorted(known):
        if value.casefold() == asked.casefold():
            return value
    raise unknown("No partner has", asked, sorted(known), FACETS[facet][0])


def _found(hit: Hit) -> Found:
    from ..report.hits import Found

    card = hit.card
    levels = tuple(f"{badge.level} ({badge.program})" for badge in card.levels)
    return Found(card.id, card.name, levels, card.place, card.route)
