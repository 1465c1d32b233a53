"""Addresses, and links between them."""

from __future__ import annotations

import posixpath

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.site.routes import Routes, page_of, relative

LINKS = [
    # from, to, link
    ("/", "/locator/", "locator/"),
    ("/", "/", "./"),
    ("/locator/", "/", "../"),
    ("/partners/acme/", "/partners/acme/", "./"),
    ("/partners/acme/", "/partners/zeta/", "../zeta/"),
    ("/partners/acme/", "/locator/?level=reseller.gold", "../../locator/?level=reseller.gold"),
    ("/de/partners/acme/", "/assets/main.css", "../../../assets/main.css"),
    ("/partners/acme/", "/de/partners/acme/", "../../de/partners/acme/"),
    ("/programs/reseller/", "/programs/reseller/terms/#s-x", "terms/#s-x"),
]


@pytest.mark.parametrize(("here", "route", "link"), LINKS)
def test_relative(here: str, route: str, link: str) -> None:
    assert relative(route, here) == link


SEGMENTS = st.lists(st.sampled_from(["a", "b", "de"]), max_size=4)


@given(SEGMENTS, SEGMENTS)
def test_a_relative_link_leads_there(here: list[str], there: list[str]) -> None:
    base, route = ("/".join(["", *parts, ""]) for parts in (here, there))
    assert posixpath.normpath(posixpath.join(base, relative(route, base))) == (
        route.rstrip("/") or "/"
    )


def test_the_default_language_has_no_prefix() -> None:
    assert Routes("en", "en").partner("acme") == "/partners/acme/"
    assert Routes("de", "en").partner("acme") == "/de/partners/acme/"
    assert Routes("pt-BR", "en").home() == "/pt-br/"


def test_pages_of_a_list() -> None:
    assert [page_of("/locator/", number) for number in (1, 2)] == ["/locator/", "/locator/page/2/"]
