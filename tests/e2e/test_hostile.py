"""Every text that anybody can write, hostile at once: nothing of it does more than stand there."""

from __future__ import annotations

import json
import re
import shutil
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest
import yaml
from playwright.sync_api import Dialog, Page

from tests.conftest import ROOT, BuildSite, Serve

EXAMPLE = ROOT / "docs/formats/examples"
LANGUAGE = ROOT / "tests/golden/language"
AS_OF = "2026-11-01"
TEXTS = (
    {"title", "vendor", "tagline", "notice", "name", "legal_name", "also_known_as", "headline"}
    | {"street", "postal_code", "city", "region", "customer", "role", "unit", "group"}
    | {"introduction", "summary", "text", "note", "description", "conditions", "value"}
    | {"bought_from", "cap_per", "verification"}
)
"""Keys whose values are texts for readers."""
PROSE = {"introduction", "summary", "text", "description", "verification"}
IDS = {"people", "facts", "targets", "publish"}
"""Sections in which the same keys are names of things."""

KEYWORDS = r"[\d.]+|yes|no|text|number|yes-no|agreed|vendor|distributor|technical"
"""Values of the same keys that are no texts."""

LINE = (
    "<script>alert(1)</script><img src=//evil.example/x onerror=alert(2)>\" onfocus='alert(3)' "
    "autofocus {{7*7}} {% x %} ${alert(4)} {n} %s </title></script> ]]> <!-- & &lt;b&gt; \\u003c"
)
IN_PROSE = f"""{LINE}

[a](javascript:alert(5)) [b](data:text/html,x) <javascript:alert(6)> ![c](//evil.example/y.png)
<https://evil.example/"onclick=alert(7)> [d](https://good.example/"onclick="alert(8))

# Heading <svg onload=alert(9)>

<iframe src="//evil.example"></iframe> <style>*{{display:none}}</style>

```"><script>alert(10)</script>
<script>alert(11)</script>
```

::error:: `</code><script>alert(12)</script>` [[requirements]]
"""
ALLOWED_BY_PROSE = {"p", "em", "strong", "ul", "ol", "li", "a", "code", "pre", "blockquote", "br"}
ALLOWED_BY_PROSE |= {"h2", "h3", "h4"}
"""Elements that a text may make of itself."""
OF_THE_EXAMPLE = ["", "locator/", "partners/acme/", "programs/", "programs/resellers/"]
OF_THE_EXAMPLE += ["countries/", "countries/de/", "programs/resellers/levels/silver/"]
OF_THE_EXAMPLE += ["programs/resellers/terms/", "programs/resellers/specialisations/calibration/"]
OF_THE_EXAMPLE += ["pages/imprint/", "404.html"]
KINDS = {
    EXAMPLE: OF_THE_EXAMPLE,
    LANGUAGE: ["programs/channel/", "programs/services/", "programs/channel/levels/gold/"],
}

DATA = re.compile(r'<script type="application/[a-z+]*json"[^>]*>(.*?)</script>', re.DOTALL)


def hostile(value: Any, key: str = "") -> Any:
    """The same tree with a hostile end on each text."""
    if isinstance(value, dict):
        return {
            name: item if name in IDS else hostile(item, key if len(name) == 2 else name)
            for name, item in value.items()
        }
    if isinstance(value, list):
        return [hostile(item, key) for item in value]
    if key in TEXTS and not re.fullmatch(KEYWORDS, value):
        return f"{value} {IN_PROSE if key in PROSE else LINE}"
    return value


@pytest.fixture(scope="module", params=KINDS, ids=lambda folder: folder.name)
def folder(request: pytest.FixtureRequest) -> Path:
    return Path(request.param)


@pytest.fixture(scope="module")
def harmless(build_site: BuildSite, folder: Path) -> Path:
    return build_site(folder, AS_OF)


@pytest.fixture(scope="module")
def attacked(build_site: BuildSite, folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    site = shutil.copytree(folder, tmp_path_factory.mktemp("hostile") / "site")
    for file in site.rglob("*.yaml"):
        tree = hostile(yaml.load(file.read_text("utf-8"), yaml.BaseLoader))
        file.write_text(yaml.safe_dump(tree, allow_unicode=True, sort_keys=False), "utf-8")
    (site / "content/vocabulary.yaml").unlink(missing_ok=True)
    for record in site.glob("partners/borealis.yaml"):
        services = json.dumps([LINE, LINE[::-1]])
        record.write_text(record.read_text("utf-8").replace("installation", services), "utf-8")
    for file in site.glob("content/**/*.md"):
        _, front, body = file.read_text("utf-8").split("---\n", 2)
        front = f"title: {json.dumps(LINE)}\ndescription: {json.dumps(LINE)}\n"
        prose = IN_PROSE.replace("[a](javascript:alert(5)) [b](data:text/html,x)", "")
        prose = re.sub(r"!?\[[cd]\]\(\S+\)", "", prose)
        file.write_text(f"---\n{front}---\n{body}\n{prose}", "utf-8")
    return build_site(site, AS_OF)


class Elements(HTMLParser):
    """The elements of a page with their attributes."""

    def __init__(self, file: Path) -> None:
        super().__init__(convert_charrefs=True)
        self.found: list[tuple[str, dict[str, str]]] = []
        self.feed(file.read_text("utf-8"))
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, {name: value or "" for name, value in attrs}))

    handle_startendtag = handle_starttag


def pages(site: Path) -> Iterator[tuple[str, list[tuple[str, dict[str, str]]]]]:
    for file in sorted(site.rglob("*.html")):
        yield file.relative_to(site).as_posix(), Elements(file).found


def test_pages_have_the_elements_of_harmless_ones(harmless: Path, attacked: Path) -> None:
    known = dict(pages(harmless))
    assert set(dict(pages(attacked))) >= set(known) - {"pages/imprint/index.html"}
    kinds = {tag for found in known.values() for tag, _ in found} | ALLOWED_BY_PROSE
    for path, found in pages(attacked):
        assert {tag for tag, _ in found} <= kinds, path
        for tag in ("script", "style", "link", "img", "form", "title"):
            if path in known:
                expected = [name for name, _ in known[path]].count(tag)
                assert [name for name, _ in found].count(tag) == expected, f"{tag} on {path}"


def test_attributes_run_nothing_and_lead_nowhere(harmless: Path, attacked: Path) -> None:
    known = {name for _, found in pages(harmless) for _, held in found for name in held}
    for path, found in pages(attacked):
        for tag, attributes in found:
            assert set(attributes) <= known | {"start"}, f"{tag} on {path}"
            for name in ("src", "href", "action", "content"):
                value = attributes.get(name, "")
                assert not re.match(r"\s*(javascript|data|vbscript):", value), f"{value} on {path}"
                if tag != "a" and name in ("src", "href", "action"):
                    assert "evil" not in value


def test_what_programs_read_can_be_read(attacked: Path) -> None:
    for file in attacked.rglob("*.xml"):
        ET.parse(file)
    for file in attacked.rglob("*.json"):
        json.loads(file.read_bytes())
    for path, found in pages(attacked):
        text = (attacked / path).read_text("utf-8")
        assert [tag for tag, _ in found].count("html") == 1
        for block in DATA.findall(text):
            json.loads(block)


@pytest.mark.parametrize("language", ["", "de/"])
def test_a_browser_runs_none_of_it(
    page: Page, folder: Path, attacked: Path, serve: Serve, language: str
) -> None:
    said: list[str] = []

    def refuse(dialog: Dialog) -> None:
        said.append(dialog.message)
        dialog.dismiss()

    page.on("pageerror", lambda error: said.append(str(error)))
    page.on("console", lambda m: said.append(m.text) if m.type in ("error", "warning") else None)
    page.on("dialog", refuse)
    page.on(
        "request", lambda r: None if r.url.startswith("http://127.0.0.1:") else said.append(r.url)
    )
    root = serve(attacked)
    for path in KINDS[folder]:
        page.goto(f"{root}{language}{path}", wait_until="networkidle")
    page.goto(f"{root}{language}locator/?q=script", wait_until="networkidle")
    assert page.locator("h2, h3").filter(has_text="<script>alert(1)</script>").count() > 0
    page.locator("input[type=checkbox]").first.check()
    page.wait_for_load_state("networkidle")
    assert not said


@pytest.mark.parametrize("name", ["{n}", "{date.year}", "{date.__class__}"])
def test_names_are_no_templates(build_site: BuildSite, tmp_path: Path, name: str) -> None:
    site = shutil.copytree(EXAMPLE, tmp_path / "site")
    record = {"name": name, "status": "left", "left_on": "2026-01-01"}
    (site / "partners/gone.yaml").write_text(json.dumps(record), "utf-8")
    output = build_site(site, AS_OF)
    assert name in (output / "partners/gone/index.html").read_text("utf-8")
