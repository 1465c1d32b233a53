"""docs/formats/ is made from the models; its worked example is a site without a mistake.

`partnersite schema --docs docs/formats` writes the pages anew.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from generator.cli.schema import pages
from generator.pipeline import check
from generator.validate.schemas import DRAFT, FILE_FORMATS, ROWS, FileFormat, json_schema

FORMATS = Path(__file__).resolve().parents[2] / "docs/formats"
EXAMPLES = FORMATS / "examples"
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
        assert not {"ge", "le"} & node.keys(), path


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
