"""The site folder on the disk: its files in a fixed order, and never one outside of it."""

from __future__ import annotations

import os
import re
import unicodedata
from collections.abc import Iterator
from pathlib import Path

from ..diagnostics import Diagnostic, Place, diagnose
from .characters import find_forbidden

MOST_BYTES = 8 * 1024 * 1024
_IGNORED = re.compile(
    r"\..*|.*~|#.*#|thumbs\.db|desktop\.ini|(readme|license|licence|notice)(\.(md|txt|rst))?",
    re.IGNORECASE,
)
"""Hidden files, what editors and systems leave behind, and what a folder says of itself."""


class Folder:
    """Lists and reads the files of a site. What cannot be read is noted in ``diagnostics``."""

    def __init__(self, root: Path) -> None:
        self.root = root.resolve()
        self.diagnostics: list[Diagnostic] = []

    def walk(self, top: str) -> list[str]:
        """All files below a folder, sorted, as paths relative to the site.

        Folders are not entered through links, so that no file comes twice and no walk is endless.
        """
        if not os.path.lexists(self.root / top) or not self._is_folder(top):
            return []
        files: list[str] = []
        folders = [top]
        while folders:
            folder = folders.pop()
            for path, entry in self._entries(folder):
                if entry.is_symlink():
                    if self._leads_to_file(path, top):
                        files.append(path)
                elif entry.is_dir():
                    folders.append(path)
                elif entry.is_file():
                    files.append(path)
                else:
                    self._note("unreadable-file", "This is neither a file nor a folder", path)
        return sorted(files)

    def read(self, path: str) -> bytes | None:
        """A file's bytes, or None after noting why there are none."""
        try:
            with (self.root / path).open("rb") as stream:
                content = stream.read(MOST_BYTES + 1)
        except OSError as error:
            reason = "permission denied" if isinstance(error, PermissionError) else error.strerror
            self._note("unreadable-file", f"This file could not be read: {reason}", path)
            return None
        if len(content) > MOST_BYTES:
            limit = MOST_BYTES // 1024 // 1024
            hint = "Split it, or make the picture smaller."
            self._note("too-large", f"This file is larger than {limit} MiB", path, hint)
            return None
        return content

    def has(self, path: str) -> bool:
        """Whether there is such a file, and not one that a link has brought in from outside."""
        full = self.root / path
        return self._leads_to_file(path, "") if full.is_symlink() else full.is_file()

    def _note(self, slug: str, message: str, path: str, hint: str = "") -> None:
        self.diagnostics.append(diagnose(slug, message, Place(path), hint=hint))

    def _is_folder(self, top: str) -> bool:
        full = self.root / top
        if full.is_symlink():
            message = "This is a link, and folders are not entered through links"
            self._note("link-outside", message, top, "Put a folder in its place.")
            return False
        if not full.is_dir():
            self._note("unreadable-file", "This should be a folder", top)
            return False
        return True

    def _entries(self, folder: str) -> Iterator[tuple[str, os.DirEntry[str]]]:
        """What a folder holds, apart from hidden and ignored things and unfit names."""
        try:
            with os.scandir(self.root / folder) as found:
                entries = list(found)
        except OSError as error:
            message = f"This folder could not be read: {error.strerror}"
            self._note("unreadable-file", message, folder)
            return
        for entry in entries:
            if _IGNORED.fullmatch(entry.name):
                continue
            shown = os.fsencode(entry.name).decode("utf-8", "backslashreplace")
            path = f"{folder}/{shown}"
            if shown != entry.name or any(find_forbidden(shown)) or "\n" in shown:
                hint = "Rename it with letters, digits and hyphens."
                printable = "".join(c if c.isprintable() else repr(c)[1:-1] for c in path)
                self._note("bad-id", "The name holds what cannot be shown", printable, hint)
            elif not unicodedata.is_normalized("NFC", shown):
                message = "The name's accents are stored as characters of their own (NFD)"
                self._note("bad-id", message, path, "Rename it, best without accents.")
            else:
                yield path, entry

    def _leads_to_file(self, path: str, top: str) -> bool:
        """Whether a link leads to a file inside of ``top``; else the link is noted."""
        within = self.root / top
        target = Path(os.path.realpath(self.root / path))
        if not target.exists():
            message = "This link leads nowhere"
        elif not target.is_relative_to(within):
            message = "This link leads out of the site"
        elif not target.is_file():
            message = "This is a link to a folder, and folders are not entered through links"
        else:
            return True
        self._note("link-outside", message, path, "Put the file itself here.")
        return False
