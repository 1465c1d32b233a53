"""The locator in a browser, on the demo: what it finds is compared with the published data."""

from __future__ import annotations

import gzip
import json
import re
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Locator, Page, Route, expect

Partner = dict[str, Any]
FACETS = ("level", "specialisation", "country", "language", "industry", "service")


@pytest.fixture(scope="module")
def partners(demo_site: Path) -> dict[str, Partner]:
    """The published data by id."""
    published = json.loads(demo_site.joinpath("api/v1/partners.json").read_text("utf-8"))
    return {partner["id"]: partner for partner in published["partners"]}


@pytest.fixture
def address(demo_site: Path, serve: Callable[..., str]) -> str:
    """The locator under a sub-path."""
    return f"{serve(demo_site, '/repo/site/')}locator/"


@pytest.fixture(autouse=True)
def nothing_goes_wrong(page: Page) -> Iterator[None]:
    """No script fails and no policy is violated, except where a test expects a failed request."""
    said: list[str] = []
    page.on("pageerror", lambda error: said.append(str(error)))
    page.on("console", lambda m: said.append(m.text) if m.type == "error" else None)
    yield
    assert not [text for text in said if "net::ERR_FAILED" not in text]


def terms(partner: Partner, facet: str) -> set[str]:
    """The values of a facet that a partner has, from the published data alone."""
    standings = partner["standings"]
    match facet:
        case "level":
            return {f"{s['program']['id']}.{s['level']['id']}" for s in standings if s["level"]}
        case "specialisation":
            return {
                f"{s['program']['id']}.{t['id']}" for s in standings for t in s["specialisations"]
            }
        case "country":
            return {place["country"]["id"] for place in partner["locations"]}
        case _:
            plural = {"language": "languages", "industry": "industries", "service": "services"}
            return {term["id"] for term in partner[plural[facet]]}


def passing(
    partners: dict[str, Partner], filters: dict[str, list[str]], without: str = ""
) -> set[str]:
    return {
        name
        for name, partner in partners.items()
        if all(
            terms(partner, facet) & set(values)
            for facet, values in filters.items()
            if facet != without
        )
    }


def box(page: Page, facet: str, value: str) -> Locator:
    return page.locator(f'[data-facet={facet}] input[value="{value}"]')


def choose(page: Page, facet: str, value: str) -> None:
    group = page.locator(f"[data-facet={facet}]")
    if group.get_attribute("open") is None:
        group.locator("summary").click()
    box(page, facet, value).check()


def shown(page: Page) -> list[str]:
    """The ids of the cards on the page, in order."""
    links = page.locator("[data-results] > li h2 a")
    addresses = [link.get_attribute("href") or "" for link in links.all()]
    return [found[1] for link in addresses if (found := re.search(r"partners/([^/]+)/", link))]


def expect_count(page: Page, number: int) -> None:
    expect(page.locator("[data-status]")).to_have_text(re.compile(rf"^{number} "))


def all_shown(page: Page) -> list[str]:
    more = page.locator("[data-more]")
    while more.is_visible():
        before = len(shown(page))
        more.click()
        expect(page.locator("[data-results] > li")).not_to_have_count(before)
    return shown(page)


def test_the_list_of_the_page_stays_until_something_is_asked_for(page: Page, address: str) -> None:
    requests: list[str] = []
    page.on("request", lambda request: requests.append(request.url))
    page.goto(address)
    listed = shown(page)
    assert listed
    expect(page.locator("[data-filters]")).to_be_visible()
    assert not [url for url in requests if "/search/" in url]
    # The order that the script makes is the one of the page.
    page.goto(f"{address}?sort=recommended")
    expect(page.locator("[data-pagination]")).to_be_hidden()
    assert shown(page)[: len(listed)] == listed


@pytest.mark.parametrize("spelling", ["München", "munchen", "MUENCHEN", "münch"])
def test_umlauts_in_every_spelling(
    page: Page, address: str, partners: dict[str, Partner], spelling: str
) -> None:
    page.goto(address)
    page.get_by_role("searchbox").fill(spelling)
    there = {
        name
        for name, partner in partners.items()
        if any(place["city"] == "München" for place in partner["locations"])
    }
    assert there
    expect(page.locator("[data-results] mark").first).to_be_visible()
    assert there <= set(all_shown(page))
    expect(page.locator("[data-results] mark", has_text="München").first).to_be_visible()


def test_every_partner_is_found_first_by_its_name(
    page: Page, address: str, partners: dict[str, Partner]
) -> None:
    page.goto(address)
    for name, partner in sorted(partners.items())[::6]:
        page.get_by_role("searchbox").fill(partner["name"])
        expect(page).to_have_url(re.compile(r"\?q=" + ".+"))
        chip = page.locator("[data-chips]")
        expect(chip).to_contain_text(partner["name"])
        same = {n for n, other in partners.items() if partner["name"] in other["name"]}
        expect(page.locator("[data-results] h2 a").first).to_have_attribute(
            "href", re.compile("|".join(rf"partners/{n}/" for n in same))
        )
        assert name in shown(page)


@pytest.mark.parametrize(
    "number", [1, 2, 3], ids=["one facet", "two facets", "three facets with two values each"]
)
def test_filters_and_counts_against_the_published_data(
    page: Page, address: str, partners: dict[str, Partner], number: int
) -> None:
    filters: dict[str, list[str]] = {}
    page.goto(address)
    for facet in ("level", "language", "service")[:number]:
        left = [partners[name] for name in passing(partners, filters)]
        found = Counter(term for partner in left for term in terms(partner, facet))
        common = sorted(found, key=lambda term: (-found[term], term))[: 2 if number == 3 else 1]
        for value in common:
            choose(page, facet, value)
        filters[facet] = common
    expected = passing(partners, filters)
    assert expected
    expect_count(page, len(expected))
    assert set(all_shown(page)) == expected
    for facet in FACETS:
        others = [partners[name] for name in passing(partners, filters, without=facet)]
        counts = Counter(term for partner in others for term in terms(partner, facet))
        for label in page.locator(f"[data-facet={facet}] label").all():
            control = label.locator("input")
            value = control.get_attribute("value") or ""
            assert label.locator("[data-count]").text_content() == str(counts[value]), value
            assert control.is_disabled() == (counts[value] == 0), value


def test_the_address_holds_everything(page: Page, address: str) -> None:
    page.goto(address)
    listed = shown(page)
    choose(page, "country", "DE")
    expect(page).to_have_url(re.compile(r"\?country=DE$"))
    expect(page.locator("[data-pagination]")).to_be_hidden()
    german = all_shown(page)
    page.get_by_role("searchbox").press_sequentially("energy", delay=60)
    expect(page).to_have_url(re.compile(r"\?q=energy&country=DE$"))
    expect(page.locator("[data-chips] li")).to_have_count(2)
    found = shown(page)
    page.reload()
    expect(page.locator("[data-chips] li")).to_have_count(2)
    expect(page.get_by_role("searchbox")).to_have_value("energy")
    expect(box(page, "country", "DE")).to_be_checked()
    assert shown(page) == found
    # A burst of typing is one step.
    page.go_back()
    expect(page.locator("[data-chips] li")).to_have_count(1)
    expect(page.get_by_role("searchbox")).to_have_value("")
    assert all_shown(page) == german
    page.go_back()
    expect(page.locator("[data-active]")).to_be_hidden()
    expect(box(page, "country", "DE")).not_to_be_checked()
    assert shown(page) == listed
    page.go_forward()
    page.go_forward()
    expect(page.locator("[data-chips] li")).to_have_count(2)
    assert shown(page) == found


def test_back_from_a_profile_restores_the_results(page: Page, address: str) -> None:
    page.goto(f"{address}?sort=name")
    page.locator("[data-more]").click()
    expect(page).to_have_url(re.compile("pages=2"))
    names = shown(page)
    page.locator("[data-results] h2 a").last.click()
    expect(page).to_have_url(re.compile(r"/repo/site/partners/[^/]+/$"))
    page.go_back()
    expect(page.locator("[data-results] > li")).to_have_count(len(names))
    assert shown(page) == names


def test_what_the_site_does_not_know_is_said(page: Page, address: str) -> None:
    page.goto(f"{address}?country=DE&country=XX&level=reseller.tin")
    expect(page.locator("[data-ignored]")).to_contain_text("XX")
    expect(page.locator("[data-ignored]")).to_contain_text("reseller.tin")
    expect(page.locator("[data-chips] li")).to_have_count(1)


def test_an_empty_result_offers_ways_out(page: Page, address: str) -> None:
    page.goto(f"{address}?q=münchen&country=JP")
    expect(page.locator("[data-empty]")).to_be_visible()
    expect(page.locator("[data-results] > li")).to_have_count(0)
    ways = page.locator("[data-suggestions] button")
    assert ways.count() == 2
    for _ in range(2):
        way = ways.first
        promised = re.search(r"(\d+) ", way.text_content() or "")
        assert promised
        way.click()
        expect(page.locator("[data-empty]")).to_be_hidden()
        expect_count(page, int(promised[1]))
        page.go_back()
        expect(page.locator("[data-empty]")).to_be_visible()
    page.locator("[data-empty] [data-clear]").click()
    expect(page.locator("[data-empty]")).to_be_hidden()
    expect(page).to_have_url(address)


def test_chips_and_clear(page: Page, address: str) -> None:
    page.goto(f"{address}?q=data&country=DE&country=FR")
    chips = page.locator("[data-chips] button")
    expect(chips).to_have_count(3)
    chips.nth(1).click()
    expect(chips).to_have_count(2)
    expect(page).to_have_url(f"{address}?q=data&country=DE")
    expect(chips.nth(1)).to_be_focused()
    page.locator("[data-active] [data-clear]").click()
    expect(page.locator("[data-active]")).to_be_hidden()
    expect(page.locator("[data-results]")).to_be_focused()
    expect(page).to_have_url(address)


def test_by_keyboard_alone(page: Page, address: str) -> None:
    page.goto(address)
    page.get_by_role("searchbox").focus()
    page.keyboard.type("data")
    page.keyboard.press("Enter")
    expect(page.locator("[data-chips] li")).to_have_count(1)
    expect(page.get_by_role("searchbox")).to_be_focused()
    first = page.locator("[data-facet=level] input:enabled").first
    first.focus()
    page.keyboard.press("Space")
    expect(page.locator("[data-chips] li")).to_have_count(2)
    expect(first).to_be_focused()
    page.locator("[data-chips] button").first.focus()
    page.keyboard.press("Enter")
    expect(page.locator("[data-chips] li")).to_have_count(1)
    expect(page.locator("[data-chips] button").first).to_be_focused()


def test_sorting(page: Page, address: str) -> None:
    page.goto(address)
    order = page.locator("[data-sort]")
    expect(order).to_have_value("recommended")
    expect(order.locator("[value=relevance]")).to_be_disabled()
    order.select_option("name")
    expect(page).to_have_url(f"{address}?sort=name")
    names = page.locator("[data-results] h2 a")
    expect(page.locator("[data-pagination]")).to_be_hidden()
    letters = [name[0] for name in names.all_text_contents() if name[0].isascii()]
    assert letters == sorted(letters)
    assert len(set(letters)) > 1
    page.get_by_role("searchbox").fill("data")
    expect(page).to_have_url(f"{address}?q=data&sort=name")
    order.select_option("relevance")
    expect(page).to_have_url(f"{address}?q=data")
    order.select_option("recommended")
    expect(page).to_have_url(f"{address}?q=data&sort=recommended")
    page.get_by_role("searchbox").fill("")
    expect(page).to_have_url(address)


def test_a_failed_load_can_be_repeated(page: Page, address: str) -> None:
    page.goto(address)
    listed = shown(page)
    pattern = re.compile(r"/search/")
    abort: Callable[[Route], None] = lambda route: route.abort()  # noqa: E731
    page.route(pattern, abort)
    page.get_by_role("searchbox").fill("data")
    expect(page.locator("[data-error]")).to_be_visible()
    assert shown(page) == listed
    page.unroute(pattern, abort)
    page.locator("[data-retry]").click()
    expect(page.locator("[data-error]")).to_be_hidden()
    expect(page.locator("[data-results] mark").first).to_be_visible()


@pytest.mark.parametrize("query", ['"><img src=x onerror=alert(1)>', "<script>alert(1)</script>"])
def test_a_query_is_text(page: Page, address: str, query: str) -> None:
    page.on("dialog", lambda dialog: pytest.fail(dialog.message))
    page.goto(address)
    page.get_by_role("searchbox").fill(query)
    expect(page.locator("[data-chips]")).to_contain_text(query)
    assert page.locator("main img[src=x]").count() == 0
    page.reload()
    expect(page.locator("[data-chips]")).to_contain_text(query)


def test_in_german(page: Page, demo_site: Path, serve: Callable[..., str]) -> None:
    page.goto(f"{serve(demo_site)}de/locator/?q=sicherheit&country=DE")
    expect(page.locator("[data-status]")).to_have_text(re.compile(r"^\d+ Partner$"))
    expect(page.locator("[data-chips]")).to_contain_text("Deutschland")
    for link in page.locator("[data-results] h2 a").all():
        assert re.match(r"\.\./partners/", link.get_attribute("href") or "")


def test_opened_from_a_folder(page: Page, demo_site: Path) -> None:
    page.goto(demo_site.joinpath("locator/index.html").as_uri())
    page.get_by_role("searchbox").fill("muenchen")
    expect(page.locator("[data-results] mark").first).to_have_text("München")
    choose(page, "country", "DE")
    expect(page.locator("[data-chips] li")).to_have_count(2)
    assert parse_qs(urlsplit(page.url).query) == {"q": ["muenchen"], "country": ["DE"]}
    page.reload()
    expect(page.locator("[data-chips] li")).to_have_count(2)
    page.locator("[data-results] h2 a").first.click()
    expect(page).to_have_url(re.compile(r"^file:.*/partners/[^/]+/index\.html$"))
    expect(page.get_by_role("heading", level=1)).to_be_visible()


def test_filters_in_the_drawer_of_a_phone(page: Page, address: str) -> None:
    page.set_viewport_size({"width": 375, "height": 740})
    page.goto(address)
    expect(page.locator("[data-filters]")).to_be_hidden()
    opener = page.locator("[data-open-drawer]")
    opener.click()
    expect(page.get_by_role("dialog")).to_be_visible()
    choose(page, "country", "DE")
    expect(page.locator("[data-facet=country] [data-facet-selected]")).to_have_text("1")
    page.keyboard.press("Escape")
    expect(page.get_by_role("dialog")).to_be_hidden()
    expect(page.locator("[data-chips] li")).to_have_count(1)
    expect(opener.locator("[data-selected-count]")).to_have_text("1")


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize(
    "query", ["?q=data&level=reseller.gold&country=XX", "?q=münchen&country=JP"]
)
def test_nobody_is_kept_out(page: Page, address: str, query: str, scheme: Any) -> None:
    page.emulate_media(color_scheme=scheme)
    page.goto(address + query)
    expect(page.locator("[data-active]")).to_be_visible()
    kinds = ["wcag2a", "wcag2aa", "wcag21aa", "wcag22aa", "best-practice"]
    report = Axe().run(page, options={"runOnly": kinds})
    assert report.violations_count == 0, report.generate_report()


def test_few_bytes(page: Page, demo_site: Path, address: str) -> None:
    """Script and index stay in their budgets, compressed as a web host would."""
    sizes = {
        path.relative_to(demo_site).as_posix(): len(gzip.compress(path.read_bytes()))
        for path in demo_site.rglob("*.js")
    }
    assert sum(size for path, size in sizes.items() if path.startswith("assets/locator")) < 25_000
    loaded: list[str] = []
    page.on("request", lambda request: loaded.append(request.url.partition("/repo/site/")[2]))
    page.goto(f"{address}?q=data")
    expect(page.locator("[data-results] mark").first).to_be_visible()
    assert sum(sizes[path] for path in loaded if path.startswith("search/")) < 60_000
