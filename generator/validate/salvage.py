"""Going on with what is right in a faulty file, so that one run finds its other mistakes too.

Entries with a mistake are taken out of the tree, and the rest is held against the format again. In
sections that other parts refer to nothing can be taken out: what is missing there would look like a
mistake wherever it is named.
"""

from __future__ import annotations

from collections.abc import Iterable

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from ..diagnostics import did_you_mean
from ..load.tree import Mapping, Node, Sequence, plain
from .formats.scalars import Format
from .shape import F, Path, Shaped

_ROUNDS = 5
"""What is left may have new mistakes, such as a list that has become empty."""
_TOGETHER = {"status": "left_on", "left_on": "status"}
"""Keys of which one contradicts the lack of the other."""


def salvage(
    model: type[F], root: Mapping, path: str, lines: tuple[str, ...], private: bool
) -> Shaped[F] | None:
    """What remains of a faulty file, or None when nothing can be said about the rest of it."""
    rest: Node | None = root
    for _ in range(_ROUNDS):
        if not isinstance(rest, Mapping):
            return None
        try:
            value = model.model_validate(plain(rest))
        except ValidationError as error:
            wrong = {_wrong_entry(model, rest, item) for item in error.errors(include_url=False)}
            if any(not place for place in wrong):
                return None
            rest = _without(rest, wrong)
        else:
            return Shaped(value, rest, path, lines, private, whole=root)
    return None


def _wrong_entry(model: type[Format], root: Node, detail: ErrorDetails) -> Path:
    """Where the entry stands that has to go; empty when there is none that may."""
    real: Path = ()
    node = root
    for step in detail["loc"]:
        below = _below(node, step)
        if below is not None:
            real, node = (*real, step), below
    unknown = detail["type"] == "extra_forbidden"
    section = model.model_fields.get(str(real[0])) if real else None
    if section is None or real[0] in model.DEFINES or section.is_required():
        # A key that is not known can go anywhere: nothing can be said to refer to it, unless it
        # was meant as one of those sections.
        is_misspelt = len(real) == 1 and bool(did_you_mean(str(real[0]), model.DEFINES))
        return real if unknown and not is_misspelt else ()
    first = next((i for i, step in enumerate(real) if isinstance(step, int)), None)
    return real if first is None else real[: first + 1]


def _below(node: Node, step: str | int) -> Node | None:
    if isinstance(node, Mapping) and isinstance(step, str):
        return node.get(step)
    if isinstance(node, Sequence) and isinstance(step, int) and step < len(node.items):
        return node.items[step]
    return None


def _without(node: Node, wrong: Iterable[Path]) -> Node:
    """The tree without the entries at these paths; all other nodes stay the same ones."""
    here = {path[0] for path in wrong if len(path) == 1}
    here |= {_TOGETHER[step] for step in here if isinstance(step, str) and step in _TOGETHER}
    deeper = {path for path in wrong if len(path) > 1 and path[0] not in here}

    def kept(step: str | int, value: Node) -> Node:
        inside = [path[1:] for path in deeper if path[0] == step]
        return _without(value, inside) if inside else value

    if isinstance(node, Mapping):
        entries = [(key, value) for key, value in node.entries if key.text not in here]
        return Mapping(tuple((key, kept(key.text, value)) for key, value in entries), node.place)
    if isinstance(node, Sequence):
        items = [(i, item) for i, item in enumerate(node.items) if i not in here]
        return Sequence(tuple(kept(i, item) for i, item in items), node.place)
    return node
