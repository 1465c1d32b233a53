"""docs/formats/ is made from the models; its worked example is a site without a mistake.

`partnersite schema --docs docs/formats` writes the pages anew.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from inspect import get_annotations
from pathlib import Path
from typing import Any, get_args

import pytest
from pydantic import BaseModel

from generator.cli.schema import pages
from generator.load.site import load
from generator.load.tree import SiteFiles, YamlFile, plain
from generator.pipeline import check
from generator.validate.formats.facts import PrivateFormat
from generator.validate.formats.program import ProgramFormat
from generator.validate.formats.record import RecordFormat
from generator.validate.formats.scalars import Format, model_name
from generator.validate.formats.site import SiteFormat, VocabularyFormat
from generator.validate.formats.standings import StandingsFormat
from generator.validate.formats.version import VersionFormat
from generator.validate.schemas import DRAFT, FILE_FORMATS, ROWS, FileFormat, json_schema
from generator.validate.tables import ROW_FORMATS

FORMATS = Path(__file__).resolve().parents[2] / "docs/formats"
EXAMPLES = FORMATS / "examples"
LANGUAGE = FORMATS / "language"
PAGES = pages(EXAMPLES)


@pytest.mark.parametrize("name", PAGES)
def test_page_is_as_the_models_are(name: str) -> None:
    assert (FORMATS / name).read_text("utf-8") == PAGES[name], (
        "run: partnersite schema --docs docs/formats"
    )


def test_example_is_a_site_without_a_mistake() -> None:
    checked = check(EXAMPLES, lambda _: date(2026, 4, 1), "", False, lambda _: None)
    assert checked.diagnostics == ()
    assert checked.standings is not None
    assert {item.level for item in checked.standings.standings} == {"silver"}


def test_example_of_the_program_language_is_a_site_without_a_mistake() -> None:
    checked = check(LANGUAGE, lambda _: date(2026, 4, 1), "", False, lambda _: None)
    assert checked.diagnostics == ()
    assert checked.standings is not None
    held = {(item.partner, item.ladder): item.level for item in checked.standings.standings}
    assert held == {
        ("cumulus", "flow"): "skilled",
        ("cumulus", "tanks"): "skilled",
        ("dunes-service", "flow"): None,
        ("dunes-service", "tanks"): None,
    }


def defined(model: type[BaseModel], key: str) -> tuple[str, str]:
    """A key with the format that brings it in, which others may inherit it from."""
    first = [base for base in model.__mro__ if key in get_annotations(base)][-1]
    return model_name(first.__name__), key


def keys_written(value: Any) -> Iterator[tuple[str, str]]:
    """Each key that a file really gives."""
    if isinstance(value, BaseModel):
        for key in value.model_fields_set:
            yield defined(type(value), key)
            yield from keys_written(getattr(value, key))
    elif isinstance(value, dict | tuple):
        for item in value.values() if isinstance(value, dict) else value:
            yield from keys_written(item)


def formats_in(annotation: Any) -> set[type[BaseModel]]:
    """A format and all that it is made of."""
    found: set[type[BaseModel]] = set()
    waiting = [annotation]
    while waiting:
        below = waiting.pop()
        waiting += get_args(below)
        if isinstance(below, type) and issubclass(below, BaseModel) and below not in found:
            found.add(below)
            waiting += [field.annotation for field in below.model_fields.values()]
    return found


def keys_of(files: SiteFiles) -> Iterator[tuple[str, str]]:
    """Each key that a site's files give."""
    read: list[tuple[type[Format], YamlFile | None]] = [
        (SiteFormat, files.site),
        (VocabularyFormat, files.vocabulary),
        (StandingsFormat, files.standings),
        *((RecordFormat, file) for file in files.records),
        *((PrivateFormat, file) for file in files.twins),
        *((ProgramFormat, program.program) for program in files.programs),
        *((VersionFormat, file) for program in files.programs for file in program.versions),
    ]
    for model, file in read:
        if file is not None:
            yield from keys_written(model.model_validate(plain(file.root)))
    for table in files.tables:
        row = ROW_FORMATS[table.table]
        columns = {column.text for column in table.columns} & row.model_fields.keys()
        yield from (defined(row, column) for column in columns)


def test_every_key_occurs_in_an_example() -> None:
    written = {key for folder in (EXAMPLES, LANGUAGE) for key in keys_of(load(folder))}
    known = {
        defined(below, key)
        for format_ in FILE_FORMATS
        if format_.example and format_.name != "page"
        for below in formats_in(format_.model)
        for key in below.model_fields
    }
    missing = sorted(f"{name}: {key}" for name, key in known - written)
    assert not missing, "\n".join(missing)


def test_every_table_has_an_example() -> None:
    assert set(ROWS.values()) == {
        path.relative_to(EXAMPLES).as_posix() for path in EXAMPLES.rglob("*.csv")
    }


def test_links_lead_somewhere() -> None:
    for name, text in PAGES.items():
        anchors = {
            heading.lower().replace(" ", "-") for heading in re.findall(r"^#+ (.+)", text, re.M)
        }
        for target in re.findall(r"\]\(([^)]+)\)", text):
            if target.startswith("#"):
                assert target[1:] in anchors, f"{name}: {target}"
            else:
                assert (FORMATS / target).is_file(), f"{name}: {target}"


# --- schemas ----------------------------------------------------------------------------------


def nodes(schema: Any, path: str = "") -> Iterator[tuple[str, dict[str, Any]]]:
    if isinstance(schema, dict):
        yield path, schema
        for key, value in schema.items():
            yield from nodes(value, f"{path}/{key}")
    elif isinstance(schema, list):
        for i, value in enumerate(schema):
            yield from nodes(value, f"{path}/{i}")


@pytest.mark.parametrize("format_", FILE_FORMATS, ids=lambda item: item.name)
def test_schema(format_: FileFormat) -> None:
    schema = json_schema(format_)
    assert schema["$schema"] == DRAFT
    assert schema["$id"] == f"urn:partnersite:format:1:{format_.name}"
    models = [schema, *schema.get("$defs", {}).values()]
    for model in models:
        assert model["additionalProperties"] is False
        assert model["title"]
        assert model["description"]
    for path, node in nodes(schema):
        reference = node.get("$ref", "#/$defs/")
        if isinstance(reference, str):
            assert reference.removeprefix("#/$defs/") in {"", *schema.get("$defs", {})}, path
        if "patternProperties" in node:
            assert node["additionalProperties"] is False, path
        assert not {"ge", "gt", "le"} & node.keys(), path


@pytest.mark.parametrize(
    "format_", [item for item in FILE_FORMATS if item.example], ids=lambda item: item.name
)
def test_every_key_is_described(format_: FileFormat) -> None:
    schema = json_schema(format_)
    for model in [schema, *schema.get("$defs", {}).values()]:
        for key, field in model["properties"].items():
            assert field.get("description"), f"{model['title']}: {key}"


def test_schema_takes_what_editors_read() -> None:
    """To the YAML of editors 1, 01067 and yes are numbers and truths, and one is a list."""
    record = json_schema(next(item for item in FILE_FORMATS if item.name == "record"))
    location = record["$defs"]["location"]["properties"]
    assert location["latitude"]["anyOf"][0] == {
        "$comment": "number",
        "type": "number",
        "minimum": -90,
        "maximum": 90,
    }
    assert location["postal_code"]["anyOf"][0]["type"] == ["string", "number", "boolean"]
    one, many, *_ = record["properties"]["services"]["anyOf"]
    assert many["items"] == one
    site = json_schema(FILE_FORMATS[0])
    assert site["properties"]["format"]["enum"] == [1, "1"]
