"""`feed.xml`: which partner holds which level since when, the newest first, as an Atom feed."""

from __future__ import annotations

import uuid
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from xml.etree import ElementTree as ET

from ..artifact import Artifact
from ..site.views.pages import PageView
from ..site.views.profile import PartnerPage
from ..site.views.site import Site
from .xml import element, to_bytes

LONGEST = 100
"""Entries; readers of feeds look at news, not at the whole directory."""


@dataclass(frozen=True, slots=True)
class _Entry:
    """``key`` tells this news from all others, also from older news of the same partner."""

    day: date
    key: str
    title: str
    summary: str
    route: str


def feed(site: Site) -> Artifact:
    """The day of the site stands in it once; entries carry the days of facts."""
    chrome = next(c for c in site.chrome if c.language == site.default_language)
    entries = [
        entry
        for page in site.pages
        if page.language == site.default_language
        for entry in _entries(page)
    ]
    entries.sort(key=lambda entry: (-entry.day.toordinal(), entry.key))
    origin = site.base_url or chrome.vendor
    root = ET.Element("feed", {"xmlns": "http://www.w3.org/2005/Atom", "xml:lang": chrome.language})
    element(root, "title", chrome.title)
    if chrome.tagline:
        element(root, "subtitle", chrome.tagline)
    element(root, "id", _identity(origin, "/feed.xml"))
    element(root, "updated", _instant(site.as_of))
    element(element(root, "author"), "name", chrome.vendor)
    if chrome.notice:
        element(root, "rights", chrome.notice)
    element(root, "link", rel="alternate", type="text/html", href=_address(site, chrome.home))
    element(root, "link", rel="self", type="application/atom+xml", href=_address(site, "/feed.xml"))
    for entry in entries[:LONGEST]:
        node = element(root, "entry")
        element(node, "title", entry.title)
        element(node, "id", _identity(origin, entry.key))
        element(node, "updated", _instant(entry.day))
        element(node, "link", rel="alternate", type="text/html", href=_address(site, entry.route))
        if entry.summary:
            element(node, "summary", entry.summary)
    return Artifact("feed.xml", to_bytes(root))


def _entries(page: PageView) -> Iterator[_Entry]:
    """One for each level held; one for the partner itself where it holds none."""
    view = page.view
    if not isinstance(view, PartnerPage) or view.state != "active":
        return
    held = False
    for standing in view.standings:
        day = standing.since or view.last_verified
        if standing.badge is None or day is None:
            continue
        held = True
        level = f"{standing.badge.program_id}.{standing.badge.level_id}"
        if standing.ladder_id:
            level += f".{standing.ladder_id}"
        yield _Entry(
            day=day,
            key=f"{page.route}#{level}" + (f".{standing.since}" if standing.since else ""),
            title=f"{view.name}: {standing.badge.level} ({standing.badge.program})",
            summary=view.headline.text,
            route=page.route,
        )
    if not held and view.last_verified is not None:
        yield _Entry(view.last_verified, page.route, view.name, view.headline.text, page.route)


def _identity(origin: str, key: str) -> str:
    """The same in every build, whatever else of an entry changes."""
    return uuid.uuid5(uuid.NAMESPACE_URL, origin + key).urn


def _address(site: Site, route: str) -> str:
    """Full where the base URL is known, else relative to the feed, which stands at the root."""
    return site.base_url + route if site.base_url else route.lstrip("/") or "./"


def _instant(day: date) -> str:
    return f"{day.isoformat()}T00:00:00Z"
