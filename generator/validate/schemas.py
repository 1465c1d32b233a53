"""JSON Schemas of the file formats, made from their models: for editors, and for the docs."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from .formats.facts import PrivateFormat
from .formats.importmap import MapFormat
from .formats.page import PageFormat
from .formats.program import ProgramFormat
from .formats.record import RecordFormat
from .formats.scalars import Format, model_name
from .formats.site import SiteFormat, VocabularyFormat
from .formats.standings import StandingsFormat
from .formats.version import VersionFormat
from .tables import ROW_FORMATS

DRAFT = "https://json-schema.org/draft/2020-12/schema"
IDENTIFIER = "urn:partnersite:format:1:"
_LIMITS = {"ge": "minimum", "gt": "exclusiveMinimum", "le": "maximum"}
_FILES = {"revenue": "revenue-2026-q1", "customers": "customers-2026"}
Schema = dict[str, Any]


@dataclass(frozen=True, slots=True)
class FileFormat:
    """A kind of file.

    ``files`` is where such files lie in a site folder, ``example`` one in docs/formats/examples.
    """

    name: str
    title: str
    model: type[Format]
    files: str
    example: str = ""


_PROGRAM = "content/programs/ID"
_EXAMPLE = "content/programs/resellers"
FILE_FORMATS = (
    FileFormat("site", "Settings of a site", SiteFormat, "site.yaml", "site.yaml"),
    FileFormat(
        "vocabulary",
        "Vocabulary",
        VocabularyFormat,
        "content/vocabulary.yaml",
        "content/vocabulary.yaml",
    ),
    FileFormat(
        "record", "Partner record", RecordFormat, "partners/**/ID.yaml", "partners/acme.yaml"
    ),
    FileFormat(
        "private",
        "Private twin of a record",
        PrivateFormat,
        "partners/**/ID.private.yaml",
        "partners/acme.private.yaml",
    ),
    FileFormat(
        "program", "Program", ProgramFormat, f"{_PROGRAM}/program.yaml", f"{_EXAMPLE}/program.yaml"
    ),
    FileFormat(
        "version",
        "Version of a program",
        VersionFormat,
        f"{_PROGRAM}/versions/VERSION.yaml",
        f"{_EXAMPLE}/versions/2026.yaml",
    ),
    FileFormat(
        "page",
        "Front matter of a page",
        PageFormat,
        f"content/pages/SLUG.md and {_PROGRAM}/SLUG.md, translated as SLUG.LANG.md",
        "content/pages/imprint.md",
    ),
    FileFormat(
        "standings",
        "Recorded standings",
        StandingsFormat,
        "standings.yaml",
        "standings.yaml",
    ),
    FileFormat("import-map", "Map of an import", MapFormat, "map.yaml"),
)
ROWS = {table: f"partners/tables/{_FILES.get(table, table)}.csv" for table in ROW_FORMATS}
"""A file of each fact table in docs/formats/examples."""


def json_schema(format_: FileFormat) -> Schema:
    """The schema of one kind of file, in draft 2020-12."""
    schema = _tidy(format_.model.model_json_schema())
    return {
        "$schema": DRAFT,
        "$id": f"{IDENTIFIER}{format_.name}",
        **schema,
        "title": format_.title,
    }


def row_schema(table: str) -> Schema:
    """The schema of a table's row, which also has the column ``partner``."""
    tidied: Schema = _tidy(ROW_FORMATS[table].model_json_schema())
    return tidied


def _tidy(node: Any) -> Any:
    """What pydantic writes, without its habits, and as strict as the models are."""
    if isinstance(node, list):
        return [_tidy(item) for item in node]
    if not isinstance(node, dict):
        return node
    tidied: Schema = {}
    for key, value in node.items():
        match key, value:
            case "default", None:
                pass  # A field that may be left out has no value of null.
            case "$ref", str():
                folder, _, name = value.rpartition("/")
                tidied[key] = f"{folder}/{model_name(name)}"
            case "description", str():
                tidied[key] = value.replace("``", "`")
            case "$defs", dict():
                tidied[key] = {model_name(name): _tidy(item) for name, item in value.items()}
            case _:
                tidied[_LIMITS.get(key, str(key))] = _tidy(value)
    if "patternProperties" in tidied:
        tidied["additionalProperties"] = False
    return tidied
