"""Files for machines: sitemap, robots, feed, the interface `api/v1/` (docs/api.md), and rules."""

from __future__ import annotations

from urllib.parse import urlsplit

from ..artifact import Artifact
from ..site.views.site import Site
from .api import api
from .feed import feed
from .rules import rules
from .sitemap import sitemap


def exports(site: Site) -> list[Artifact]:
    """All of them; without a base URL there is no sitemap, which needs full addresses."""
    maps = sitemap(site) if site.base_url else []
    return [*maps, _robots(site), feed(site), *api(site), *rules(site)]


def _robots(site: Site) -> Artifact:
    """Everything may be read but the search's index, which is of use to our own script only."""
    lines = ["User-agent: *", f"Disallow: {urlsplit(site.base_url).path}/search/"]
    if site.base_url:
        lines += ["", f"Sitemap: {site.base_url}/sitemap.xml"]
    return Artifact("robots.txt", "".join(f"{line}\n" for line in lines).encode())
