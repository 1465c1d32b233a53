"""Runs that are killed, run out of space, may not write, or meet each other."""

from __future__ import annotations

import hashlib
import json
import os
import random
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from generator.artifact import Artifact
from generator.diagnostics import Diagnostic
from generator.publish.lock import BusyError, locked
from generator.publish.manifest import read_manifest
from generator.publish.publish import Published, publish
from generator.publish.swap import exchange
from tests.conftest import ROOT

FILES = 60
ROUNDS = 20

# Publishes releases without end; the name of each stands in its every page.
BUILDER = f"""
import sys, time
from pathlib import Path
from generator.artifact import Artifact
from generator.publish.publish import publish
number = int(sys.argv[2])
while True:
    text = str(number).encode()
    pages = [Artifact(f"partners/p{{n}}/index.html", text) for n in range({FILES})]
    shared = [Artifact(f"assets/{{number}}.css", text), Artifact("same.html", b"always")]
    print(publish([*pages, *shared], Path(sys.argv[1])), flush=True)
    number += 1
    time.sleep(float(sys.argv[3]))
"""


def start(output: Path, number: int, pause: float = 0) -> subprocess.Popen[str]:
    """A process that publishes releases from ``number`` on, with a ``pause`` after each."""
    return subprocess.Popen(
        [sys.executable, "-c", BUILDER, str(output), str(number), str(pause)],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        encoding="utf-8",
    )


def check_whole(output: Path) -> None:
    """All that the manifest names is there, nothing else is, and all pages are of one release."""
    listed = json.loads((output / "manifest.json").read_bytes())["files"]
    there = {p.relative_to(output).as_posix() for p in output.rglob("*") if p.is_file()}
    assert there == {"manifest.json", *(file["path"] for file in listed)}
    for file in listed:
        content = (output / file["path"]).read_bytes()
        assert hashlib.sha256(content).hexdigest() == file["sha256"], file["path"]
    pages = {path.read_bytes() for path in output.glob("partners/*/index.html")}
    assert len(pages) == 1
    assert (output / f"assets/{pages.pop().decode()}.css").exists()


def release(text: str, output: Path) -> Published | Diagnostic:
    pages = [Artifact(f"partners/p{n}/index.html", text.encode()) for n in range(3)]
    return publish([*pages, Artifact(f"assets/{text}.css", text.encode())], output)


def test_killed_at_any_moment_leaves_a_whole_site(tmp_path: Path) -> None:
    output = tmp_path / "output"
    chance = random.Random(21)
    for number in range(ROUNDS):
        builder = start(output, number * 1000)
        assert builder.stdout is not None
        assert builder.stdout.readline().startswith("Published"), "the first build of a round"
        time.sleep(chance.random() * 0.2)
        builder.kill()
        builder.communicate()
        check_whole(output)
    assert isinstance(publish([Artifact("partners/p/index.html", b"")], output), Published)
    assert list(tmp_path.iterdir()) == [output]


def test_builds_at_the_same_time_take_turns(tmp_path: Path) -> None:
    output = tmp_path / "output"
    # Without a pause the one that has the lock would soon have it again.
    builders = [start(output, number, pause=0.1) for number in (0, 1000)]
    for _ in range(5):
        for builder in builders:
            assert builder.stdout is not None
            assert builder.stdout.readline().startswith("Published")
    for builder in builders:
        builder.kill()
        builder.communicate()
    check_whole(output)


def test_the_lock_waits_only_so_long_and_dies_with_its_holder(tmp_path: Path) -> None:
    file = tmp_path / "work" / "lock"
    script = (
        "import sys, time; from pathlib import Path; from generator.publish.lock import locked\n"
        "with locked(Path(sys.argv[1])): print('held', flush=True); time.sleep(60)"
    )
    holder = subprocess.Popen(
        [sys.executable, "-c", script, str(file)], cwd=ROOT, stdout=subprocess.PIPE
    )
    assert holder.stdout is not None
    holder.stdout.readline()
    with pytest.raises(BusyError), locked(file, patience=0.2):
        pass
    holder.kill()
    holder.communicate()
    with locked(file, patience=0.2):
        assert file.exists()
    assert not file.exists()


# Replaces entry by entry, and dies before the move of a certain number.
STOPPED = """
import os, sys
from pathlib import Path
from generator.publish.swap import roll_forward
left = int(sys.argv[3])
def stop(event, arguments):
    global left
    if event == "os.rename":
        left -= 1
        if left < 0:
            os._exit(9)
sys.addaudithook(stop)
roll_forward(Path(sys.argv[2], "ready"), Path(sys.argv[1]), Path(sys.argv[2]))
"""


@pytest.mark.parametrize("moves", range(6))
def test_a_swap_entry_by_entry_goes_on_where_it_was_stopped(tmp_path: Path, moves: int) -> None:
    """Where two folders cannot be exchanged, the next run ends what the stopped one began."""
    output, workshop = tmp_path / "output", tmp_path / ".partnersite" / "output"
    release("old", output)
    (output / ".keep").touch()
    publish([Artifact("index.html", b"new"), Artifact("assets/new.css", b"new")], tmp_path / "new")
    shutil.copytree(tmp_path / "new", workshop / "ready")
    command = [sys.executable, "-c", STOPPED, str(output), str(workshop), str(moves)]
    stopped = subprocess.run(command, cwd=ROOT, check=False).returncode
    assert stopped == (9 if moves < 5 else 0)
    assert isinstance(release("newest", output), Published)
    (output / ".keep").unlink()
    check_whole(output)
    listed = read_manifest(output)
    assert listed is not None
    assert [entry.path for entry in listed.entries if entry.retired] == ["assets/new.css"]
    assert not workshop.parent.exists()


# --- disks that are full, or may not be written -----------------------------------------------


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of one megabyte."""
    disk = tmp_path / "disk"
    disk.mkdir()
    command = ["mount", "-t", "tmpfs", "-o", "size=1m", "tmpfs", str(disk)]
    if not sys.platform.startswith("linux") or subprocess.run(command, check=False).returncode:
        # Nothing else gives a disk that fills up for sure; CI runs as root on Linux.
        pytest.skip("only root can mount a small disk")
    yield disk
    subprocess.run(["umount", str(disk)], check=True)


@pytest.mark.parametrize("name", ["output", "."], ids=["below", "mount point"])
def test_a_full_disk_leaves_the_old_site(small_disk: Path, name: str) -> None:
    output = small_disk / name
    assert isinstance(release("old", output), Published)
    for kilobytes in range(950, 1250, 25):
        large = Artifact("large.bin", os.urandom(kilobytes * 1000))
        done = publish([large], output)
        if isinstance(done, Published):
            assert isinstance(release("old", output), Published)
            continue
        assert done.rule.code == "B002"
        assert "space" in done.message
        check_whole(output)
        assert not list(small_disk.glob("**/.partnersite"))
    assert isinstance(release("new", output), Published)
    check_whole(output)


def test_a_read_only_disk_leaves_the_old_site(small_disk: Path) -> None:
    output = small_disk / "output"
    release("old", output)
    subprocess.run(["mount", "-o", "remount,ro", str(small_disk)], check=True)
    done = release("new", output)
    assert isinstance(done, Diagnostic)
    assert done.rule.code == "B002"
    check_whole(output)


def test_a_folder_that_may_not_be_written(unprivileged: Path) -> None:
    output = unprivileged / "output"
    release("old", output)
    output.chmod(0o500)
    unprivileged.chmod(0o500)
    done = release("new", output)
    assert isinstance(done, Diagnostic)
    assert done.rule.code == "B002"
    check_whole(output)


def test_a_mount_point_is_replaced_from_inside(small_disk: Path) -> None:
    (small_disk / ".gitkeep").touch()
    assert isinstance(release("old", small_disk), Published)
    assert isinstance(release("new", small_disk), Published)
    (small_disk / ".gitkeep").unlink()
    check_whole(small_disk)
    assert not exchange(small_disk, small_disk.parent)
