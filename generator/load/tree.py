"""What `load` gives: trees of text values, each of which knows its place.

A plain scalar stays the text that a person typed; the field it belongs to decides what it means.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from ..diagnostics import Diagnostic, Place


@dataclass(frozen=True, slots=True)
class Scalar:
    """``text`` as written. ``plain`` is false for quoted and block scalars.

    A plain empty scalar, ``~`` and ``null`` mean "no value" (`is_null`).
    """

    text: str
    plain: bool
    place: Place

    @property
    def is_null(self) -> bool:
        return self.plain and self.text in ("", "~", "null")


@dataclass(frozen=True, slots=True)
class Sequence:
    items: tuple[Node, ...]
    place: Place


@dataclass(frozen=True, slots=True)
class Mapping:
    """Entries in the order of the file; keys are unique."""

    entries: tuple[tuple[Scalar, Node], ...]
    place: Place

    def get(self, key: str) -> Node | None:
        return next((value for name, value in self.entries if name.text == key), None)

    def key(self, key: str) -> Scalar | None:
        return next((name for name, _ in self.entries if name.text == key), None)


Node = Scalar | Sequence | Mapping
Plain = str | None | list["Plain"] | dict[str, "Plain"]


def plain(node: Node) -> Plain:
    """The tree as lists, dicts, texts and None."""
    match node:
        case Scalar():
            return None if node.is_null else node.text
        case Sequence():
            return [plain(item) for item in node.items]
        case Mapping():
            return {key.text: plain(value) for key, value in node.entries}


def pointer_step(step: str | int) -> str:
    """One step of a JSON pointer (RFC 6901)."""
    return "/" + str(step).replace("~", "~0").replace("/", "~1")


def pointer_steps(pointer: str) -> list[str]:
    """The steps of a JSON pointer, as they were before they became part of it."""
    return [step.replace("~1", "/").replace("~0", "~") for step in pointer.split("/")[1:]]


def locate(node: Node, path: tuple[str | int, ...]) -> tuple[Node, str]:
    """The deepest node on ``path`` and its JSON pointer.

    Steps that do not exist in the tree (a missing key, the tag of a union) are skipped, so that
    a mistake in something absent is shown at what should have held it.
    """
    pointer = ""
    for step in path:
        below: Node | None = None
        if isinstance(node, Mapping) and isinstance(step, str):
            below = node.get(step)
        elif isinstance(node, Sequence) and isinstance(step, int) and step < len(node.items):
            below = node.items[step]
        if below is not None:
            node = below
            pointer += pointer_step(step)
    return node, pointer


@dataclass(frozen=True, slots=True)
class YamlFile:
    """A parsed YAML file. ``lines`` are the source lines, for excerpts."""

    path: str
    root: Mapping
    lines: tuple[str, ...] = field(repr=False, default=())


@dataclass(frozen=True, slots=True)
class PageFile:
    """A Markdown file: front matter and body. ``body_line`` is the body's first line.

    ``language`` comes from the file name (``terms.de.md``), empty for the site's default.
    """

    path: str
    stem: str
    language: str
    front: Mapping
    body: str
    body_line: int
    lines: tuple[str, ...] = field(repr=False, default=())


@dataclass(frozen=True, slots=True)
class TableFile:
    """A CSV table of facts. Each row is a `Mapping` whose places point into the CSV file."""

    path: str
    table: str
    columns: tuple[Scalar, ...]
    rows: tuple[Mapping, ...]
    lines: tuple[str, ...] = field(repr=False, default=())


@dataclass(frozen=True, slots=True)
class ProgramFiles:
    """One folder below ``content/programs``; ``program`` is None when it could not be read."""

    id: str
    program: YamlFile | None
    versions: tuple[YamlFile, ...]
    pages: tuple[PageFile, ...]


@dataclass(frozen=True, slots=True)
class SiteFiles:
    """All that a site folder holds, read and parsed.

    ``assets`` maps the path of each picture (relative to the site folder) to its bytes.
    ``unread`` are the paths of files that are there and could not be read, or whose lack is
    already in ``diagnostics``: what refers to them is not another mistake.
    """

    root: str
    site: YamlFile | None
    vocabulary: YamlFile | None
    programs: tuple[ProgramFiles, ...]
    records: tuple[YamlFile, ...]
    twins: tuple[YamlFile, ...]
    tables: tuple[TableFile, ...]
    pages: tuple[PageFile, ...]
    standings: YamlFile | None = None
    assets: dict[str, bytes] = field(repr=False, default_factory=dict)
    unread: tuple[str, ...] = ()
    diagnostics: tuple[Diagnostic, ...] = ()
