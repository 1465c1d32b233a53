"""Sitemap, robots, feed, the interface for programs, and what pages tell search engines."""

from __future__ import annotations

import json
import re
import textwrap
from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import pytest

from generator.load.site import load
from generator.qualify.standings import qualify
from generator.render import sitemap
from generator.render.exports import exports
from generator.render.structured import structured_data
from generator.site.assemble import assemble
from generator.site.views.site import Site
from generator.validate.directory import validate
from tests.conftest import ROOT, write_files

BASE = "https://partners.example/directory"
HOSTILE = """Acme </script><script>alert(1)</script> & "Söhne" ]]> <!-- 'x' {{ 7*7 }} %0a"""

SITE = {
    "site.yaml": f"""
        format: 1
        title: {{en: Northwind & Partners, de: Northwind und Partner}}
        vendor: Northwind
        languages: [en, de]
        base_url: {BASE}
        notice: All of it is invented.
        """,
    "content/programs/reseller/program.yaml": "name: {en: Reseller Program, de: Reseller-Programm}",
    "content/programs/reseller/versions/2026.yaml": """
        status: effective
        effective: 2026-01-01
        levels:
          - {id: silver, name: {en: Silver, de: Silber}}
          - {id: gold, name: Gold}
        certifications:
          - {id: engineer, name: Engineer, valid_months: 24}
        metrics:
          engineers: {name: Engineers, measure: people, holding: engineer, publish: {bands: [1, 3]}}
        requirements:
          - {metric: engineers, levels: {silver: 1, gold: 3}}
        specialisations:
          - {id: security, name: Security, requires: [{metric: engineers, needed: 1}]}
        """,
    "content/programs/services/program.yaml": "{name: Service Program, ends: 2030-12-31}",
    "content/programs/services/versions/2026.yaml": """
        status: effective
        effective: 2026-01-01
        currency: EUR
        levels: [{id: ready, name: Ready}, {id: expert, name: Expert}]
        metrics:
          revenue: {name: Revenue, measure: sum, of: revenue, period: last 4 quarters}
        ladders:
          - id: storage
            name: Storage
            paths:
              - {id: money, name: Money, requirements: [{metric: revenue, levels: {expert: 500}}]}
              - {id: skill, name: Skill, requirements: [{approval: expert}]}
          - {id: network, name: Network, requirements: [{approval: expert}]}
        benefits:
          - id: discount
            name: Discount
            kind: percent
            levels: {expert: {value: 5, note: On list prices.}}
            stackable: no
        """,
    "content/programs/reseller/rules.md": """
        ---
        title: The rules
        updated: 2026-02-02
        ---
        Text.
        """,
    "partners/acme.yaml": f"""
        name: '{HOSTILE.replace("'", "''")}'
        legal_name: Acme GmbH
        website: https://acme.example/?a=1&b=2
        headline: {{en: We build & run, de: Wir bauen}}
        founded: 1999
        languages: [en, de]
        services: [Installation]
        industries: [Energy]
        products: [Heron]
        locations:
          - kind: headquarters
            street: Uferweg 5
            postal_code: "01067"
            city: Dresden
            country: DE
            latitude: 51.05
            longitude: 13.74
            phone: +49 351 555 0100
        contacts:
          - {{name: Ada Person, email: ada@acme.example, consent: 2026-01-01}}
        last_verified: 2026-08-20
        programs:
          - {{program: reseller, since: 2026-01-01}}
          - {{program: services, since: 2026-05-01}}
        private:
          people:
            - {{id: one, credentials: [{{certification: engineer, issued: 2026-03-01}}]}}
        """,
    "partners/beta.yaml": """
        name: Beta
        last_verified: 2026-09-01
        formerly: old-beta
        """,
    "partners/gone.yaml": "{name: Gone, status: left, left_on: 2026-05-05}",
}


def assembled(folder: Path) -> Site:
    write_files(folder, {path: textwrap.dedent(text).lstrip() for path, text in SITE.items()})
    directory, diagnostics = validate(load(folder))
    assert directory is not None, [f"{d.place}: {d.message}" for d in diagnostics]
    site, _ = assemble(directory, qualify(directory, date(2026, 10, 1)), "")
    return site


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Site:
    return assembled(tmp_path_factory.mktemp("exports"))


@pytest.fixture(scope="module")
def files(site: Site) -> dict[str, bytes]:
    return {artifact.path: artifact.content for artifact in exports(site)}


# --- sitemap and robots -----------------------------------------------------------------------

SITEMAP = {"s": "http://www.sitemaps.org/schemas/sitemap/0.9", "x": "http://www.w3.org/1999/xhtml"}


def test_sitemap_lists_all_pages_for_search_engines(site: Site, files: dict[str, bytes]) -> None:
    root = ET.fromstring(files["sitemap.xml"])
    listed = [node.text for node in root.findall("s:url/s:loc", SITEMAP)]
    wanted = [page for page in site.pages if page.indexed]
    wanted = [page for page in wanted if page.view.template not in ("404.html", "redirect.html")]
    assert listed == [BASE + page.route for page in wanted]
    assert f"{BASE}/partners/acme/" in listed
    assert f"{BASE}/de/partners/acme/" in listed
    assert not [address for address in listed if address and re.search("404|old-beta", address)]


def test_sitemap_names_the_same_page_in_other_languages(files: dict[str, bytes]) -> None:
    root = ET.fromstring(files["sitemap.xml"])
    profile = next(
        url
        for url in root.findall("s:url", SITEMAP)
        if url.findtext("s:loc", "", SITEMAP) == f"{BASE}/de/partners/acme/"
    )
    links = {link.get("hreflang"): link.get("href") for link in profile.findall("x:link", SITEMAP)}
    assert links == {
        "en": f"{BASE}/partners/acme/",
        "x-default": f"{BASE}/partners/acme/",
        "de": f"{BASE}/de/partners/acme/",
    }


def test_sitemap_dates_documents(files: dict[str, bytes]) -> None:
    root = ET.fromstring(files["sitemap.xml"])
    dated = {
        url.findtext("s:loc", "", SITEMAP): url.findtext("s:lastmod", "", SITEMAP)
        for url in root.findall("s:url", SITEMAP)
    }
    assert dated[f"{BASE}/programs/reseller/rules/"] == "2026-02-02"
    assert dated[f"{BASE}/partners/acme/"] == ""


def test_a_long_sitemap_is_cut(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    whole = ET.fromstring(sitemap.sitemap(site)[0].content).findall("s:url/s:loc", SITEMAP)
    monkeypatch.setattr(sitemap, "LONGEST", 5)
    index, *parts = sitemap.sitemap(site)
    named = ET.fromstring(index.content).findall("s:sitemap/s:loc", SITEMAP)
    assert [node.text for node in named] == [f"{BASE}/{part.path}" for part in parts]
    found = [ET.fromstring(part.content).findall("s:url/s:loc", SITEMAP) for part in parts]
    assert [node.text for part in found for node in part] == [node.text for node in whole]
    assert max(map(len, found)) == 5


def test_robots(files: dict[str, bytes]) -> None:
    assert files["robots.txt"].decode() == (
        "User-agent: *\n"
        "Disallow: /directory/search/\n"
        "\n"
        "Sitemap: https://partners.example/directory/sitemap.xml\n"
    )


def test_without_a_base_url(site: Site) -> None:
    """Nothing claims an address that nobody knows."""
    files = {artifact.path: artifact.content for artifact in exports(replace(site, base_url=""))}
    assert "sitemap.xml" not in files
    assert files["robots.txt"] == b"User-agent: *\nDisallow: /search/\n"
    assert b"https://partners.example" not in b"".join(files.values())
    partner = json.loads(files["api/v1/partners.json"])["partners"][0]
    assert partner["url"] == "partners/acme/"
    assert b'href="partners/acme/"' in files["feed.xml"]


# --- feed -------------------------------------------------------------------------------------

ATOM = {"a": "http://www.w3.org/2005/Atom"}


def entries(feed: bytes) -> list[tuple[str, str, str]]:
    return [
        (
            node.findtext("a:updated", "", ATOM),
            node.findtext("a:title", "", ATOM),
            node.findtext("a:id", "", ATOM),
        )
        for node in ET.fromstring(feed).findall("a:entry", ATOM)
    ]


def test_feed_tells_levels_newest_first(files: dict[str, bytes]) -> None:
    found = entries(files["feed.xml"])
    assert [entry[:2] for entry in found] == [
        ("2026-09-01T00:00:00Z", "Beta"),
        ("2026-05-01T00:00:00Z", f"{HOSTILE}: Ready (Service Program – Network)"),
        ("2026-05-01T00:00:00Z", f"{HOSTILE}: Ready (Service Program – Storage)"),
        ("2026-03-01T00:00:00Z", f"{HOSTILE}: Silver (Reseller Program)"),
    ]
    assert all(re.fullmatch(r"urn:uuid:[0-9a-f-]{36}", entry[2]) for entry in found)


def test_feed_has_one_day_of_the_site(files: dict[str, bytes]) -> None:
    root = ET.fromstring(files["feed.xml"])
    assert root.findtext("a:updated", "", ATOM) == "2026-10-01T00:00:00Z"
    assert files["feed.xml"].count(b"2026-10-01") == 1
    assert root.findtext("a:rights", "", ATOM) == "All of it is invented."


def test_identities_of_news_stay(site: Site, files: dict[str, bytes]) -> None:
    later = replace(site, as_of=date(2026, 11, 1))
    feed = next(a.content for a in exports(later) if a.path == "feed.xml")
    assert entries(feed) == entries(files["feed.xml"])


# --- the interface for programs ---------------------------------------------------------------


def documented() -> list[Any]:
    text = (ROOT / "docs" / "api.md").read_text("utf-8")
    return [json.loads(block) for block in re.findall(r"```json\n(.*?)```", text, re.DOTALL)]


def keys(value: Any, path: str = "") -> set[str]:
    """All keys in a JSON value, with the way to them."""
    if isinstance(value, Mapping):
        below = (keys(item, f"{path}.{name}") for name, item in value.items())
        return {f"{path}.{name}" for name in value}.union(*below)
    if isinstance(value, list):
        return set[str]().union(*(keys(item, f"{path}[]") for item in value))
    return set()


@pytest.mark.parametrize(("number", "name"), [(0, "index"), (1, "partners"), (2, "programs")])
def test_the_documentation_shows_every_field(
    files: dict[str, bytes], number: int, name: str
) -> None:
    assert keys(documented()[number]) == keys(json.loads(files[f"api/v1/{name}.json"]))


def test_partners_for_programs(files: dict[str, bytes]) -> None:
    acme, beta = json.loads(files["api/v1/partners.json"])["partners"]
    assert acme["name"] == HOSTILE
    assert acme["url"] == f"{BASE}/partners/acme/"
    assert acme["standings"][:1] == [
        {
            "program": {"id": "reseller", "name": "Reseller Program"},
            "track": None,
            "ladder": None,
            "level": {"id": "silver", "name": "Silver"},
            "since": "2026-03-01",
            "specialisations": [{"id": "security", "name": "Security"}],
            "counts": [{"name": "Engineers", "value": acme["standings"][0]["counts"][0]["value"]}],
        }
    ]
    assert acme["locations"][0]["country"] == {"id": "DE", "name": "Germany"}
    assert acme["locations"][0]["postal_code"] == "01067"
    assert acme["languages"] == [{"id": "en", "name": "English"}, {"id": "de", "name": "German"}]
    assert acme["services"] == [{"id": "installation", "name": "Installation"}]
    assert (beta["id"], beta["standings"], beta["website"]) == ("beta", [], None)


def test_programs_for_programs(files: dict[str, bytes]) -> None:
    program, _ = json.loads(files["api/v1/programs.json"])["programs"]
    assert program["tracks"][0]["levels"] == [
        {"id": "silver", "name": "Silver", "partners": 1},
        {"id": "gold", "name": "Gold", "partners": 0},
    ]
    assert program["specialisations"] == [{"id": "security", "name": "Security", "partners": 1}]


def test_a_standing_for_each_ladder(files: dict[str, bytes]) -> None:
    acme, _ = json.loads(files["api/v1/partners.json"])["partners"]
    held = [(item["ladder"], item["level"]) for item in acme["standings"][1:]]
    ready = {"id": "ready", "name": "Ready"}
    assert held == [
        ({"id": "storage", "name": "Storage"}, ready),
        ({"id": "network", "name": "Network"}, ready),
    ]


def test_tables_for_programs(files: dict[str, bytes]) -> None:
    _, program = json.loads(files["api/v1/programs.json"])["programs"]
    (track,) = program["tracks"]
    storage, network = track["ladders"]
    assert program["ends"] == "2030-12-31"
    assert storage["requirements"]["paths"] == [
        {"id": "money", "name": "Way 1: Money"},
        {"id": "skill", "name": "Way 2: Skill"},
    ]
    row = storage["requirements"]["rows"][0]
    assert (row["id"], row["path"], row["details"]) == (
        "revenue",
        "money",
        ["in the last 4 full quarters"],
    )
    assert [(level["id"], level["text"]) for level in row["levels"]] == [
        ("ready", None),
        ("expert", "€500"),
    ]
    assert [row["path"] for row in network["requirements"]["rows"]] == [None]
    assert track["requirements"] == {"paths": [], "rows": []}
    (discount,) = track["benefits"]["rows"]
    assert discount["note"] == "Cannot be combined with other benefits."
    assert discount["levels"][1] == {"id": "expert", "text": "5%", "note": "On list prices."}


def test_no_person_is_exported(files: dict[str, bytes]) -> None:
    assert not [path for path, content in files.items() if b"Ada" in content or b"ada@" in content]


def test_the_day_stands_in_one_document(files: dict[str, bytes]) -> None:
    holders = [path for path, content in files.items() if b"2026-10-01" in content]
    assert holders == ["feed.xml", "api/v1/index.json"]


# --- what pages tell search engines -----------------------------------------------------------


def graph(site: Site, route: str) -> dict[str, Any]:
    page = next(page for page in site.pages if page.route == route)
    chrome = next(chrome for chrome in site.chrome if chrome.language == page.language)
    text = structured_data(page, chrome, site.base_url)
    assert text is not None
    assert not re.search("[<>&\u2028\u2029]", text)
    return {thing["@type"]: thing for thing in json.loads(text)["@graph"]}


def test_a_profile_is_an_organisation(site: Site) -> None:
    thing = graph(site, "/partners/acme/")["Organization"]
    assert thing["name"] == HOSTILE
    assert thing["@id"] == f"{BASE}/partners/acme/#organization"
    assert thing["url"] == "https://acme.example/?a=1&b=2"
    assert thing["sameAs"] == ["https://acme.example/?a=1&b=2"]
    assert thing["knowsLanguage"] == ["en", "de"]
    assert thing["telephone"] == "+49 351 555 0100"
    assert thing["foundingDate"] == "1999"
    assert thing["address"] == [
        {
            "@type": "PostalAddress",
            "streetAddress": "Uferweg 5",
            "postalCode": "01067",
            "addressLocality": "Dresden",
            "addressCountry": "DE",
        }
    ]
    assert thing["location"][0]["geo"] == {
        "@type": "GeoCoordinates",
        "latitude": 51.05,
        "longitude": 13.74,
    }


def test_breadcrumbs_lead_to_the_page(site: Site) -> None:
    steps = graph(site, "/de/partners/acme/")["BreadcrumbList"]["itemListElement"]
    assert [step["position"] for step in steps] == list(range(1, len(steps) + 1))
    assert steps[-1]["item"] == f"{BASE}/de/partners/acme/"


def test_the_home_page_can_be_searched(site: Site) -> None:
    thing = graph(site, "/de/")["WebSite"]
    assert thing["inLanguage"] == "de"
    assert thing["potentialAction"]["target"]["urlTemplate"] == (
        f"{BASE}/de/locator/?q={{search_term_string}}"
    )


def test_a_former_partner_is_no_organisation(site: Site) -> None:
    assert "Organization" not in graph(site, "/partners/gone/")


def test_nothing_is_said_without_a_base_url(site: Site) -> None:
    assert structured_data(site.pages[0], site.chrome[0], "") is None
