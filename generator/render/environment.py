"""The Jinja environment: what a template can do with a view.

Names that every template has: `page`, `view`, `chrome`, `site` (a `SiteFacts`), `words`, `asset`.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date

from jinja2 import Environment, FileSystemLoader, StrictUndefined, pass_context
from jinja2.runtime import Context
from markupsafe import Markup, escape

from ..site.routes import is_safe, relative
from ..wording import Wording
from .theme import Theme

_JSON_ESCAPES = str.maketrans({"<": "\\u003c", "\u2028": "\\u2028", "\u2029": "\\u2029"})


class UnknownRoute(LookupError):  # noqa: N818
    """A view names a page or file that the site does not have: our own fault."""


@dataclass(frozen=True, slots=True)
class Links:
    """Turns routes into links. ``known`` are the routes of all pages and assets.

    ``base_path`` is the path under which the site is served, without a slash at its end; only the
    page for missing addresses needs it, since it is shown at any of them.
    """

    known: frozenset[str]
    base_path: str

    def link(self, route: str, here: str, *, is_anywhere: bool = False) -> str:
        """The address to write on the page at ``here``. Raises UnknownRoute or ValueError."""
        if is_external(route):
            if not is_safe(route):
                raise ValueError(f"{route!r} on {here} is no address to link to")
            return route
        if route.partition("?")[0].partition("#")[0] not in self.known:
            raise UnknownRoute(f"{here} links to {route}")
        return self.base_path + route if is_anywhere else relative(route, here)


def is_external(route: str) -> bool:
    """Whether a link leads out of the site. What is no route must be a complete address."""
    return not route.startswith("/")


def make_environment(theme: Theme, links: Links, assets: Mapping[str, str]) -> Environment:
    """``assets`` are the routes of the theme's files by their names without hash."""
    environment = Environment(
        loader=FileSystemLoader([theme.folder / "templates", theme.folder / "components"]),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
        cache_size=-1,
    )
    href = _href(links)
    environment.filters["href"] = href
    environment.filters["html"] = Markup
    environment.filters["json"] = to_json
    environment.filters["date"] = _date
    environment.filters["number"] = _number
    environment.tests["external"] = is_external
    environment.globals["markup"] = _markup
    environment.globals["asset"] = _asset(href, assets)
    return environment


def to_json(value: object) -> Markup:
    """JSON that may stand inside a script element."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"), sort_keys=True)
    return Markup(text.translate(_JSON_ESCAPES))


def _href(links: Links) -> Callable[[Context, str], str]:
    @pass_context
    def href(context: Context, route: str) -> str:
        page = context["page"]
        return links.link(route, page.route, is_anywhere=page.view.template == "404.html")

    return href


def _asset(
    href: Callable[[Context, str], str], assets: Mapping[str, str]
) -> Callable[[Context, str], str]:
    @pass_context
    def asset(context: Context, name: str) -> str:
        return href(context, assets[name])

    return asset


@pass_context
def _date(context: Context, day: date) -> Markup:
    """A date in words, with its machine-readable form."""
    words: Wording = context["words"]
    return Markup('<time datetime="{}">{}</time>').format(day.isoformat(), words.date(day))


@pass_context
def _markup(context: Context, name: str, /, **values: object) -> Markup:
    """The message called ``name``, filled in with markup, or with texts, which are escaped."""
    words: Wording = context["words"]
    return Markup(escape(words.unfilled(name))).format(**values)


@pass_context
def _number(context: Context, number: int) -> str:
    words: Wording = context["words"]
    return words.number(number)
