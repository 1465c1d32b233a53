"""Hold a tree against its file format: every mistake becomes a diagnostic with its place."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Generic, TypeVar, get_args

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from ..diagnostics import Diagnostic, Place, diagnose, did_you_mean
from ..load.tree import Mapping as MappingNode
from ..load.tree import Node, Scalar, locate, plain
from ..model.text import Source
from .formats.scalars import Format

F = TypeVar("F", bound=Format)
Path = tuple[str | int, ...]


@dataclass(frozen=True, slots=True)
class Shaped(Generic[F]):
    """A file whose shape is right: its values, and where each of them stands."""

    value: F
    root: Node
    path: str
    lines: tuple[str, ...]
    private: bool = False

    def place(self, *path: str | int) -> Place:
        return locate(self.root, path)[0].place

    def source(self, *path: str | int) -> Source:
        place = self.place(*path)
        return Source(place.path, place.line)

    def report(
        self, slug: str, message: str, path: Path, hint: str = "", at_key: bool = False
    ) -> Diagnostic:
        """A diagnostic at the value on ``path``, or at its key."""
        node, pointer = locate(self.root, path)
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
        details = error.errors(include_url=False)
        return None, [_explain(model, root, lines, private, detail) for detail in details]
    return Shaped(value, root, path, lines, private), []


def _explain(
    model: type[Format],
    root: MappingNode,
    lines: tuple[str, ...],
    private: bool,
    detail: ErrorDetails,
) -> Diagnostic:
    path: Path = detail["loc"]
    node, pointer = locate(root, path)
    slug, message, hint = _words(model, root, path, detail)
    place = node.place
    if slug == "unknown-key":
        # The mistake is the key, not what stands behind it.
        place = _key_place(root, path) or place
    return diagnose(
        slug,
        message,
        place,
        hint=hint,
        pointer=pointer,
        excerpt=excerpt(lines, place),
        private=private or is_private(path),
    )


def _words(
    model: type[Format], root: MappingNode, path: Path, detail: ErrorDetails
) -> tuple[str, str, str]:
    """Slug, message and hint for one of pydantic's errors."""
    name = next((str(step) for step in reversed(path) if not isinstance(step, int)), "value")
    written = detail.get("input")
    context: Mapping[str, Any] = detail.get("ctx") or {}
    kind = detail["type"]
    if kind == "extra_forbidden":
        return "unknown-key", f"“{name}” is not a key here", _near(model, root, path, str(path[-1]))
    if kind == "missing" or written is None:
        return "missing-key", f"“{path[-1]}” is missing", "Add it, with a value."
    if kind == "literal_error":
        words = str(context["expected"]).replace("'", "").replace(" or ", ", ").split(", ")
        hint = did_you_mean(str(written), words)
        return "wrong-value", f"{_show(written)} should be one of {', '.join(words)}", hint
    if kind in ("partnersite_type", "partnersite_value", "partnersite_id"):
        slug = {"partnersite_type": "wrong-type", "partnersite_id": "bad-id"}.get(
            kind, "wrong-value"
        )
        return slug, f"{_show(written)} {context['message']}", ""
    if kind in ("model_type", "model_attributes_type", "dict_type"):
        return "wrong-type", f"“{name}” should hold keys and values", ""
    if kind in ("tuple_type", "list_type"):
        return "wrong-type", f"“{name}” should be a list", "Begin each entry with “- ”."
    if kind == "string_type":
        return "wrong-type", f"“{name}” should be text", ""
    return "wrong-value", _constraint(name, kind, written, context, detail["msg"]), ""


def _constraint(
    name: str, kind: str, written: object, context: Mapping[str, Any], fallback: str
) -> str:
    """Why a value of the right type is refused."""
    match kind:
        case "string_pattern_mismatch":
            form = _FORMS.get(name, context["pattern"])
            return f"{_show(written)} does not have the form of “{name}”: {form}"
        case "string_too_short" | "too_short":
            return f"“{name}” is empty"
        case "string_too_long" | "too_long":
            return f"“{name}” is longer than {context['max_length']}"
        case "greater_than_equal":
            return f"{_show(written)} is below {context['ge']}"
        case "less_than_equal":
            return f"{_show(written)} is over {context['le']}"
        case _:
            return f"“{name}”: {fallback}"


_FORMS = {
    "country": "two capital letters such as DE",
    "currency": "three capital letters such as EUR",
    "languages": "language codes such as en or pt-BR",
    "phone": "digits with spaces, such as +49 30 123456",
    "email": "name@example.com",
    "dates": "YYYY-MM-DD, DD.MM.YYYY, M/D/YYYY and the like",
    "accent": "a colour such as #0b5cad",
    "period": "last 12 months, last 4 quarters, calendar year or previous calendar year",
}


def _show(value: object) -> str:
    text = str(value)
    return f"“{text if len(text) <= 60 else text[:57] + '…'}”"


def _near(model: type[Format], root: MappingNode, path: Path, key: str) -> str:
    """Known keys at the place of an unknown one, the nearest first named."""
    here = locate(root, path[:-1])[0]
    taken = {name.text for name, _ in here.entries} if isinstance(here, MappingNode) else set()
    known = [name for name in _keys_at(model, path[:-1]) if name not in taken]
    return did_you_mean(key, known) or (f"Known keys: {', '.join(known)}." if known else "")


def _keys_at(model: Any, path: Path) -> list[str]:
    """The keys that the format allows at ``path``, followed through lists, maps and unions."""
    candidates = [model]
    for step in path:
        candidates = [below for item in candidates for below in _below(item, step)]
    return sorted({name for item in candidates for name in item.model_fields})


def _below(model: type[BaseModel], step: str | int) -> Iterable[type[BaseModel]]:
    if isinstance(step, int) or step not in model.model_fields:
        # An index, an id used as key, or a union's tag: stay with the models found before.
        return [model]
    return _models_in(model.model_fields[step].annotation)


def _models_in(annotation: Any) -> list[type[BaseModel]]:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return [annotation]
    return [model for inner in get_args(annotation) for model in _models_in(inner)]


def scalar_at(root: Node, *path: str | int) -> Scalar | None:
    """The scalar at exactly ``path``, if there is one."""
    node, _ = locate(root, path)
    return node if isinstance(node, Scalar) else None
