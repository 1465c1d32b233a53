"""All that a program can say, in a browser: accessible, whole on any screen, and without script."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.conftest import ROOT, BuildSite
from tests.e2e.test_pages_browser import overflow, violations

PAGES = {
    "regions, ways and changes": "programs/channel/",
    "tracks and ladders": "programs/services/",
    "level": "programs/channel/levels/gold/",
    "level on ladders": "programs/services/levels/ready/",
    "specialisation": "programs/channel/specialisations/water/",
    "profile": "partners/acme/",
}
EVERY_PAGE = pytest.mark.parametrize("path", PAGES.values(), ids=PAGES.keys())


@pytest.fixture(scope="module")
def root(build_site: BuildSite, serve: Callable[[Path], str]) -> str:
    return serve(build_site(ROOT / "tests/golden/language", "2026-10-01"))


@EVERY_PAGE
@pytest.mark.parametrize(("width", "scheme"), [(360, "light"), (360, "dark"), (1280, "light")])
@pytest.mark.parametrize("language", ["", "de/"], ids=["en", "de"])
def test_accessible_and_whole(
    page: Page, root: str, path: str, width: int, scheme: Any, language: str
) -> None:
    page.set_viewport_size({"width": width, "height": 800})
    page.emulate_media(color_scheme=scheme)
    page.goto(f"{root}{language}{path}")
    assert overflow(page) <= 0
    assert not violations(page)


@EVERY_PAGE
def test_wide_and_dark(page: Page, root: str, path: str) -> None:
    page.set_viewport_size({"width": 1280, "height": 800})
    page.emulate_media(color_scheme="dark")
    page.goto(f"{root}{path}")
    assert not violations(page)


def test_how_it_counts_folds_where_there_is_little_room(page: Page, root: str) -> None:
    growth = page.locator("tr", has=page.get_by_role("rowheader", name="Growth"))
    detail = growth.get_by_text("compared with “Revenue”")
    page.set_viewport_size({"width": 1280, "height": 800})
    page.goto(f"{root}programs/channel/")
    expect(detail).to_be_visible()
    page.set_viewport_size({"width": 360, "height": 800})
    page.reload()
    expect(detail).to_be_hidden()
    growth.get_by_text("How it counts").click()
    expect(detail).to_be_visible()


@pytest.mark.parametrize("width", [360, 1280])
def test_everything_can_be_read_without_script(browser: Browser, root: str, width: int) -> None:
    context = browser.new_context(
        java_script_enabled=False, viewport={"width": width, "height": 800}
    )
    page = context.new_page()
    page.goto(f"{root}programs/channel/")
    for text in [
        "compared with “Revenue”",
        "On-site business (in the calendar year): 1 point per €500, rounded down, at most 4,000",
        "Zone 2, Zone 3, in the first 12 months",
        "Way 2: Points",
        "Beside the levels",
        "A level is lost only when 2 reviews in a row are missed.",
        "Who held Gold on 31 May 2025 keeps it until 31 January 2027.",
        "All other countries",
    ]:
        expect(page.get_by_text(text).first).to_be_visible()
    context.close()


def test_the_contents_of_the_page_lead_there(page: Page, root: str) -> None:
    page.goto(f"{root}programs/channel/")
    for link in page.locator(".jump a").all():
        target = link.get_attribute("href") or ""
        assert page.locator(target).count() == 1, target
        assert link.inner_text() == page.locator(target).inner_text()
