"""`schema`: JSON Schemas of all file formats, for editors and content management systems."""

from __future__ import annotations

import json
from pathlib import Path

import click

from .options import one_run

FOLDER = click.Path(file_okay=False, path_type=Path)


@click.command()
@click.argument("folder", metavar="[DIR]", type=FOLDER, required=False)
@click.option("--docs", type=FOLDER, metavar="DIR", help="Write the formats as Markdown pages.")
@one_run
def schema(folder: Path | None, docs: Path | None, quiet: bool) -> None:
    """Write JSON Schemas of all file formats.

    Into DIR, one per format, as record.schema.json; without DIR to stdout, as one object.
    """
    from ..validate.schemas import FILE_FORMATS, json_schema

    schemas = {item.name: json_schema(item) for item in FILE_FORMATS}
    files: dict[Path, str] = {}
    if docs is not None:
        files |= {docs / name: text for name, text in pages(docs / "examples").items()}
    if folder is not None:
        for name, content in schemas.items():
            text = json.dumps(content, indent=2, ensure_ascii=False) + "\n"
            files[folder / f"{name}.schema.json"] = text
    if not files:
        click.echo(json.dumps(schemas, indent=2))
    for path, text in files.items():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
        if not quiet:
            click.echo(path.as_posix())


def pages(examples: Path) -> dict[str, str]:
    """The pages of docs/formats by file name, with the worked example below ``examples``."""
    from ..report.formats import Example, format_page, tables_page
    from ..validate.schemas import FILE_FORMATS, ROWS, json_schema, row_schema

    def example(path: str) -> Example:
        return Example(path, (examples / path).read_text("utf-8"))

    found = {
        f"{item.name}.md": format_page(json_schema(item), item.files, example(item.example))
        for item in FILE_FORMATS
        if item.example
    }
    rows = {table: (row_schema(table), example(path)) for table, path in ROWS.items()}
    return {**found, "tables.md": tables_page(rows)}
