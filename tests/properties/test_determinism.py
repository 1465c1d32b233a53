"""The same input and the same day give the same bytes, whatever machine and folder."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import ROOT, read_files

SITE = ROOT / "tests" / "golden" / "privacy"

CALM = {"PYTHONHASHSEED": "0", "TZ": "UTC", "LC_ALL": "C.UTF-8"}
CONDITIONS: dict[str, dict[str, str]] = {
    "hash seed": {"PYTHONHASHSEED": "4711"},
    "time zone ahead": {"TZ": "Pacific/Kiritimati"},
    "time zone behind": {"TZ": "Pacific/Pago_Pago"},
    "turkish": {"LC_ALL": "tr_TR.UTF-8", "LANG": "tr_TR.UTF-8", "LANGUAGE": "tr"},
    "no locale": {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"},
}


def build(
    site: Path,
    output: Path,
    cwd: Path = ROOT,
    umask: int = 0o022,
    environment: dict[str, str] | None = None,
) -> Path:
    command = [sys.executable, str(ROOT / "build.py"), "build", str(site)]
    done = subprocess.run(
        [*command, "--as-of", "2026-10-01", "--output", str(output)],
        cwd=cwd,
        env={**os.environ, **CALM, **(environment or {})},
        umask=umask,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return output


@pytest.fixture(scope="module")
def reference(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    return read_files(build(SITE, tmp_path_factory.mktemp("reference") / "output"))


@pytest.mark.parametrize("condition", CONDITIONS.values(), ids=CONDITIONS.keys())
def test_same_bytes_in_any_environment(
    reference: dict[str, bytes], tmp_path: Path, condition: dict[str, str]
) -> None:
    assert read_files(build(SITE, tmp_path / "output", environment=condition)) == reference


def test_same_bytes_under_another_umask(reference: dict[str, bytes], tmp_path: Path) -> None:
    assert read_files(build(SITE, tmp_path / "output", umask=0o077)) == reference


def test_same_bytes_from_another_folder(reference: dict[str, bytes], tmp_path: Path) -> None:
    """The site moved, its files made in another order, built from inside and from elsewhere."""
    moved = tmp_path / "a place" / "with späces"
    for file in sorted(SITE.rglob("*"), reverse=True):
        if file.is_file():
            target = moved / file.relative_to(SITE)
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(file, target)
    assert read_files(build(moved, tmp_path / "one", cwd=tmp_path)) == reference
    assert read_files(build(Path(), tmp_path / "two", cwd=moved)) == reference


def test_same_bytes_over_an_older_build(reference: dict[str, bytes], tmp_path: Path) -> None:
    output = tmp_path / "output"
    build(SITE, output)
    before = {path: path.stat().st_mtime_ns for path in output.rglob("*")}
    assert read_files(build(SITE, output)) == reference
    assert {path: path.stat().st_mtime_ns for path in output.rglob("*")} == before
