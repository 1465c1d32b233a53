"""Addresses inside the site. A route begins and ends with a slash; the language comes first."""

from __future__ import annotations

from urllib.parse import quote, urlencode, urlsplit

from ..model.text import SAFE_SCHEMES


class Routes:
    """The routes of one language; the default language has no prefix."""

    def __init__(self, language: str, default_language: str) -> None:
        self._prefix = "" if language == default_language else f"/{language.lower()}"

    def _route(self, *parts: str) -> str:
        return "/".join((self._prefix, *(quote(part, safe="") for part in parts), ""))

    def home(self) -> str:
        return self._route()

    def locator(self, **filters: str) -> str:
        route = self._route("locator")
        return f"{route}?{urlencode(filters)}" if filters else route

    def partner(self, partner: str) -> str:
        return self._route("partners", partner)

    def programs(self) -> str:
        return self._route("programs")

    def program(self, program: str) -> str:
        return self._route("programs", program)

    def document(self, section: str, slug: str) -> str:
        """A page of prose: of a program, or of the site where ``section`` is empty."""
        return self._route("programs", section, slug) if section else self._route("pages", slug)

    def level(self, program: str, level: str) -> str:
        return self._route("programs", program, "levels", level)

    def specialisation(self, program: str, specialisation: str) -> str:
        return self._route("programs", program, "specialisations", specialisation)

    def countries(self) -> str:
        return self._route("countries")

    def country(self, code: str) -> str:
        return self._route("countries", code.lower())

    def not_found(self) -> str:
        return self._route("404")


def is_safe(address: str) -> bool:
    """Whether an address elsewhere is of a kind that the site may link to."""
    return urlsplit(address).scheme in SAFE_SCHEMES


def page_of(route: str, number: int) -> str:
    """The address of a list's page; the first one is the list's own."""
    return route if number == 1 else f"{route}page/{number}/"


def relative(route: str, base: str) -> str:
    """``route`` as a link from the page at ``base``; queries and fragments stay.

    >>> relative("/de/locator/?q=a", "/de/partners/acme/")
    '../../locator/?q=a'
    """
    path, mark, rest = route.partition("?")
    target, here = path.split("/")[1:], base.split("/")[1:-1]
    shared = 0
    while shared < min(len(target) - 1, len(here)) and target[shared] == here[shared]:
        shared += 1
    link = "../" * (len(here) - shared) + "/".join(target[shared:])
    return (link or "./") + mark + rest
