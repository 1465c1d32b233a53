"""`standings.yaml`, the audit trail: which level each partner held, from when to when.

An entry is a line of its own, so that a difference between two commits reads as what happened.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from ..diagnostics import Diagnostic, Place, diagnose
from ..load.files import Folder
from ..load.text import read_text
from ..load.tree import Node, plain
from ..load.tree import Sequence as SequenceNode
from ..load.yaml import read_yaml
from ..model.days import DAY
from ..model.directory import Directory
from ..model.standing import Standing, Standings
from ..qualify.recorded import stays
from ..validate.formats.standings import RecordedFormat
from .records import write
from .yaml_patch import comments

FILE = "standings.yaml"
_KEY = "standings"
_NONE = "none"
_HEAD = (
    "# The audit trail: levels that partners held. Written by `partnersite levels --record`.\n"
    "# An entry is true from `since` to `as_of`; what came after it is computed.\n"
)

Ladder = tuple[str, str, str]
"""Partner, program and ladder."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One stay at a level. ``lines`` are its text in the file, with the comments that belong to it;
    none for an entry that is new or another one than before.
    """

    partner: str
    program: str
    ladder: str
    level: str
    since: date | None
    as_of: date
    version: str
    status: str
    comments: tuple[str, ...] = ()
    lines: tuple[str, ...] = ()

    @property
    def key(self) -> Ladder:
        return self.partner, self.program, self.ladder

    @property
    def begin(self) -> date:
        return self.since or self.as_of

    def text(self, indent: str, ending: str) -> Iterator[str]:
        if self.lines:
            yield from self.lines
            return
        for comment in self.comments:
            yield f"{indent}{comment}{ending}"
        values = {
            "partner": self.partner,
            "program": self.program,
            "ladder": self.ladder,
            "level": self.level,
            "since": self.since.isoformat() if self.since else "",
            "as_of": self.as_of.isoformat(),
            "version": self.version,
            "status": self.status,
        }
        written = ", ".join(f"{name}: {value}" for name, value in values.items() if value)
        yield f"{indent}- {{{written}}}{ending}"


@dataclass(frozen=True, slots=True)
class Recording:
    """What a run did to the audit trail."""

    added: int
    extended: int


def record(site: Path, directory: Directory, standings: Standings) -> Recording | list[Diagnostic]:
    """Write the standings of a day into the audit trail of a sound site.

    A stay that goes on is extended; another level is a new entry, and the old one stays. A day
    that is recorded already is left as it is.
    """
    trail = _read(site)
    if isinstance(trail, Diagnostic):
        return [trail]
    begins = stays(directory, standings.as_of)
    known: dict[Ladder, list[Entry]] = {}
    for entry in trail.entries:
        known.setdefault(entry.key, []).append(entry)
    added = extended = 0
    for standing in standings.standings:
        begin = begins[standing.partner, standing.program, standing.ladder]
        new = _entry(standing, standings.as_of)
        own = known.setdefault(new.key, [])
        if any(item.begin <= new.as_of <= item.as_of for item in own):
            continue
        before = max((x for x in own if x.as_of < new.as_of), key=_day, default=None)
        if before and before.level == new.level and begin <= before.as_of + DAY:
            own[own.index(before)] = replace(new, since=before.begin, comments=before.comments)
            extended += 1
            continue
        if before and new.since and new.since <= before.as_of:
            new = replace(new, since=before.as_of + DAY)
        own.append(new)
        added += 1
    if not added + extended:
        return Recording(0, 0)
    entries = [item for key in sorted(known) for item in sorted(known[key], key=_day)]
    found = write(site, {FILE: trail.text(entries)})
    return found or Recording(added, extended)


def _day(entry: Entry) -> date:
    return entry.as_of


def _entry(standing: Standing, as_of: date) -> Entry:
    return Entry(
        partner=standing.partner,
        program=standing.program,
        ladder=standing.ladder or "",
        level=standing.level or _NONE,
        since=standing.since,
        as_of=as_of,
        version=standing.version,
        status=standing.status,
    )


# --- the file -----------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Trail:
    """The file as it is: what stands above the entries, these, and what stands below."""

    head: tuple[str, ...] = (_HEAD, f"{_KEY}:\n")
    entries: tuple[Entry, ...] = ()
    tail: tuple[str, ...] = ()
    indent: str = "  "

    def text(self, entries: Sequence[Entry]) -> str:
        ending = "\r\n" if self.head[-1].endswith("\r\n") else "\n"
        lines = (line for item in entries for line in item.text(self.indent, ending))
        return "".join([*self.head, *lines, *self.tail])


def _read(site: Path) -> _Trail | Diagnostic:
    folder = Folder(site)
    content = folder.read(FILE) if folder.has(FILE) else None
    if content is None:
        return _Trail()
    text = read_text(FILE, content)
    file = None if isinstance(text, Diagnostic) else read_yaml(text)
    if isinstance(text, Diagnostic) or file is None:
        raise AssertionError("the audit trail of a sound site can be read")
    lines = content.decode("utf-8").splitlines(keepends=True)
    if lines and not lines[-1].endswith(("\n", "\r")):
        lines[-1] += "\n"
    items, key = file.root.get(_KEY), file.root.key(_KEY)
    if not isinstance(items, SequenceNode) or not items.items:
        others = [line for i, line in enumerate(lines, 1) if key is None or i != key.place.line]
        return _Trail((*others, f"{_KEY}:\n"))
    if not _stands_apart(items.items, lines):
        message = f"{FILE} is written in a way that cannot be changed in place"
        hint = "Begin each entry with a dash on a line of its own, then record again."
        return diagnose("import-write", message, Place(FILE), hint=hint)
    return _trail(items.items, lines)


def _stands_apart(items: Sequence[Node], lines: Sequence[str]) -> bool:
    """Whether every entry begins with its dash on a line of its own."""
    before = [lines[item.place.line - 1][: item.place.column - 1] for item in items]
    return all(text.strip() == "-" for text in before)


def _trail(items: Sequence[Node], lines: Sequence[str]) -> _Trail:
    """Cuts the lines into entries. A comment belongs to the entry below it."""
    first = lines[items[0].place.line - 1]
    indent = first[: len(first) - len(first.lstrip())]
    start = _begin_of(lines, items[0].place.line - 1)
    entries: list[Entry] = []
    at = start
    for item in items:
        place = item.place
        end = place.end_line if place.end_column > 1 else place.end_line - 1
        end = max(end, place.line)
        own = tuple(lines[at:end])
        found = RecordedFormat.model_validate(plain(item))
        entries.append(
            Entry(
                found.partner,
                found.program,
                found.ladder or "",
                found.level,
                found.since,
                found.as_of,
                found.version or "",
                found.status or "",
                tuple(comments(item, at, own)),
                own,
            )
        )
        at = end
    return _Trail(tuple(lines[:start]), tuple(entries), tuple(lines[at:]), indent)


def _begin_of(lines: Sequence[str], index: int) -> int:
    """Where the first entry's comments begin: below the key."""
    while index > 0 and not lines[index - 1].strip().startswith(f"{_KEY}:"):
        index -= 1
    return index
