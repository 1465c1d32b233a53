"""The worked example of docs/formats/import-map.md is run, and its tables name every key."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from pydantic import BaseModel

from generator.edit.importer import import_records
from generator.validate.formats.importmap import ColumnFormat, MapFormat, TableFormat

PAGE = Path(__file__).resolve().parents[2] / "docs" / "formats" / "import-map.md"
BLOCK = re.compile(r"^```(\w+)\n(.*?)^```$", re.MULTILINE | re.DOTALL)


def blocks(kind: str) -> list[str]:
    return [text for name, text in BLOCK.findall(PAGE.read_text("utf-8")) if name == kind]


def test_the_example(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    broken, table = blocks("csv")
    mapping, *records = blocks("yaml")
    (said,) = blocks("text")
    (tmp_path / "site.yaml").write_text("format: 1\nlanguages: [en]\n", "utf-8")
    (tmp_path / "map.yaml").write_text(mapping, "utf-8")
    monkeypatch.chdir(tmp_path)

    def run(text: str) -> list[str]:
        Path("accounts.csv").write_text(text, "utf-8")
        result = import_records(Path("accounts.csv"), tmp_path, Path("map.yaml"), dry_run=False)
        return [f"{d.place}: {d.severity}[{d.rule.code}] {d.message}" for d in result.diagnostics]

    assert [line.partition("]")[0] for line in run(broken)] == ["accounts.csv:3:63: error[T003"]
    assert not Path("partners").exists()
    assert run(table) == said.splitlines()
    written = sorted(Path("partners").iterdir())
    assert [path.read_text("utf-8") for path in written] == records
    assert all(f"`{path.as_posix()}`" in PAGE.read_text("utf-8") for path in written)


@pytest.mark.parametrize("model", [MapFormat, TableFormat, ColumnFormat])
def test_every_key_has_a_row(model: type[BaseModel]) -> None:
    rows = {
        name
        for line in PAGE.read_text("utf-8").splitlines()
        if line.startswith("| `")
        for name in re.findall(r"`(\w+)`", line.split("|")[1])
    }
    assert set(model.model_fields) <= rows
