"""`sitemap.xml`: every page for search engines, with the same page in other languages."""

from __future__ import annotations

from datetime import date
from xml.etree import ElementTree as ET

from ..artifact import Artifact
from ..site.views.pages import DocumentPage, NotFoundPage, PageView, RedirectPage
from ..site.views.site import Site
from .xml import element, to_bytes

LONGEST = 20_000
"""Pages in one file. The protocol allows 50,000, and 50 MB, which many languages reach sooner."""

_NAMESPACE = "http://www.sitemaps.org/schemas/sitemap/0.9"
_XHTML = "http://www.w3.org/1999/xhtml"


def sitemap(site: Site) -> list[Artifact]:
    """One file, or an index of several."""
    pages = [page for page in site.pages if _belongs(page)]
    if len(pages) <= LONGEST:
        return [Artifact("sitemap.xml", _urls(pages, site))]
    parts = [
        Artifact(f"sitemap-{number}.xml", _urls(pages[start : start + LONGEST], site))
        for number, start in enumerate(range(0, len(pages), LONGEST), 1)
    ]
    index = ET.Element("sitemapindex", {"xmlns": _NAMESPACE})
    for part in parts:
        element(element(index, "sitemap"), "loc", f"{site.base_url}/{part.path}")
    return [Artifact("sitemap.xml", to_bytes(index)), *parts]


def _belongs(page: PageView) -> bool:
    return page.indexed and not isinstance(page.view, NotFoundPage | RedirectPage)


def _urls(pages: list[PageView], site: Site) -> bytes:
    root = ET.Element("urlset", {"xmlns": _NAMESPACE, "xmlns:xhtml": _XHTML})
    for page in pages:
        url = element(root, "url")
        element(url, "loc", site.base_url + page.route)
        if updated := _updated(page):
            element(url, "lastmod", updated.isoformat())
        if len(page.alternates) < 2:
            continue
        for language, route in page.alternates:
            _alternate(url, language, site.base_url + route)
            if language == site.default_language:
                _alternate(url, "x-default", site.base_url + route)
    return to_bytes(root)


def _alternate(url: ET.Element, language: str, address: str) -> None:
    element(url, "xhtml:link", rel="alternate", hreflang=language, href=address)


def _updated(page: PageView) -> date | None:
    return page.view.updated if isinstance(page.view, DocumentPage) else None
