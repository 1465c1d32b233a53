"""The pages in docs/formats/: what each file format holds, read from its JSON Schema."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

Schema = Mapping[str, Any]

MADE = (
    "<!-- Made by `partnersite schema --docs docs/formats` from the models in"
    " generator/validate/formats. -->"
)
_TABLES = """\
Private facts of many partners, a row each, as CSV: in UTF-8, with commas, and with the names of the
columns in the first line. Columns may stand in any order, and those that are not required may be
missing. An empty cell says nothing.

Files: `partners/**/TABLE.csv` or `partners/**/TABLE-anything.csv`"""
_HEADER = ("key", "what to write", "required", "default", "meaning")


@dataclass(frozen=True, slots=True)
class Example:
    """A file of the worked example, which the tests build."""

    path: str
    text: str


def format_page(schema: Schema, files: str, example: Example) -> str:
    """The page of one kind of file."""
    parts = [
        f"# {schema['title']}",
        MADE,
        _prose(schema),
        f"Files: `{files}`",
        *_section(schema),
    ]
    for name in _in_order(schema):
        below = schema["$defs"][name]
        parts += [f"## {below['title']}", _prose(below), *_section(below)]
    return _page([*parts, "## Example", *_example(example)])


def tables_page(rows: Mapping[str, tuple[Schema, Example]]) -> str:
    """The page of the fact tables: columns and an example of each."""
    parts = [
        "# Fact tables",
        MADE,
        _TABLES,
        f"`TABLE` is one of {', '.join(f'`{name}`' for name in rows)}.",
    ]
    partner = ("`partner`", "id", "yes", "", "Id of the partner.")
    for name, (schema, example) in rows.items():
        parts += [f"## {name}", _prose(schema), _table([partner, *_rows(schema)])]
        parts += _example(example)
    return _page(parts)


def _page(parts: list[str]) -> str:
    return "\n\n".join(part for part in parts if part) + "\n"


def _section(schema: Schema) -> list[str]:
    return [_table(list(_rows(schema)))]


def _prose(schema: Schema) -> str:
    return str(schema.get("description", ""))


def _example(example: Example) -> list[str]:
    kind = example.path.rsplit(".", 1)[-1]
    return [
        f"[{example.path}](examples/{example.path}):",
        f"```{kind}\n{example.text.rstrip()}\n```",
    ]


def _table(rows: list[tuple[str, ...]]) -> str:
    lines = [_HEADER, ("---",) * len(_HEADER), *rows]
    return "\n".join(f"| {' | '.join(_cell(cell) for cell in line)} |" for line in lines)


def _cell(text: str) -> str:
    return " ".join(text.replace("|", "\\|").split())


def _rows(schema: Schema) -> Iterator[tuple[str, ...]]:
    required = schema.get("required", ())
    for key, field in schema.get("properties", {}).items():
        yield (
            f"`{key}`",
            _kind(field),
            "yes" if key in required else "",
            _default(field.get("default")),
            _prose(field),
        )


def _default(value: object) -> str:
    match value:
        case None | [] | {} | "":
            return ""
        case bool():
            return "`yes`" if value else "`no`"
        case _:
            return f"`{value}`"


def _kind(field: Schema) -> str:
    """The type of a value in plain words."""
    if "$ref" in field:
        return _link(field["$ref"])
    branches = [item for item in field.get("anyOf", field.get("oneOf", ())) if item != _NULL]
    if branches:
        return _choice(branches)
    if "const" in field or ("enum" in field and "$comment" not in field):
        return _one_of(field.get("enum") or [field["const"]])
    if field.get("type") == "array":
        return f"list: {_kind(field['items'])}"
    if field.get("type") == "object":
        return _mapping(field)
    return f"{field['$comment']}{_range(field)}"


_NULL = {"type": "null"}


def _choice(branches: list[Schema]) -> str:
    match branches:
        case [one]:
            return _kind(one)
        case [one, {"type": "array", "items": items}] if items == one:
            return f"{_kind(one)}, or a list of them"
        case [one, {"type": "object", "patternProperties": _}]:
            return f"{_kind(one)}, or one per language"
        case _:
            return ", or ".join(_kind(branch) for branch in branches)


def _mapping(field: Schema) -> str:
    """Keys of a kind, and what stands behind them."""
    by_pattern: Mapping[str, Schema] = field.get("patternProperties", {})
    below = field.get("additionalProperties") or next(iter(by_pattern.values()), None)
    if not isinstance(below, Mapping):
        return "keys and values"
    keys = field.get("propertyNames", {})
    named = _one_of(keys["enum"]) if "enum" in keys else keys.get("$comment", "id")
    return f"per {named}: {_kind(below)}"


def _one_of(values: Iterable[object]) -> str:
    *first, last = [f"`{value}`" for value in values]
    return f"{', '.join(first)} or {last}" if first else last


def _range(field: Schema) -> str:
    low, high = field.get("minimum"), field.get("maximum")
    if low is None:
        return "" if high is None else f" up to {high}"
    return f" from {low}" + ("" if high is None else f" to {high}")


def _link(reference: str) -> str:
    name = reference.rsplit("/", 1)[-1]
    return f"[{name.replace('-', ' ')}](#{name})"


def _in_order(schema: Schema) -> list[str]:
    """The models that a format is made of, as a reader meets them."""
    met: list[str] = []
    waiting: list[Any] = [schema["properties"]]
    while waiting:
        node = waiting.pop(0)
        if isinstance(node, Mapping):
            name = str(node.get("$ref", "")).rsplit("/", 1)[-1]
            if name and name not in met:
                met.append(name)
                waiting.append(schema["$defs"][name]["properties"])
            waiting[:0] = [value for key, value in node.items() if key != "$defs"]
        elif isinstance(node, list):
            waiting[:0] = node
    return met
