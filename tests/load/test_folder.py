"""A site folder on the disk: what is read, as what, and that nothing outside of it is."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest

from generator.diagnostics import Diagnostic
from generator.load.site import load
from generator.load.tree import SiteFiles, plain
from tests.conftest import write_files

RECORD = "name: Acme\n"
PAGE = "---\ntitle: Terms\n---\nText.\n"
needs_links = pytest.mark.skipif(sys.platform == "win32", reason="links need a privilege there")


def write(folder: Path, files: dict[str, str | bytes]) -> Path:
    return write_files(folder, {"site.yaml": "format: 1\n", **files})


def said(files: SiteFiles) -> list[str]:
    return sorted(f"{item.place.path} {item.rule.slug}" for item in files.diagnostics)


def test_every_kind_of_file_is_found(tmp_path: Path) -> None:
    files = load(
        write(
            tmp_path,
            {
                "content/vocabulary.yaml": "services: {a: A}\n",
                "content/pages/imprint.md": PAGE,
                "content/pages/imprint.de.md": PAGE,
                "content/programs/reseller/program.yaml": "name: R\n",
                "content/programs/reseller/versions/2026.yaml": "status: draft\n",
                "content/programs/reseller/terms.pt-BR.md": PAGE,
                "content/pages/map.PNG": b"\x89PNG",
                "partners/z.yaml": RECORD,
                "partners/emea/de/acme.yml": RECORD,
                "partners/emea/de/acme.private.yaml": "notes: x\n",
                "partners/emea/deals-2026-q1.csv": "partner,date\nacme,2026-01-01\n",
                "partners/logos/acme.svg": "<svg/>",
            },
        )
    )
    assert not files.diagnostics
    assert files.site
    assert plain(files.site.root) == {"format": "1"}
    assert files.vocabulary
    assert [(page.stem, page.language) for page in files.pages] == [
        ("imprint", "de"),
        ("imprint", ""),
    ]
    assert (files.pages[0].body, files.pages[0].body_line) == ("Text.\n", 4)
    (program,) = files.programs
    assert program.id == "reseller"
    assert [file.path for file in program.versions] == [
        "content/programs/reseller/versions/2026.yaml"
    ]
    assert [(page.stem, page.language) for page in program.pages] == [("terms", "pt-BR")]
    assert [file.path for file in files.records] == ["partners/emea/de/acme.yml", "partners/z.yaml"]
    assert [file.path for file in files.twins] == ["partners/emea/de/acme.private.yaml"]
    assert [(table.table, len(table.rows)) for table in files.tables] == [("deals", 1)]
    assert sorted(files.assets) == ["content/pages/map.PNG", "partners/logos/acme.svg"]


def test_what_belongs_to_nobody(tmp_path: Path) -> None:
    files = load(
        write(
            tmp_path,
            {
                # Not ours, or not meant for us.
                "README.md": "x",
                "mkdocs.yml": ": :",
                "output/partners/a.yaml": ": :",
                ".github/workflows/ci.yaml": ": :",
                "partners/README.md": "x",
                "partners/.hidden.yaml": ": :",
                "partners/acme.yaml~": ": :",
                "partners/Thumbs.db": "x",
                "content/pages/.draft.md": "x",
                # Meant for us, and in the wrong place or under the wrong name.
                "content/vocabulary.yml": "a: b\n",
                "content/notes.yaml": "a: b\n",
                "content/programs/x.yaml": "a: b\n",
                "content/programs/reseller/versions/old/2020.yaml": "a: b\n",
                "content/pages/sub/imprint.md": PAGE,
                "partners/acme.md": PAGE,
                "partners/acme.YAML": RECORD,
                "partners/logo.gif": b"GIF89a",
                "partners/sales.csv": "partner\n",
                "partners/revenues.csv": "partner\n",
            },
        )
    )
    assert said(files) == [
        "content/notes.yaml unknown-file",
        "content/pages/sub/imprint.md unknown-file",
        "content/programs/reseller/versions/old/2020.yaml unknown-file",
        "content/programs/x.yaml unknown-file",
        "content/vocabulary.yml unknown-file",
        "partners/acme.YAML unknown-file",
        "partners/acme.md unknown-file",
        "partners/logo.gif unknown-file",
        "partners/revenues.csv unknown-table",
        "partners/sales.csv unknown-table",
    ]
    hints = {item.place.path: item.hint for item in files.diagnostics}
    assert hints["content/vocabulary.yml"] == "Rename it to vocabulary.yaml."
    assert hints["partners/revenues.csv"] == "Name it as revenue.csv or revenue-2026-q1.csv."
    assert all(hints.values())


def test_missing_files(tmp_path: Path) -> None:
    def found(folder: Path) -> Diagnostic:
        (item,) = load(folder).diagnostics
        assert item.rule.slug == "missing-file"
        return item

    assert "no such folder" in found(tmp_path / "nowhere").message
    assert "right folder" in found(tmp_path).hint
    (tmp_path / "site.yml").write_text("format: 1\n")
    assert "Rename" in found(tmp_path).hint
    write(tmp_path, {"content/programs/reseller/versions/2026.yaml": "a: b\n"})
    assert found(tmp_path).place.path == "content/programs/reseller/program.yaml"


def test_one_run_reports_all_files_and_the_rest_is_read(tmp_path: Path) -> None:
    files = load(
        write(
            tmp_path,
            {
                "site.yaml": "- x\n",
                "content/pages/imprint.md": "# No front matter\n",
                "content/pages/terms.md": "---\ntitle: x\n",
                "partners/a.yaml": "name: 'x\n",
                "partners/b.yaml": "name: x\nname: y\n",
                "partners/c.yaml": b"name: \xfc\n",
                "partners/d.yaml": RECORD,
                "partners/e.private.yaml": "notes: *x\n",
                "partners/deals.csv": "partner,partner\n",
            },
        )
    )
    assert said(files) == [
        "content/pages/imprint.md front-matter",
        "content/pages/terms.md front-matter",
        "partners/a.yaml yaml-syntax",
        "partners/b.yaml duplicate-key",
        "partners/c.yaml not-utf8",
        "partners/deals.csv table-column",
        "partners/e.private.yaml anchor-or-alias",
        "site.yaml not-a-mapping",
    ]
    assert [file.path for file in files.records] == ["partners/b.yaml", "partners/d.yaml"]
    assert "partners/a.yaml" in files.unread
    assert "partners/b.yaml" not in files.unread
    assert {item.place.path for item in files.diagnostics if item.private} == {
        "partners/deals.csv",
        "partners/e.private.yaml",
    }


def test_front_matter_keeps_its_lines(tmp_path: Path) -> None:
    page = "---\r\ntitle: x\r\ntitle: y\r\n---\r\n\r\nText\r\n"
    files = load(write(tmp_path, {"content/pages/a.md": page}))
    (item,) = files.diagnostics
    assert (item.place.line, item.place.column, item.excerpt) == (3, 1, "title: y")
    assert (files.pages[0].body, files.pages[0].body_line) == ("\nText\n", 5)


def test_large_files(tmp_path: Path) -> None:
    files = load(write(tmp_path, {"partners/a.yaml": "name: x\n" + "#" * (8 * 1024 * 1024)}))
    assert said(files) == ["partners/a.yaml too-large"]


@needs_links
def test_no_link_leads_out(tmp_path: Path) -> None:
    outside = write(tmp_path / "outside", {"secret.yaml": RECORD, "folder/x.yaml": RECORD})
    site = write(tmp_path / "site", {"partners/real/acme.yaml": RECORD})
    links: dict[str, str | Path] = {
        "partners/file.yaml": outside / "secret.yaml",
        "partners/folder": outside / "folder",
        "partners/parent": "..",
        "partners/loop.yaml": "loop.yaml",
        "partners/nowhere.yaml": "nothing.yaml",
        "partners/again": "real",
        "partners/hop.yaml": "file.yaml",
        "partners/logo.svg": "../site.yaml",
        "partners/.hidden.yaml": outside / "secret.yaml",
        "content": outside,
        "partners/inside.yaml": "real/acme.yaml",
    }
    for name, target in links.items():
        (site / name).symlink_to(target)
    files = load(site)
    assert said(files) == [
        f"{name} link-outside"
        for name in (
            "content",
            "partners/again",
            "partners/file.yaml",
            "partners/folder",
            "partners/hop.yaml",
            "partners/logo.svg",
            "partners/loop.yaml",
            "partners/nowhere.yaml",
            "partners/parent",
        )
    ]
    assert [file.path for file in files.records] == [
        "partners/inside.yaml",
        "partners/real/acme.yaml",
    ]
    (tmp_path / "here").symlink_to(site)
    assert load(tmp_path / "here").records == files.records


@needs_links
def test_a_linked_site_file(tmp_path: Path) -> None:
    write(tmp_path / "outside", {})
    (tmp_path / "site").mkdir()
    (tmp_path / "site/site.yaml").symlink_to(tmp_path / "outside/site.yaml")
    files = load(tmp_path / "site")
    assert said(files) == ["site.yaml link-outside", "site.yaml missing-file"]
    assert files.site is None


@pytest.mark.skipif(sys.platform != "linux", reason="names are bytes on Linux only")
def test_names_that_cannot_be_shown(tmp_path: Path) -> None:
    folder = write(tmp_path, {"partners/a.yaml": RECORD}) / "partners"
    for name in (
        b"\xff.yaml",
        b"new\nline.yaml",
        "mu\u0308ller.svg".encode(),
        b"\xe2\x80\xaex.csv",
    ):
        (Path(os.fsdecode(os.fsencode(folder))) / os.fsdecode(name)).write_text("x")
    os.mkfifo(folder / "pipe.yaml")
    files = load(tmp_path)
    assert said(files) == [
        "partners/\\u202ex.csv bad-id",
        "partners/\\xff.yaml bad-id",
        "partners/mu\u0308ller.svg bad-id",
        "partners/new\\nline.yaml bad-id",
        "partners/pipe.yaml unreadable-file",
    ]


def test_files_that_may_not_be_read(unprivileged: Path) -> None:
    write(unprivileged, {"partners/a.yaml": RECORD, "partners/b/c.yaml": RECORD})
    (unprivileged / "partners/a.yaml").chmod(0)
    (unprivileged / "partners/b").chmod(0)
    assert said(load(unprivileged)) == [
        "partners/a.yaml unreadable-file",
        "partners/b unreadable-file",
    ]
