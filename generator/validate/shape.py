"""Hold a tree against its file format: every mistake becomes a diagnostic with its place."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Generic, TypeVar

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from ..diagnostics import Diagnostic, Place, diagnose
from ..load.tree import Mapping as MappingNode
from ..load.tree import Node, Sequence, locate, plain, pointer_step
from ..model.text import Source
from ..model.written import looks_like_thousands
from .formats.scalars import Format
from .words import KEY, OTHERS, describe, is_misplaced

F = TypeVar("F", bound=Format)
Path = tuple[str | int, ...]


@dataclass(frozen=True, slots=True)
class Shaped(Generic[F]):
    """A file whose shape is right: its values, and where each of them stands.

    ``whole`` is the tree from which ``root`` was salvaged, when not all of it was right.
    """

    value: F
    root: Node
    path: str
    lines: tuple[str, ...]
    private: bool = False
    whole: Node | None = None

    def place(self, *path: str | int) -> Place:
        return locate(self.root, path)[0].place

    def source(self, *path: str | int) -> Source:
        place = self.place(*path)
        return Source(place.path, place.line)

    def check_thousands(self, number: Decimal, path: Path) -> Iterator[Diagnostic]:
        """A figure with a point that some people read as a separator."""
        if looks_like_thousands(number):
            message = f"“{number}” is read as {number.normalize():f}, with a decimal point"
            hint = f"Write {number.scaleb(3):f} if thousands are meant, and {number}0 if not."
            yield self.report("thousands-point", message, path, hint)

    def report(
        self, slug: str, message: str, path: Path, hint: str = "", at_key: bool = False
    ) -> Diagnostic:
        """A diagnostic at the value on ``path``, or at its key."""
        node, pointer = locate(self.root, path)
        if self.whole is not None:
            pointer = _pointer(self.whole, node) or pointer
        place = (_key_place(self.root, path) if at_key else None) or node.place
        return diagnose(
            slug,
            message,
            place,
            hint=hint,
            pointer=pointer,
            excerpt=excerpt(self.lines, place),
            private=self.private or is_private(path),
        )


def _key_place(root: Node, path: Path) -> Place | None:
    """Where the key stands that ``path`` ends with."""
    parent = locate(root, path[:-1])[0]
    key = parent.key(str(path[-1])) if isinstance(parent, MappingNode) else None
    return key.place if key else None


def _pointer(root: Node, wanted: Node) -> str | None:
    """JSON pointer of a node that is known to stand somewhere below ``root``."""
    if root is wanted:
        return ""
    steps: list[tuple[str, Node]] = []
    if isinstance(root, MappingNode):
        steps = [(pointer_step(key.text), value) for key, value in root.entries]
    elif isinstance(root, Sequence):
        steps = [(pointer_step(i), item) for i, item in enumerate(root.items)]
    for step, below in steps:
        rest = _pointer(below, wanted)
        if rest is not None:
            return step + rest
    return None


def is_private(path: Path) -> bool:
    """Whether a value of a partner record stands in its private part."""
    return bool(path) and path[0] == "private"


def excerpt(lines: tuple[str, ...], place: Place) -> str:
    """The source line of a place, or nothing when the file is not at hand."""
    return lines[place.line - 1] if 0 < place.line <= len(lines) else ""


def shape(
    model: type[F], root: MappingNode, path: str, lines: tuple[str, ...], private: bool = False
) -> tuple[Shaped[F] | None, list[Diagnostic]]:
    """Read a tree as ``model``. Gives either the values or all that is wrong with them."""
    try:
        value = model.model_validate(plain(root))
    except ValidationError as error:
        details = [
            detail for detail in error.errors(include_url=False) if not _follows(root, detail)
        ]
        details = _together(details)
        return None, [_explain(model, root, lines, private, detail) for detail in details]
    return Shaped(value, root, path, lines, private), []


def _explain(
    model: type[Format],
    root: MappingNode,
    lines: tuple[str, ...],
    private: bool,
    detail: ErrorDetails,
) -> Diagnostic:
    found = describe(model, root, detail)
    path: Path = (*detail["loc"], *found.steps)
    node, pointer = locate(root, path)
    if path[-1] == KEY:
        path = path[:-1]
    place = (_key_place(root, path) if found.at_key else None) or node.place
    return diagnose(
        found.slug,
        found.message,
        place,
        hint=found.hint,
        pointer=pointer,
        # Whoever forgot “private:” may have written a private figure on the same line.
        excerpt="" if is_misplaced(model, path) else excerpt(lines, place),
        private=private or is_private(path),
    )


def _together(details: list[ErrorDetails]) -> list[ErrorDetails]:
    """The same errors, but one of several keys that are missing in one place: one mistake."""
    missing: dict[Path, list[str]] = {}
    for detail in details:
        if detail["type"] == "missing":
            missing.setdefault(detail["loc"][:-1], []).append(str(detail["loc"][-1]))
    found: list[ErrorDetails] = []
    for detail in details:
        if detail["type"] != "missing":
            found.append(detail)
        elif keys := missing.pop(detail["loc"][:-1], None):
            found.append({**detail, "ctx": {OTHERS: keys[1:]}})
    return found


def _follows(root: MappingNode, detail: ErrorDetails) -> bool:
    """Whether a list only counts as too short because its entries are wrong."""
    node = locate(root, detail["loc"])[0]
    return detail["type"] == "too_short" and isinstance(node, Sequence) and bool(node.items)
