"""The new tree beside the old one: what changed is written, what did not is hard-linked."""

from __future__ import annotations

import hashlib
import os
import shutil
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from ..artifact import Artifact
from .manifest import NAME, Entry, Manifest
from .swap import LONG_LIVED, WORKSHOP


@dataclass(frozen=True, slots=True)
class Release:
    """What the new tree will hold. ``unchanged`` are the paths of which the old tree has the bytes.

    ``old_manifest`` are the bytes of the manifest before, empty where there was none.
    """

    artifacts: tuple[Artifact, ...]
    unchanged: frozenset[str]
    manifest: Manifest
    old_manifest: bytes


def files_below(folder: Path) -> dict[str, int]:
    """Size by path of all files; 0 for symbolic links and the like, which are not followed."""
    found: dict[str, int] = {}
    pending = [("", os.fspath(folder))] if folder.exists() else []
    while pending:
        prefix, place = pending.pop()
        with os.scandir(place) as entries:
            for entry in entries:
                path = prefix + entry.name
                if path == WORKSHOP:
                    continue
                if entry.is_dir(follow_symlinks=False):
                    pending.append((path + "/", entry.path))
                elif entry.is_file(follow_symlinks=False):
                    found[path] = entry.stat(follow_symlinks=False).st_size
                else:
                    found[path] = 0
    return found


def compare(
    artifacts: Sequence[Artifact],
    folder: Path,
    old: Manifest,
    present: dict[str, int],
    left_out: Sequence[str] = (),
) -> Release:
    """Hold the artifacts against the old tree, whose files are ``present`` with these sizes.

    Bytes are compared, not only hashes: somebody may have edited the output.
    """
    new = Manifest.of(_entry(artifact.path, artifact.content) for artifact in artifacts)
    unchanged = frozenset(
        artifact.path
        for artifact in artifacts
        if present.get(artifact.path) == len(artifact.content)
        and (folder / artifact.path).read_bytes() == artifact.content
    )
    retired = [
        replace(entry, retired=True)
        for entry in _retiring(old, new)
        if present.get(entry.path) == entry.size
        and _entry(entry.path, (folder / entry.path).read_bytes()) == replace(entry, retired=False)
    ]
    before = (folder / NAME).read_bytes() if NAME in present else b""
    manifest = Manifest.of([*new.entries, *retired], left_out)
    return Release(tuple(artifacts), unchanged, manifest, before)


def _retiring(old: Manifest, new: Manifest) -> Iterable[Entry]:
    """Files of the release before that open pages may still ask for.

    A build that changes nothing is no new release, so what was retired stays.
    """
    same = {e for e in old.entries if not e.retired} == set(new.entries)
    for entry in old.entries:
        long_lived = entry.path.partition("/")[0] in LONG_LIVED
        if long_lived and entry.path not in new.by_path and entry.retired == same:
            yield entry


def _entry(path: str, content: bytes) -> Entry:
    return Entry(path, len(content), hashlib.sha256(content).hexdigest())


def stage(release: Release, folder: Path, survivors: Iterable[str], staged: Path) -> None:
    """Build the new tree at ``staged``; ``survivors`` are entries of the old one that are kept."""
    staged.mkdir()
    if folder.exists():
        shutil.copymode(folder, staged)
    folders = {""}
    for artifact in release.artifacts:
        target = _target(staged, artifact.path, folders)
        if artifact.path in release.unchanged:
            _link(folder / artifact.path, target)
        else:
            target.write_bytes(artifact.content)
    for entry in release.manifest.entries:
        if entry.retired:
            _link(folder / entry.path, _target(staged, entry.path, folders))
    for name in survivors:
        _carry(folder / name, staged / name)
    (staged / NAME).write_bytes(release.manifest.to_bytes())


def _target(staged: Path, path: str, folders: set[str]) -> Path:
    """Where a file is to stand; ``folders`` are those that exist already."""
    parent = path.rpartition("/")[0]
    if parent not in folders:
        (staged / parent).mkdir(parents=True, exist_ok=True)
        folders.add(parent)
    return staged / path


def _carry(source: Path, target: Path) -> None:
    if source.is_symlink():
        target.symlink_to(source.readlink())
    elif source.is_dir():
        shutil.copytree(source, target, symlinks=True, copy_function=_link)
    else:
        _link(source, target)


def _link(source: str | Path, target: str | Path) -> None:
    try:
        os.link(source, target)
    except OSError:  # No hard links here, or too many of them.
        shutil.copy2(source, target)
