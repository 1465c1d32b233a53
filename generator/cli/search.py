"""`search`: the locator's query from the terminal."""

from __future__ import annotations

import sys
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any

import click

from ..diagnostics import did_you_mean
from .options import Request, reads_site, report_format
from .outcome import Exit
from .progress import Stages
from .session import has_strict, say_left_out, show

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


def _facets(command: Callable[..., None]) -> Callable[..., None]:
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
) -> None:
    """Find partners as the site's locator does.

    An empty QUERY finds all. Options that narrow the search may be given several times.
    """
    from ..index.search import search as find
    from ..report.hits import hits_json, hits_table

    site = _read(request)
    collection = _collection(site, language or site.default_language)
    wanted = {name: facets[f"facet_{name}"] for name in FACETS if facets[f"facet_{name}"]}
    hits = find(site, collection.language, query, _known(collection, wanted))
    found = [_found(hit) for hit in hits[:limit]]
    text = hits_json(found) if format_ == "json" else hits_table(found, len(hits))
    click.echo(text, nl=False)


def _read(request: Request) -> Site:
    from .. import pipeline

    with Stages(request.quiet) as stages:
        checked = pipeline.check(request.site, request.day, "", request.keep_going, stages)
    if checked.site is None or has_strict(request, checked):
        show(request, checked.diagnostics, "full", err=True)
        sys.exit(Exit.ERRORS)
    say_left_out(checked)
    return checked.site


def _collection(site: Site, language: str) -> SearchCollection:
    for collection in site.search:
        if collection.language == language:
            return collection
    known = ", ".join(collection.language for collection in site.search)
    raise click.BadParameter(
        f"The site is not written in “{language}”. It is in: {known}.", param_hint="--language"
    )


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
    hint = did_you_mean(asked, sorted(known))
    raise click.BadParameter(
        f"No partner has “{asked}”. {hint}".rstrip(), param_hint=FACETS[facet][0]
    )


def _found(hit: Hit) -> Found:
    from ..report.hits import Found

    card = hit.card
    levels = tuple(f"{badge.level} ({badge.program})" for badge in card.levels)
    return Found(card.id, card.name, levels, card.place, card.route)
