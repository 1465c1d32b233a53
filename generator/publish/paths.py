"""Which paths may stand in an output folder, on every file system and web host."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

from .manifest import NAME

_FORBIDDEN = re.compile(r'[\x00-\x1f\x7f<>:"|?*\\]')
_DEVICE = re.compile(r"(con|prn|aux|nul|com[1-9]|lpt[1-9])(\..*)?", re.IGNORECASE)
_LONGEST = 255


def check_paths(paths: Iterable[str]) -> None:
    """Raise ValueError for a path that is unsafe, or that meets another one.

    Ids and file names were checked long before, so a path that fails here is our own fault.
    """
    files: set[str] = set()
    folders: set[str] = set()
    folded = {NAME: NAME}
    for path in paths:
        if fault := _fault(path):
            raise ValueError(f"output path {path!r}: {fault}")
        if path in files or path == NAME:
            raise ValueError(f"two files for the output path {path!r}")
        files.add(path)
        folder = path.rpartition("/")[0]
        for prefix in (path, *_new_folders(folder, folders)):
            other = folded.setdefault(prefix.casefold(), prefix)
            if other != prefix:
                raise ValueError(f"output paths {other!r} and {prefix!r} differ only in case")
    if clash := sorted(files & folders):
        raise ValueError(f"output path {clash[0]!r} is both a file and a folder")


def _new_folders(folder: str, known: set[str]) -> list[str]:
    """The folder and its parents as far as they are not ``known`` yet; now they are."""
    found = []
    while folder and folder not in known:
        known.add(folder)
        found.append(folder)
        folder = folder.rpartition("/")[0]
    return found


def _fault(path: str) -> str:
    if not unicodedata.is_normalized("NFC", path):
        return "not in normal form C"
    for part in path.split("/"):
        if part in ("", ".", ".."):
            return "not a plain relative path"
        if _FORBIDDEN.search(part):
            return "holds a forbidden character"
        if part[-1] in ". ":
            return "a name ends with a dot or a space"
        if _DEVICE.fullmatch(part):
            return "a device name of Windows"
        if len(part.encode("utf-8", "surrogatepass")) > _LONGEST:
            return f"a name is longer than {_LONGEST} bytes"
    return ""
