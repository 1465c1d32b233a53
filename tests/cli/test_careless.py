"""Sites as they come: half empty, in other languages, saved by other editors, full of mistakes."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.conftest import Run

AS_OF = ("--as-of", "2026-11-01")
Change = Callable[[Path], object]


def replace(file: Path, old: str, new: str) -> None:
    text = file.read_text("utf-8")
    assert old in text
    file.write_text(text.replace(old, new), "utf-8")


def no_partners(site: Path) -> None:
    shutil.rmtree(site / "partners")
    (site / "standings.yaml").unlink()


def nothing_but_settings(site: Path) -> None:
    no_partners(site)
    shutil.rmtree(site / "content")
    (site / "site.yaml").write_text("format: 1\ntitle: A\nvendor: A\nlanguages: [en]\n", "utf-8")


def a_name_and_nothing_else(site: Path) -> None:
    nothing_but_settings(site)
    (site / "partners").mkdir()
    (site / "partners/a.yaml").write_text("name: A\n", "utf-8")


def a_program_without_rules(site: Path) -> None:
    a_name_and_nothing_else(site)
    (site / "partners/a.yaml").write_text("name: A\nprograms: [{program: p}]\n", "utf-8")
    (site / "content/programs/p/versions").mkdir(parents=True)
    (site / "content/programs/p/program.yaml").write_text("name: P\n", "utf-8")
    (site / "content/programs/p/versions/1.yaml").write_text(
        "status: effective\neffective: 2020-01-01\nlevels: [{id: a, name: A}]\n", "utf-8"
    )


def everybody_left(site: Path) -> None:
    for record in site.glob("partners/*.yaml"):
        if not record.stem.endswith(".private"):
            text = record.read_text("utf-8")
            record.write_text(f"{text}status: left\nleft_on: 2026-01-01\n", "utf-8")


def languages_without_catalogue(site: Path) -> None:
    replace(site / "site.yaml", "[en, de]", "[en, ar, fr, pt-BR, zh-Hans, tlh, de]")


def another_first_language(site: Path) -> None:
    replace(site / "site.yaml", "[en, de]", "[ar, en, de]")


def a_page_in_one_language(site: Path) -> None:
    text = "---\ntitle: Nur deutsch\n---\n\nHallo.\n"
    (site / "content/pages/nur-deutsch.de.md").write_text(text, "utf-8")
    (site / "content/programs/resellers/levels-and-more.de.md").write_text(text, "utf-8")


def slugs_like_our_own(site: Path) -> None:
    for name in ("levels", "page", "404", "index"):
        (site / f"content/pages/{name}.md").write_text("---\ntitle: A\n---\n", "utf-8")
        (site / f"partners/{name}.yaml").write_text(f"name: {name}\n", "utf-8")


def rewritten(change: Callable[[bytes], bytes]) -> Change:
    def rewrite(site: Path) -> None:
        for file in site.rglob("*.*"):
            file.write_bytes(change(file.read_bytes()))

    return rewrite


def free_terms(site: Path) -> None:
    (site / "content/vocabulary.yaml").unlink()
    terms = "['C++', 'C#', '!!!', 'a/b', 'Ünïcode', '日本語', '؟', 'a b', 'A  B']"
    replace(site / "partners/borealis.yaml", "services: installation", f"services: {terms}")


@pytest.mark.parametrize(
    "change",
    [
        no_partners,
        nothing_but_settings,
        a_name_and_nothing_else,
        a_program_without_rules,
        everybody_left,
        languages_without_catalogue,
        another_first_language,
        a_page_in_one_language,
        slugs_like_our_own,
        free_terms,
        pytest.param(rewritten(lambda text: text.replace(b"\n", b"\r\n")), id="windows"),
        pytest.param(rewritten(lambda text: text.replace(b"\n", b"\r")), id="old macs"),
        pytest.param(rewritten(lambda text: b"\xef\xbb\xbf" + text), id="byte order mark"),
    ],
)
def test_it_is_built(run: Run, site: Path, change: Change) -> None:
    change(site)
    done = run("build", site, *AS_OF)
    assert done.code == 0, done.stdout + done.stderr
    assert (site / "output/index.html").is_file()


def test_the_edges_of_time(run: Run, site: Path) -> None:
    for day in ("0001-01-01", "9999-12-31"):
        assert run("levels", site, "--as-of", day).code in (0, 1)
        assert run("build", site, "--as-of", day).code in (0, 1)


def test_one_run_finds_mistakes_in_records_and_in_pages(run: Run, site: Path) -> None:
    replace(site / "partners/borealis.yaml", "country: SE", "country: Sweden")
    (site / "content/pages/help.md").write_text(
        "---\ntitle: Help\n---\n\n"
        "[Borealis](/partners/borealis/), [Acme](/partners/acme/), [nobody](/partners/nobody/)\n\n"
        "[[requirement: resellers]]\n",
        "utf-8",
    )
    done = run("check", site, *AS_OF, "--format", "concise")
    assert done.code == 1
    assert done.stdout == (
        "content/pages/help.md:1:1: warning[C003 missing-translation]"
        " This page is not translated into “de”\n"
        "content/pages/help.md:5:68: error[C002 broken-link]"
        " “/partners/nobody/” leads to no page of this site\n"
        "content/pages/help.md:7:1: error[C001 unknown-insert]"
        " There is no “requirement” to place here\n"
        "partners/borealis.yaml:4:47: error[R004 wrong-value] “Sweden” is not a country code\n"
        "3 errors, 1 warning in 2 files.\n"
    )


@pytest.mark.parametrize("address", ["javascript:alert(1)", "example.com", "https://a.example/?b"])
def test_a_base_url_that_is_none(run: Run, site: Path, address: str) -> None:
    done = run("build", site, "--base-url", address)
    assert done.code == 2
    assert f"“{address}” is not an address such as https://example.com/." in done.stderr
