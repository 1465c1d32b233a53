"""`api/v1/`: the public facts of the directory as JSON. docs/api.md describes every field.

Version 1 only ever gains fields; a field that changes its meaning or goes makes a new version.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any

from ..artifact import Artifact
from ..site.views.parts import CardView, LinkView
from ..site.views.profile import LocationView, PartnerPage, StandingView
from ..site.views.program import LadderView, ProgramPage, TableRow, TableView, TrackView
from ..site.views.site import Site

VERSION = 1
_FOLDER = f"api/v{VERSION}"
Object = dict[str, Any]


def api(site: Site) -> list[Artifact]:
    """Three documents, in the site's default language; ids are the same in every language."""
    pages = [page for page in site.pages if page.language == site.default_language]
    listed = next(c.documents for c in site.search if c.language == site.default_language)
    cards = {document.card.id: document.card for document in listed}
    partners = [
        _partner(site, page.route, page.view, cards[page.view.id])
        for page in pages
        if isinstance(page.view, PartnerPage) and page.view.id in cards
    ]
    programs = [
        _program(site, page.route, page.view)
        for page in pages
        if isinstance(page.view, ProgramPage)
    ]
    partners.sort(key=_by_id)
    programs.sort(key=_by_id)
    return [
        _document("index", _index(site, len(partners), len(programs))),
        _document("partners", {"version": VERSION, "partners": partners}),
        _document("programs", {"version": VERSION, "programs": programs}),
    ]


def _by_id(item: Object) -> str:
    return str(item["id"])


def _document(name: str, value: Object) -> Artifact:
    text = json.dumps(value, ensure_ascii=False, indent=1)
    return Artifact(f"{_FOLDER}/{name}.json", f"{text}\n".encode())


def _index(site: Site, partners: int, programs: int) -> Object:
    """The only document that holds the day, so that the others change with their facts only."""
    chrome = next(c for c in site.chrome if c.language == site.default_language)
    return {
        "version": VERSION,
        "title": chrome.title,
        "vendor": chrome.vendor,
        "notice": chrome.notice,
        "as_of": site.as_of.isoformat(),
        "language": site.default_language,
        "languages": [code for code, _ in chrome.languages],
        "url": _address(site, chrome.home),
        "partners": {"count": partners, "url": _address(site, f"/{_FOLDER}/partners.json")},
        "programs": {"count": programs, "url": _address(site, f"/{_FOLDER}/programs.json")},
    }


def _partner(site: Site, route: str, view: PartnerPage, card: CardView) -> Object:
    ids = dict(card.facets)
    return {
        "id": view.id,
        "name": view.name,
        "latin_name": view.latin_name or None,
        "legal_name": view.legal_name or None,
        "also_known_as": list(view.also_known_as),
        "url": _address(site, route),
        "website": view.website or None,
        "logo": _address(site, view.logo) if view.logo else None,
        "headline": view.headline.text or None,
        "founded": view.founded,
        "standings": [_standing(standing) for standing in view.standings],
        "locations": [_location(location) for location in view.locations],
        "languages": _terms(ids["language"], view.languages),
        "industries": _terms(ids["industry"], view.industries),
        "services": _terms(ids["service"], view.services),
        "products": list(view.products),
        "last_verified": view.last_verified.isoformat() if view.last_verified else None,
    }


def _standing(standing: StandingView) -> Object:
    badge = standing.badge
    return {
        "program": {"id": _id(standing.program_route), "name": standing.program},
        "track": standing.track or None,
        "ladder": {"id": standing.ladder_id, "name": standing.ladder} if standing.ladder else None,
        "level": {"id": badge.level_id, "name": badge.level} if badge else None,
        "since": standing.since.isoformat() if standing.since else None,
        "specialisations": _links(standing.specialisations),
        "counts": [{"name": count.name, "value": count.value} for count in standing.counts],
    }


def _location(location: LocationView) -> Object:
    return {
        "kind": location.kind,
        "name": location.name or None,
        "street": location.street or None,
        "postal_code": location.postal_code or None,
        "city": location.city or None,
        "region": location.region or None,
        "country": {"id": location.country_code, "name": location.country},
        "latitude": location.latitude,
        "longitude": location.longitude,
        "phone": location.phone or None,
        "email": location.email or None,
    }


def _program(site: Site, route: str, view: ProgramPage) -> Object:
    return {
        "id": _id(route),
        "name": view.name,
        "url": _address(site, route),
        "operator": view.operator or None,
        "effective": view.effective.isoformat(),
        "ends": view.ends.isoformat() if view.ends else None,
        "tracks": [_track(track) for track in view.tracks],
        "specialisations": [
            {"id": _id(card.route), "name": card.name, "partners": card.count}
            for card in view.specialisations
        ],
        "versions": [
            {"id": note.id, "effective": note.effective.isoformat(), "state": note.state}
            for note in view.versions
        ],
    }


def _track(track: TrackView) -> Object:
    return {
        "id": track.id or None,
        "name": track.name or None,
        "levels": [
            {"id": level.badge.level_id, "name": level.badge.level, "partners": level.count}
            for level in track.levels
        ],
        "ladders": [_ladder(ladder) for ladder in track.ladders],
        "requirements": _table(track.tables, "requirements"),
        "benefits": _table(track.tables, "benefits"),
    }


def _ladder(ladder: LadderView) -> Object:
    return {
        "id": ladder.id,
        "name": ladder.name,
        "levels": [
            {"id": _id(level.route), "name": level.label, "partners": level.count}
            for level in ladder.levels
        ],
        "requirements": _table(ladder.tables, "requirements"),
    }


def _table(tables: Iterable[TableView], kind: str) -> Object:
    """The rows of the only table of a kind; none where there is no such table."""
    found = [table for table in tables if table.kind == kind]
    groups = [(table, group) for table in found for group in table.groups]
    return {
        "paths": [
            {"id": group.path, "name": group.heading}
            for _, group in groups
            if group.path and group.depth == 1
        ],
        "rows": [
            {
                "group": (group.heading or None) if group.depth != 1 else None,
                "path": group.path or None,
                **_row(table, row),
            }
            for table, group in groups
            for row in group.rows
        ],
    }


def _row(table: TableView, row: TableRow) -> Object:
    """A row as readers see it. One cell among several columns stands for all of them."""
    cells = row.cells * len(table.columns) if len(row.cells) == 1 else row.cells
    return {
        "id": row.id,
        "name": row.name,
        "depth": row.depth,
        "details": [text for text in (row.detail, *row.conditions, *row.parts) if text],
        "note": _note(table, row.note),
        "levels": [
            {
                "id": _id(column.route),
                "text": cell.text or None,
                "note": _note(table, cell.note),
            }
            for column, cell in zip(table.columns, cells, strict=False)
        ],
    }


def _note(table: TableView, number: int) -> str | None:
    return table.footnotes[number - 1] if number else None


def _terms(ids: Iterable[str], names: Iterable[str]) -> list[Object]:
    return [{"id": term, "name": name} for term, name in zip(ids, names, strict=True)]


def _links(links: Iterable[LinkView]) -> list[Object]:
    return [{"id": _id(link.route), "name": link.label} for link in links]


def _id(route: str) -> str:
    """The last step of a thing's address is its id."""
    return route.strip("/").rpartition("/")[2]


def _address(site: Site, route: str) -> str:
    """Full where the base URL is known, else relative to the root of the site."""
    return site.base_url + route if site.base_url else route.lstrip("/")
