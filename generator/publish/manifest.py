"""``manifest.json``: every file of the output, which also marks the folder as ours."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

NAME = "manifest.json"
GENERATOR = "partnersite"
FORMAT = 1


@dataclass(frozen=True, slots=True, order=True)
class Entry:
    """A file of the output. ``retired``: of the release before, for pages that are still open."""

    path: str
    size: int
    sha256: str
    retired: bool = False


@dataclass(frozen=True)
class Manifest:
    """Entries are sorted by path; the manifest itself is not one of them.

    ``left_out`` are the ids of partners whose records were faulty.
    """

    entries: tuple[Entry, ...] = ()
    left_out: tuple[str, ...] = ()

    @classmethod
    def of(cls, entries: Iterable[Entry], left_out: Sequence[str] = ()) -> Manifest:
        return cls(tuple(sorted(entries)), tuple(left_out))

    @cached_property
    def by_path(self) -> dict[str, Entry]:
        return {entry.path: entry for entry in self.entries}

    @cached_property
    def top(self) -> frozenset[str]:
        """Names that stand directly in the output folder."""
        return frozenset(entry.path.partition("/")[0] for entry in self.entries) | {NAME}

    def to_bytes(self) -> bytes:
        """JSON with one line per file, so that releases can be compared line by line."""
        lines = [
            json.dumps(
                {"path": entry.path, "size": entry.size, "sha256": entry.sha256}
                | ({"retired": True} if entry.retired else {}),
                ensure_ascii=False,
            )
            for entry in self.entries
        ]
        head = f'{{\n"generator": "{GENERATOR}",\n"format": {FORMAT},\n'
        if self.left_out:
            head += f'"left_out": {json.dumps(self.left_out)},\n'
        head += '"files": [\n'
        return (head + ",\n".join(lines) + "\n]\n}\n").encode()


def read_manifest(folder: Path) -> Manifest | None:
    """The manifest of an output folder of ours; None where there is no such thing."""
    try:
        data = json.loads((folder / NAME).read_bytes())
        if data["generator"] != GENERATOR:
            return None
        return Manifest.of(
            Entry(file["path"], file["size"], file["sha256"], file.get("retired", False))
            for file in data["files"]
        )
    except (FileNotFoundError, NotADirectoryError, ValueError, KeyError, TypeError):
        return None
