"""Every page of the site as HTML, with the files that pages need."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from urllib.parse import unquote, urlsplit

from jinja2 import Environment, Template

from ..artifact import Artifact
from ..site.views.pages import LocatorPage, NotFoundPage, PageView
from ..site.views.site import Site, SiteChrome
from ..wording import Wording
from .accent import accent_stylesheet
from .environment import Links, make_environment
from .structured import structured_data
from .theme import Theme


@dataclass(frozen=True, slots=True)
class SiteFacts:
    """What templates may know of the whole site; ``home`` are the home pages by language."""

    base_url: str
    default_language: str
    home: Mapping[str, str]


def render(site: Site, theme: Theme, search: Mapping[str, str]) -> list[Artifact]:
    """All pages and assets. ``search`` is the path of the index's root file by language."""
    chrome = {edition.language: edition for edition in site.chrome}
    words = {language: Wording(language) for language in chrome}
    assets = {name: (_hashed(name, content), content) for name, content in _files(site, theme)}
    known = {page.route for page in site.pages if not isinstance(page.view, NotFoundPage)}
    known |= {f"/{path}" for path, _ in [*assets.values(), *site.assets]}
    known |= {f"/{path}" for path in search.values()}
    links = Links(frozenset(known), urlsplit(site.base_url).path)
    environment = make_environment(
        theme, links, {name: f"/{path}" for name, (path, _) in assets.items()}
    )
    facts = SiteFacts(
        site.base_url,
        site.default_language,
        {edition.language: edition.home for edition in site.chrome},
    )
    pages = [
        _page(environment, facts, page, chrome[page.language], words[page.language], search)
        for page in site.pages
    ]
    files = [Artifact(path, content) for path, content in [*assets.values(), *site.assets]]
    return [*pages, *files]


def output_path(page: PageView) -> str:
    """Where a page stands in the output folder: hosts look for `404.html` by that name."""
    route = unquote(page.route).strip("/")
    if isinstance(page.view, NotFoundPage):
        return f"{route}.html"
    return f"{route}/index.html".lstrip("/")


def _page(
    environment: Environment,
    facts: SiteFacts,
    page: PageView,
    chrome: SiteChrome,
    words: Wording,
    search: Mapping[str, str],
) -> Artifact:
    values: dict[str, object] = {
        "page": page,
        "view": page.view,
        "chrome": chrome,
        "site": facts,
        "words": words,
        "structured": structured_data(page, chrome, facts.base_url),
    }
    if isinstance(page.view, LocatorPage):
        values["index_route"] = f"/{search[page.language]}"
    html = environment.get_template(page.view.template).render(values)
    return Artifact(output_path(page), html.encode())


def _files(site: Site, theme: Theme) -> Iterator[tuple[str, bytes]]:
    """The theme's bundles, with the licences of what is in them, and those made of the accent."""
    yield from theme.static
    accent = site.accent or theme.accent
    yield "accent.css", accent_stylesheet(accent).encode()
    icon = Template((theme.folder / "templates/icon.svg").read_text("utf-8"), autoescape=True)
    yield "icon.svg", icon.render(accent=accent).encode()


def _hashed(name: str, content: bytes) -> str:
    stem, _, ending = name.rpartition(".")
    return f"assets/{stem}.{hashlib.sha256(content).hexdigest()[:12]}.{ending}"
