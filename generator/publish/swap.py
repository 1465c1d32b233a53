"""Putting a complete new tree where the old one stands.

Where the system can exchange two folders at once, readers never see a mixture. Elsewhere, and
where the output is a mount point, entries are replaced one by one. The folder ``ready`` is the
journal then: it exists from the moment the new tree is complete until all of it is in place, and
whoever finds it carries on.
"""

from __future__ import annotations

import ctypes
import errno
import os
import shutil
from pathlib import Path

from .manifest import NAME, Manifest, read_manifest

WORKSHOP = ".partnersite"
LONG_LIVED = ("assets", "search")
"""Folders whose file names carry a hash: old and new files can stand side by side."""

_HERE = -100  # AT_FDCWD
_EXCHANGE = 2  # RENAME_EXCHANGE


def workshop_of(output: Path) -> Path:
    """Where work on ``output`` is done: on the same file system, beside it if possible."""
    parent = output.parent
    if output.exists() and (_is_mount(output) or not os.access(parent, os.W_OK)):
        return output / WORKSHOP
    return parent / WORKSHOP / output.name


def _is_mount(folder: Path) -> bool:
    """Also for a folder that is mounted from the file system it stands in."""
    if folder.is_mount():
        return True
    try:
        mounts = Path("/proc/self/mountinfo").read_bytes().splitlines()
    except OSError:
        return False
    points = (line.split(b" ")[4].decode("unicode_escape").encode("latin-1") for line in mounts)
    return os.fsencode(folder) in points


def stays(name: str, old: Manifest) -> bool:
    """Whether an entry of the output is somebody else's that survives: .gitkeep, .git, .htaccess"""
    return name.startswith(".") and name not in old.top and name != WORKSHOP


def swap(staged: Path, output: Path, workshop: Path) -> None:
    """Put ``staged`` in the place of ``output``; the old tree is left for `clear`."""
    output.mkdir(parents=True, exist_ok=True)
    if not exchange(staged, output):
        if not os.access(output, os.W_OK):
            raise PermissionError(errno.EACCES, os.strerror(errno.EACCES), str(output))
        roll_forward(staged.rename(workshop / "ready"), output, workshop)


def is_unfinished(workshop: Path) -> bool:
    """Whether a killed run left its journal, so that the output may be a mixture."""
    return (workshop / "ready").is_dir()


def recover(output: Path, workshop: Path) -> None:
    """Finish or clear away what a killed run left behind."""
    if is_unfinished(workshop):
        roll_forward(workshop / "ready", output, workshop)
    clear(workshop)


def clear(workshop: Path) -> None:
    """Remove everything but the journal (and the lock, which its holder removes)."""
    _remove(workshop / "staged")
    _remove(workshop / "aside")


def exchange(one: Path, other: Path) -> bool:
    """Exchange two folders at once; false, and nothing done, where that cannot be."""
    try:
        rename = ctypes.CDLL(None).renameat2
    except (AttributeError, OSError, TypeError):
        return False
    done: int = rename(_HERE, os.fsencode(one), _HERE, os.fsencode(other), _EXCHANGE)
    return done == 0


def roll_forward(ready: Path, output: Path, workshop: Path) -> None:
    """Replace entry by entry, however far an earlier run came.

    Long-lived folders go first, so that pages old and new find their assets at every moment; the
    manifest goes last, and says until then what the old tree was.
    """
    aside = workshop / "aside"
    new = read_manifest(ready)
    if new is not None:
        old = read_manifest(output) or Manifest()
        names = [entry.name for entry in ready.iterdir() if entry.name in new.top]
        for name in sorted(names, key=lambda name: (name == NAME, name not in LONG_LIVED, name)):
            if name == NAME:
                _retire_the_rest(output, aside, old, new)
            _replace(ready / name, output / name, aside)
    shutil.rmtree(ready)


def _replace(source: Path, target: Path, aside: Path) -> None:
    if source.is_dir() or (target.is_dir() and not target.is_symlink()):
        _set_aside(target, aside)
    source.replace(target)


def _retire_the_rest(output: Path, aside: Path, old: Manifest, new: Manifest) -> None:
    for entry in sorted(output.iterdir()):
        if entry.name not in {*new.top, WORKSHOP} and not stays(entry.name, old):
            _set_aside(entry, aside)


def _set_aside(entry: Path, aside: Path) -> None:
    """Take an entry away at once; slowly where a folder cannot be moved (a container's layer)."""
    aside.mkdir(exist_ok=True)
    _remove(aside / entry.name)
    try:
        entry.rename(aside / entry.name)
    except OSError:
        _remove(entry)


def _remove(path: Path) -> None:
    """Remove a file or folder that may be absent; of a symbolic link only the link."""
    if path.is_dir() and not path.is_symlink():
        shutil.rmtree(path)
    else:
        path.unlink(missing_ok=True)
