"""The fixtures themselves: a served folder reaches the browser, under a sub-path too."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    tmp_path.joinpath("index.html").write_text("<h1>Partners – Händler</h1>", "utf-8")
    tmp_path.joinpath("404.html").write_text("<h1>Not here</h1>", "utf-8")
    return tmp_path


@pytest.mark.parametrize("prefix", ["/", "/repo/site/"])
def test_a_served_folder(page: Page, serve: Callable[..., str], folder: Path, prefix: str) -> None:
    response = page.goto(serve(folder, prefix))
    assert response
    assert response.status == 200
    expect(page.get_by_role("heading")).to_contain_text("Partners")


@pytest.mark.parametrize("path", ["missing/", "../outside"])
def test_a_missing_page(page: Page, serve: Callable[..., str], folder: Path, path: str) -> None:
    response = page.goto(f"{serve(folder, '/repo/')}{path}")
    assert response
    assert response.status == 404
    expect(page.get_by_role("heading")).to_have_text("Not here")
