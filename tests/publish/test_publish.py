"""The output folder before and after: what is written, kept, removed, refused."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable
from pathlib import Path

import pytest

from generator.artifact import Artifact
from generator.diagnostics import Diagnostic
from generator.publish.publish import Published, publish
from tests.conftest import read_files

FIRST = {
    "index.html": "Home",
    "partners/acme/index.html": "Acme",
    "partners/gone/index.html": "Gone",
    "assets/style.1111.css": "old",
    "search/a.1111.json": "[1]",
}
SECOND = {
    "index.html": "Home, newer",
    "partners/acme/index.html": "Acme",
    "assets/style.2222.css": "new",
    "search/a.2222.json": "[2]",
}
THIRD = {**SECOND, "index.html": "Home, newest"}


def artifacts(files: dict[str, str]) -> list[Artifact]:
    return [Artifact(path, text.encode()) for path, text in files.items()]


def put(files: dict[str, str], output: Path) -> Published:
    done = publish(artifacts(files), output)
    assert isinstance(done, Published), done
    check_manifest(output)
    assert not (output.parent / ".partnersite").exists()
    return done


def refused(files: dict[str, str], output: Path) -> Diagnostic:
    done = publish(artifacts(files), output)
    assert isinstance(done, Diagnostic)
    return done


def tree(folder: Path) -> dict[str, str]:
    return {path: content.decode() for path, content in read_files(folder).items()}


def check_manifest(output: Path) -> None:
    """The manifest names every file with its size and hash, but itself and hidden foreign ones."""
    listed = json.loads((output / "manifest.json").read_bytes())["files"]
    paths = [file["path"] for file in listed]
    assert paths == sorted(paths)
    assert set(paths) <= set(tree(output))
    assert all(path[0] == "." for path in set(tree(output)) - {"manifest.json", *paths})
    for file in listed:
        content = (output / file["path"]).read_bytes()
        assert len(content) == file["size"]
        assert hashlib.sha256(content).hexdigest() == file["sha256"]


def retired(output: Path) -> list[str]:
    listed = json.loads((output / "manifest.json").read_bytes())["files"]
    return [file["path"] for file in listed if file.get("retired")]


# --- what a build leaves ----------------------------------------------------------------------


def test_first_build_writes_all(tmp_path: Path) -> None:
    output = tmp_path / "deep" / "output"
    done = put(FIRST, output)
    assert (done.written, done.unchanged, done.removed) == (5, 0, 0)
    found = tree(output)
    del found["manifest.json"]
    assert found == FIRST


def test_second_build_keeps_what_did_not_change(tmp_path: Path) -> None:
    output = tmp_path / "output"
    put(FIRST, output)
    before = (output / "partners/acme/index.html").stat().st_ino
    done = put(SECOND, output)
    assert (done.written, done.unchanged, done.removed) == (3, 1, 1)
    assert (output / "partners/acme/index.html").stat().st_ino == before
    assert not (output / "partners/gone").exists()


def test_assets_stay_for_one_more_release(tmp_path: Path) -> None:
    output = tmp_path / "output"
    put(FIRST, output)
    put(SECOND, output)
    assert retired(output) == ["assets/style.1111.css", "search/a.1111.json"]
    put(SECOND, output)  # A build without news is no release.
    assert retired(output) == ["assets/style.1111.css", "search/a.1111.json"]
    assert put(THIRD, output).removed == 2
    assert retired(output) == []


def test_an_asset_that_comes_back_is_not_retired(tmp_path: Path) -> None:
    output = tmp_path / "output"
    put(FIRST, output)
    put(SECOND, output)
    put(FIRST, output)
    assert retired(output) == ["assets/style.2222.css", "search/a.2222.json"]


def test_a_build_without_news_touches_nothing(tmp_path: Path) -> None:
    output = tmp_path / "output"
    put(FIRST, output)
    before = (output.stat().st_ino, (output / "manifest.json").stat().st_mtime_ns)
    done = put(FIRST, output)
    assert (done.written, done.unchanged, done.removed) == (0, 5, 0)
    assert (output.stat().st_ino, (output / "manifest.json").stat().st_mtime_ns) == before


def test_same_artifacts_in_any_order_are_the_same_bytes(tmp_path: Path) -> None:
    put(FIRST, tmp_path / "one")
    put(dict(reversed(FIRST.items())), tmp_path / "two")
    assert tree(tmp_path / "one") == tree(tmp_path / "two")


def test_files_edited_or_removed_by_hand_are_mended(tmp_path: Path) -> None:
    output = tmp_path / "output"
    put(FIRST, output)
    (output / "index.html").write_text("Hom3")
    (output / "partners/acme/index.html").unlink()
    done = put(FIRST, output)
    assert (done.written, done.unchanged) == (2, 3)
    assert tree(output)["index.html"] == "Home"


def test_an_asset_edited_by_hand_is_not_kept(tmp_path: Path) -> None:
    output = tmp_path / "output"
    put(FIRST, output)
    (output / "assets/style.1111.css").write_text("bad")
    put(SECOND, output)
    assert retired(output) == ["search/a.1111.json"]


def test_a_folder_becomes_a_file_and_back(tmp_path: Path) -> None:
    output = tmp_path / "output"
    put({"a/b": "1", "c": "2"}, output)
    put({"a": "3", "c/d": "4"}, output)
    put({"a/b": "1", "c": "2"}, output)


# --- what stays -------------------------------------------------------------------------------


def test_hidden_entries_survive(tmp_path: Path) -> None:
    output = tmp_path / "output"
    output.mkdir()
    (output / ".gitkeep").touch()
    put(FIRST, output)
    (output / ".git" / "refs").mkdir(parents=True)
    (output / ".git" / "HEAD").write_text("ref: refs/heads/pages")
    (output / ".link").symlink_to("nowhere")
    put(SECOND, output)
    assert (output / ".gitkeep").exists()
    assert (output / ".git" / "refs").is_dir()
    assert (output / ".git" / "HEAD").read_text() == "ref: refs/heads/pages"
    assert (output / ".link").readlink() == Path("nowhere")


def test_hidden_files_of_ours_come_and_go(tmp_path: Path) -> None:
    output = tmp_path / "output"
    put({"index.html": "", ".nojekyll": ""}, output)
    put({"index.html": ""}, output)
    assert not (output / ".nojekyll").exists()


def test_litter_of_a_desktop_is_dropped(tmp_path: Path) -> None:
    output = tmp_path / "output"
    put(FIRST, output)
    (output / "partners" / ".DS_Store").touch()
    put(SECOND, output)
    assert not (output / "partners" / ".DS_Store").exists()


# --- where the output may be ------------------------------------------------------------------


def test_a_symbolic_link_to_the_output_stays_one(tmp_path: Path) -> None:
    (tmp_path / "www").mkdir()
    output = tmp_path / "output"
    output.symlink_to("www")
    put(FIRST, output)
    put(SECOND, output)
    assert output.is_symlink()
    assert tree(tmp_path / "www")["index.html"] == "Home, newer"


def test_symbolic_links_inside_lead_nowhere(tmp_path: Path) -> None:
    """A file outside is neither read for comparison, nor written, nor removed."""
    output, outside = tmp_path / "output", tmp_path / "outside"
    put(FIRST, output)
    (outside / "acme").mkdir(parents=True)
    (outside / "acme" / "index.html").write_text("Acme")
    (output / "index.html").unlink()
    (output / "index.html").symlink_to(outside / "acme" / "index.html")
    (output / "partners/acme/index.html").unlink()
    (output / "partners/acme").rmdir()
    (output / "partners/gone/index.html").unlink()
    (output / "partners/gone").rmdir()
    (output / "partners").rmdir()
    (output / "partners").symlink_to(outside)
    assert "partners" in refused(FIRST, output).message
    (output / "partners").unlink()
    put(FIRST, output)
    assert not (output / "index.html").is_symlink()
    assert tree(outside) == {"acme/index.html": "Acme"}


def test_working_in_the_output_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    output = tmp_path / "output"
    put(FIRST, output)
    monkeypatch.chdir(output)
    done = publish(artifacts(SECOND), Path())
    assert isinstance(done, Published)
    check_manifest(output)


# --- what is refused --------------------------------------------------------------------------


def foreign(folder: Path) -> None:
    (folder / "thesis.tex").write_text("years of work")


def foreign_hidden_folder(folder: Path) -> None:
    (folder / ".ssh").mkdir()


def other_manifest(folder: Path) -> None:
    (folder / "manifest.json").write_text('{"name": "a web app", "icons": []}')


def a_site(folder: Path) -> None:
    (folder / "site.yaml").write_text("format: 1")


def a_site_in_a_published_one(folder: Path) -> None:
    put(FIRST, folder)
    a_site(folder)


def parent_of_a_site(folder: Path) -> None:
    (folder / "mine").mkdir()
    a_site(folder / "mine")


def stray_in_ours(folder: Path) -> None:
    put(FIRST, folder)
    (folder / "partners" / "photo.jpg").write_text("mine")


@pytest.mark.parametrize(
    "prepare",
    [
        foreign,
        foreign_hidden_folder,
        other_manifest,
        a_site,
        a_site_in_a_published_one,
        parent_of_a_site,
        stray_in_ours,
    ],
)
def test_a_foreign_folder_is_refused(tmp_path: Path, prepare: Callable[[Path], None]) -> None:
    output = tmp_path / "output"
    output.mkdir()
    prepare(output)
    before = tree(output)
    diagnostic = refused(SECOND, output)
    assert diagnostic.rule.code == "B001"
    assert diagnostic.hint
    assert tree(output) == before
    assert list(tmp_path.iterdir()) == [output]


def test_root_home_and_files_are_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    home = tmp_path / "home"
    home.mkdir()
    monkeypatch.setenv("HOME", str(home))
    monkeypatch.setenv("USERPROFILE", str(home))
    (tmp_path / "file").touch()
    (tmp_path / "link").symlink_to("/")
    for output in (Path("/"), home, tmp_path / "file", tmp_path / "link"):
        assert refused(FIRST, output).rule.code == "B001"
    assert tree(home) == {}


# --- artifacts that do not fit together -------------------------------------------------------


@pytest.mark.parametrize(
    "paths",
    [
        ["a", "a"],
        ["manifest.json"],
        ["Manifest.json"],
        ["partners/a.html", "Partners/b.html"],
        ["partners/acme/x", "partners/Acme/y"],
        ["straße", "strasse"],
        ["a", "a/b"],
        ["a/b", "a"],
        ["/etc/passwd"],
        ["../x"],
        ["a/../b"],
        ["a/./b"],
        ["a//b"],
        ["a/"],
        [""],
        ["a\\b"],
        ["c:x"],
        ["con"],
        ["partners/nul/index.html"],
        ["COM1.txt"],
        ["a."],
        ["a /b"],
        ["a\x00b"],
        ["a\nb"],
        ["what?"],
        ["u\u0308"],
        ["x" * 256],
        ["ü" * 128],
    ],
)
def test_paths_that_do_not_fit_are_our_own_fault(tmp_path: Path, paths: list[str]) -> None:
    with pytest.raises(ValueError, match="output path"):
        publish([Artifact(path, b"") for path in paths], tmp_path / "output")
    assert not (tmp_path / "output").exists()


@pytest.mark.parametrize("path", ["console/x", "a.b/c", ".nojekyll", "ü" * 127, "com10", "x" * 255])
def test_paths_that_only_look_odd(tmp_path: Path, path: str) -> None:
    put({path: ""}, tmp_path / "output")
