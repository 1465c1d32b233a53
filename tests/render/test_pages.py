"""A small site, rendered: links, escaping, head, and what our own faults look like.

Its partner `acme` is hostile: see `site/partners/acme.yaml`.
"""

from __future__ import annotations

import gzip
import json
import posixpath
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from html.parser import HTMLParser
from itertools import pairwise
from pathlib import Path
from urllib.parse import unquote

import pytest

from generator.load.site import load
from generator.qualify.standings import qualify
from generator.render.environment import Links, UnknownRoute, to_json
from generator.render.pages import render
from generator.render.theme import find_theme
from generator.site.assemble import assemble
from generator.site.views.pages import RedirectPage
from generator.site.views.parts import LinkView
from generator.site.views.site import Site
from generator.validate.directory import validate

FOLDER = Path(__file__).parent / "site"
SEARCH = {"en": "search/en.0.js", "de": "search/de.0.js"}
VOID = {"meta", "link", "img", "input", "br", "hr"}


@pytest.fixture(scope="module")
def site() -> Site:
    directory, diagnostics = validate(load(FOLDER))
    assert directory is not None, [f"{d.place}: {d.message}" for d in diagnostics]
    made, found = assemble(directory, qualify(directory, date(2026, 10, 1)), "")
    assert not [d.message for d in found if d.severity == "error"]
    return made


@pytest.fixture(scope="module")
def files(site: Site) -> dict[str, bytes]:
    made = render(site, find_theme(FOLDER, "default"), SEARCH)
    return {artifact.path: artifact.content for artifact in made}


@pytest.fixture(scope="module")
def pages(files: dict[str, bytes]) -> dict[str, Parsed]:
    return {path: Parsed(text.decode()) for path, text in files.items() if path.endswith(".html")}


class Parsed(HTMLParser):
    """A page's elements with their attributes, and the text of its title."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.text = text
        self.elements: list[tuple[str, dict[str, str]]] = []
        self.open: list[str] = []
        self.title = ""
        self.feed(text)
        assert not self.open, f"not closed: {self.open}"

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, {name: value or "" for name, value in attrs}))
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, {name: value or "" for name, value in attrs}))

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        if self.open[-1:] == ["title"]:
            self.title += data

    def all(self, tag: str) -> list[dict[str, str]]:
        return [attributes for name, attributes in self.elements if name == tag]

    def links(self) -> Iterator[str]:
        for tag, attributes in self.elements:
            for name in ("href", "src", "action", "data-index"):
                if name in attributes and not (tag == "link" and "hreflang" in attributes):
                    yield attributes[name]

    def meta(self, name: str) -> str:
        return next(
            m["content"] for m in self.all("meta") if name in (m.get("name"), m.get("property"))
        )


# --- links ------------------------------------------------------------------------------------


def test_every_link_inside_leads_to_a_file(
    files: dict[str, bytes], pages: dict[str, Parsed]
) -> None:
    known = {*files, *SEARCH.values(), "feed.xml"}
    lost = []
    for path, page in pages.items():
        ids = {attributes["id"] for _, attributes in page.elements if "id" in attributes}
        for link in page.links():
            if re.match(r"(https?|mailto|tel):", link):
                continue
            if link.startswith("#"):
                lost += [] if unquote(link[1:]) in ids else [(path, link)]
                continue
            place = link.partition("#")[0].partition("?")[0]
            if path.endswith("404.html"):
                assert place.startswith("/directory/"), (path, link)
                target = place.removeprefix("/directory/")
            else:
                assert not place.startswith("/"), (path, link)
                target = posixpath.normpath(posixpath.join(posixpath.dirname(path), place))
            target = unquote(target)
            if place.endswith("/") or target == ".":
                target = posixpath.normpath(posixpath.join(target, "index.html"))
            lost += [] if target in known else [(path, link)]
    assert not lost


def test_every_page_can_be_reached(site: Site, pages: dict[str, Parsed]) -> None:
    reached: set[str] = set()
    for path, page in pages.items():
        if path.endswith("404.html"):
            continue
        for link in page.links():
            place = posixpath.join(
                posixpath.dirname(path), link.partition("?")[0].partition("#")[0]
            )
            reached.add(posixpath.normpath(posixpath.join(place, "index.html")))
    alone = {
        page.route
        for page in site.pages
        if page.indexed
        and page.route.strip("/") + "/index.html" not in reached
        and page.route != "/"
    }
    assert not alone


def test_an_unknown_route_is_our_own_fault(site: Site) -> None:
    page = next(page for page in site.pages if isinstance(page.view, RedirectPage))
    lost = replace(page, view=RedirectPage(LinkView("Nowhere", "/nowhere/")))
    pages = tuple(lost if other is page else other for other in site.pages)
    with pytest.raises(UnknownRoute, match="/nowhere/"):
        render(replace(site, pages=pages), find_theme(FOLDER, "default"), SEARCH)


@pytest.mark.parametrize(
    "address", ["javascript:alert(1)", "data:text/html,x", "JavaScript:x", "ftp://a", "a/b", ""]
)
def test_an_unsafe_address_is_our_own_fault(address: str) -> None:
    with pytest.raises(ValueError, match="no address"):
        Links(frozenset({"/"}), "").link(address, "/")


@pytest.mark.parametrize(
    ("route", "here", "link"),
    [
        ("/", "/", "./"),
        ("/", "/partners/acme/", "../../"),
        ("/de/", "/", "de/"),
        ("/a/?q=1#x", "/a/b/", "../?q=1#x"),
        ("https://acme.example/?a=1", "/a/", "https://acme.example/?a=1"),
    ],
)
def test_links_are_relative_to_their_page(route: str, here: str, link: str) -> None:
    assert Links(frozenset({"/", "/de/", "/a/"}), "/sub").link(route, here) == link


def test_the_page_for_missing_addresses_knows_its_path() -> None:
    assert Links(frozenset({"/de/"}), "/sub").link("/de/", "/404/", is_anywhere=True) == "/sub/de/"


# --- escaping ---------------------------------------------------------------------------------


def test_partners_texts_stay_texts(pages: dict[str, Parsed]) -> None:
    allowed = {"theme.", "core.", "locator."}
    for path, page in pages.items():
        for script in page.all("script"):
            kind = script.get("type", "")
            assert kind in ("application/json", "application/ld+json") or any(
                name in script["src"] for name in allowed
            ), path
        for tag, attributes in page.elements:
            assert tag not in ("style", "b", "i", "u", "iframe"), path
            assert not [name for name in attributes if name.startswith("on") or name == "style"], (
                path
            )
            assert attributes.get("src") != "x", path
        assert "49" not in page.title


def test_partners_texts_are_shown_as_written(pages: dict[str, Parsed]) -> None:
    page = pages["partners/acme/index.html"]
    assert page.title.startswith("Acme <img src=x onerror=alert(1)> {{ 7*7 }}")
    assert "Uferweg &lt;5&gt;" in page.text
    assert "Ada &lt;u&gt;" in page.text


def test_the_note_of_the_only_version_is_shown(files: dict[str, bytes]) -> None:
    assert b"The first terms of all." in files["programs/reseller/index.html"]


def test_data_blocks_end_where_they_should(pages: dict[str, Parsed]) -> None:
    text = to_json({"a": "</script><!--\u2028"})
    assert "<" not in text
    assert json.loads(text) == {"a": "</script><!--\u2028"}
    block = re.search(r"data-words>(.*?)</script>", pages["locator/index.html"].text)
    assert block
    assert isinstance(json.loads(block[1]), dict)


# --- the head ---------------------------------------------------------------------------------


def test_titles_and_descriptions_are_unique(site: Site, pages: dict[str, Parsed]) -> None:
    """Within a language, but for the pages of a redirect."""
    for language in ("en", "de"):
        paths = [
            page.route.strip("/") + "/index.html"
            for page in site.pages
            if page.language == language and page.indexed
        ]
        heads = [pages[path.lstrip("/")] for path in paths]
        for what in ([head.title for head in heads], [head.meta("description") for head in heads]):
            assert all(what)
            assert not [text for text, times in Counter(what).items() if times > 1]


def test_every_page_has_one_first_heading(pages: dict[str, Parsed]) -> None:
    for path, page in pages.items():
        assert len(page.all("h1")) == 1, path
        levels = [int(tag[1]) for tag, _ in page.elements if re.fullmatch("h[1-6]", tag)]
        jumps = [(a, b) for a, b in pairwise(levels) if b > a + 1]
        assert not jumps, path


def test_the_same_page_in_other_languages(pages: dict[str, Parsed]) -> None:
    links = {
        (link.get("rel"), link.get("hreflang", "")): link["href"]
        for link in pages["de/partners/acme/index.html"].all("link")
    }
    base = "https://partners.example/directory"
    assert links["canonical", ""] == f"{base}/de/partners/acme/"
    assert links["alternate", "en"] == f"{base}/partners/acme/"
    assert links["alternate", "de"] == f"{base}/de/partners/acme/"
    assert links["alternate", "x-default"] == f"{base}/partners/acme/"


def test_pages_that_search_engines_leave_out(pages: dict[str, Parsed]) -> None:
    for path in ("404.html", "de/404.html", "partners/acme-old/index.html"):
        assert pages[path].meta("robots") == "noindex"


def test_the_policy_is_strict(pages: dict[str, Parsed]) -> None:
    for page in pages.values():
        policy = page.all("meta")[1]
        assert policy["http-equiv"] == "Content-Security-Policy"
        assert "default-src 'none'" in policy["content"]
        assert "unsafe" not in policy["content"]


# --- bytes ------------------------------------------------------------------------------------


def test_the_same_site_gives_the_same_bytes(site: Site, files: dict[str, bytes]) -> None:
    again = render(site, find_theme(FOLDER, "default"), SEARCH)
    assert {artifact.path: artifact.content for artifact in again} == files


def test_names_of_assets_say_what_is_in_them(files: dict[str, bytes]) -> None:
    assets = [path for path in files if path.startswith("assets/")]
    assert all(re.fullmatch(r"assets/[\w-]+\.[0-9a-f]{12}\.\w+", path) for path in assets)


def test_budgets(files: dict[str, bytes]) -> None:
    def size(start: str) -> int:
        return sum(len(gzip.compress(c)) for path, c in files.items() if path.startswith(start))

    assert size("assets/main.") + size("assets/accent.") <= 15_000
    assert size("assets/core.") + size("assets/theme.") <= 25_000
    assert size("locator/index.html") <= 30_000
