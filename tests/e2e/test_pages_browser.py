"""Every kind of page in a browser, on the demo: accessible, whole on any screen, and by itself."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

KINDS = {
    "home": "",
    "locator": "locator/",
    "partner": "partners/hafenlicht/",
    "former partner": "partners/eisvogel/",
    "level": "programs/reseller/levels/gold/",
    "country": "countries/de/",
    "countries": "countries/",
    "programs": "programs/",
    "program": "programs/reseller/",
    "program with tracks": "programs/service-provider/",
    "documentation": "programs/reseller/requirements/",
    "page": "pages/accessibility/",
    "missing": "404.html",
}
EVERY_KIND = pytest.mark.parametrize("path", KINDS.values(), ids=KINDS.keys())
RULES = ["wcag2a", "wcag2aa", "wcag21aa", "wcag22aa", "best-practice"]
Serve = Callable[..., str]


@pytest.fixture
def root(demo_site: Path, serve: Serve) -> str:
    """At the top of its host, as the demo's base URL says: `404.html` needs to know."""
    return serve(demo_site)


@pytest.fixture(autouse=True)
def nothing_goes_wrong(page: Page) -> Iterator[None]:
    """No script fails, no policy is violated, nothing is asked of anybody else."""
    said: list[str] = []
    page.on("pageerror", lambda error: said.append(str(error)))
    page.on("console", lambda m: said.append(m.text) if m.type in ("error", "warning") else None)
    page.on(
        "request",
        lambda r: None if r.url.startswith(("http://127.0.0.1:", "file:")) else said.append(r.url),
    )
    yield
    assert not said


def violations(page: Page) -> list[str]:
    found: dict[str, Any] = Axe().run(page, options={"runOnly": RULES}).response
    return [
        f"{rule['id']}: {node['html'][:200]}\n{node['failureSummary']}"
        for rule in found["violations"]
        for node in rule["nodes"]
    ]


def overflow(page: Page) -> int:
    """By how many pixels the page is wider than the window."""
    width = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
    return int(page.evaluate(width))


@EVERY_KIND
@pytest.mark.parametrize("language", ["", "de/"], ids=["en", "de"])
@pytest.mark.parametrize(("width", "scheme"), [(320, "light"), (375, "dark"), (1440, "light")])
def test_accessible_and_whole(
    page: Page, root: str, path: str, language: str, width: int, scheme: Any
) -> None:
    page.set_viewport_size({"width": width, "height": 800})
    page.emulate_media(color_scheme=scheme)
    page.goto(f"{root}{language}{path}")
    assert overflow(page) <= 0
    assert not violations(page)


@EVERY_KIND
def test_wide_and_dark(page: Page, root: str, path: str) -> None:
    page.set_viewport_size({"width": 1440, "height": 900})
    page.emulate_media(color_scheme="dark")
    page.goto(f"{root}{path}")
    assert not violations(page)


@EVERY_KIND
def test_the_first_tab_leads_to_the_content(page: Page, root: str, path: str) -> None:
    page.goto(f"{root}{path}")
    page.keyboard.press("Tab")
    skip = page.locator(".skip")
    expect(skip).to_be_focused()
    expect(skip).to_be_in_viewport()
    page.keyboard.press("Enter")
    expect(page.locator("main")).to_be_focused()


def test_the_menu_on_phones(page: Page, root: str) -> None:
    page.set_viewport_size({"width": 375, "height": 800})
    page.goto(root)
    menu = page.locator("details.menu")
    link = menu.get_by_role("link", name="Find a partner")
    expect(link).to_be_hidden()
    menu.locator("summary").press("Enter")
    expect(link).to_be_visible()
    assert not violations(page)
    page.keyboard.press("Escape")
    expect(link).to_be_hidden()
    expect(menu.locator("summary")).to_be_focused()


def test_the_colours_stay_chosen(page: Page, root: str) -> None:
    page.emulate_media(color_scheme="light")
    page.goto(root)
    button = page.get_by_role("button", name="Dark colours")
    html = page.locator("html")
    button.click()
    expect(html).to_have_attribute("data-theme", "dark")
    page.goto(f"{root}locator/")
    expect(html).to_have_attribute("data-theme", "dark")
    expect(button).to_have_attribute("aria-pressed", "true")
    # What agrees with the system is no choice any more.
    button.click()
    expect(html).not_to_have_attribute("data-theme", "light")
    page.emulate_media(color_scheme="dark")
    expect(button).to_have_attribute("aria-pressed", "true")


def test_the_filter_drawer_on_phones(page: Page, root: str) -> None:
    page.set_viewport_size({"width": 375, "height": 800})
    page.goto(f"{root}locator/")
    opener = page.locator("[data-open-drawer]")
    opener.click()
    drawer = page.locator("dialog[data-drawer]")
    expect(drawer.locator("[data-filters]")).to_be_visible()
    assert not violations(page)
    page.keyboard.press("Escape")
    expect(drawer).to_be_hidden()
    expect(opener).to_be_focused()


def test_a_table_scrolls_on_phones_and_its_head_stays(page: Page, root: str) -> None:
    page.set_viewport_size({"width": 320, "height": 700})
    page.goto(f"{root}programs/reseller/")
    region = page.get_by_role("region", name="Requirements by level")
    region.scroll_into_view_if_needed()
    region.focus()
    row = region.locator("tbody th[scope=row]").first
    before = row.bounding_box()
    page.keyboard.press("ArrowRight")
    expect(region).to_be_focused()
    region.evaluate("region => region.scrollTo(9999, 0)")
    after = row.bounding_box()
    assert before
    assert after
    assert after["x"] == before["x"]
    expect(region.locator("thead th").last).to_be_in_viewport()


def test_without_script(browser: Browser, root: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{root}locator/")
    expect(page.locator("[data-filters]")).to_be_hidden()
    expect(page.locator(".card").first).to_be_visible()
    page.get_by_role("link", name="Next").click()
    expect(page).to_have_url(f"{root}locator/page/2/")
    page.goto(root)
    page.get_by_role("searchbox").fill("Hamburg")
    page.get_by_role("button", name="Search").click()
    expect(page).to_have_url(f"{root}locator/?q=Hamburg")
    context.close()


def test_opened_from_a_folder(page: Page, demo_site: Path) -> None:
    page.goto(demo_site.joinpath("index.html").as_uri())
    page.get_by_role("navigation", name="Main").get_by_role("link", name="Countries").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Partners by country")
    page.get_by_role("link", name="Deutsch").first.click()
    expect(page).to_have_url(demo_site.joinpath("de/countries/index.html").as_uri())


def test_under_a_sub_path(page: Page, demo_site: Path, serve: Serve) -> None:
    page.goto(serve(demo_site, "/repo/site/"))
    page.get_by_role("link", name="All partners").first.click()
    page.locator(".card__name a").first.click()
    expect(page.locator(".partner-head h1")).to_be_visible()


@pytest.mark.parametrize("path", ["", "locator/", "programs/reseller/"])
def test_forced_colours(page: Page, root: str, path: str) -> None:
    page.emulate_media(forced_colors="active")
    page.goto(f"{root}{path}")
    assert not violations(page)
