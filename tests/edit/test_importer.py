"""Each folder below `imports/` is a case: a table, its map, perhaps records that are there already;
the records that come out, and what is said about the rows.

`partners/` are the records before, `expected/` those after, `said.txt` the diagnostics. A case
without `expected/` writes nothing. UPDATE_CASES=1 accepts what the cases give now.
"""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from generator.edit.importer import ImportResult, import_records
from tests.conftest import UPDATE_CASES, check_expected, read_files

CASES = Path(__file__).with_name("imports")
SITE = "format: 1\ntitle: Site\nvendor: Acme\nlanguages: [en, de]\n"


def run(case: Path, site: Path, monkeypatch: pytest.MonkeyPatch, dry_run: bool) -> ImportResult:
    """Import a case into ``site``; paths in messages are relative to the case."""
    monkeypatch.chdir(case)
    return import_records(Path("table.csv"), site, Path("map.yaml"), dry_run)


def make_site(case: Path, folder: Path) -> Path:
    (folder / "site.yaml").write_text(SITE, "utf-8")
    if (case / "partners").is_dir():
        shutil.copytree(case / "partners", folder / "partners")
    return folder


def said(result: ImportResult) -> str:
    lines = []
    for found in result.diagnostics:
        secret = " (private)" if found.private else ""
        lines.append(f"{found.place}: {found.severity}[{found.rule.code}] {found.message}{secret}")
        if found.hint:
            lines.append(f"    {found.hint}")
    return "".join(f"{line}\n" for line in lines)


@pytest.fixture(params=sorted(path.name for path in CASES.iterdir()))
def case(request: pytest.FixtureRequest) -> Path:
    return CASES / str(request.param)


def test_records_and_messages(case: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    site = make_site(case, tmp_path)
    result = run(case, site, monkeypatch, dry_run=False)
    check_expected(case / "said.txt", said(result))
    if UPDATE_CASES and result.written:
        shutil.rmtree(case / "expected", ignore_errors=True)
        shutil.copytree(site / "partners", case / "expected")
    before = case / "partners" if (case / "partners").is_dir() else case / "expected"
    expected = case / "expected" if result.written else before
    assert read_files(site / "partners") == read_files(expected)


def test_a_second_import_changes_nothing(
    case: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    site = make_site(case, tmp_path)
    first = run(case, site, monkeypatch, dry_run=False)
    before = read_files(site)
    again = run(case, site, monkeypatch, dry_run=False)
    assert read_files(site) == before
    assert again.count("unchanged") == (len(first.records) if first.written else 0)


def test_a_dry_run_writes_nothing(
    case: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    site = make_site(case, tmp_path)
    before = read_files(site)
    dry = run(case, site, monkeypatch, dry_run=True)
    assert read_files(site) == before
    assert not dry.written
    real = run(case, site, monkeypatch, dry_run=False)
    assert real.records == dry.records


def test_a_folder_without_a_site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    result = run(CASES / "crm-export", tmp_path, monkeypatch, dry_run=False)
    assert said(result).startswith("site.yaml:1:1: error[Y015] There is no site.yaml")
    assert read_files(tmp_path) == {}


def test_nothing_is_written_through_links(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    site, elsewhere = tmp_path / "site", tmp_path / "elsewhere"
    site.mkdir()
    elsewhere.mkdir()
    make_site(CASES / "crm-export", site)
    try:
        (site / "partners").symlink_to(elsewhere, target_is_directory=True)
    except OSError:
        # Windows lets only some users make links; where none can be made, none can lead astray.
        pytest.skip("this system makes no links")
    result = run(CASES / "crm-export", site, monkeypatch, dry_run=False)
    assert [found.rule.slug for found in result.diagnostics] == ["link-outside"]
    assert read_files(elsewhere) == {}


def test_a_folder_that_cannot_be_written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    site = make_site(CASES / "crm-export", tmp_path)
    (site / "partners" / "nordlys-as.yaml").mkdir(parents=True)
    result = run(CASES / "crm-export", site, monkeypatch, dry_run=False)
    assert not result.written
    assert "import-write" in {found.rule.slug for found in result.diagnostics}
    assert not list(site.rglob("*.new"))
