"""`import`: rows of a table become partner records."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from .options import Folder, diagnostics_format, one_run, private
from .outcome import Exit
from .session import FOR_PROGRAMS, show_diagnostics

if TYPE_CHECKING:
    from ..edit.importer import ImportResult

TABLE = click.Path(exists=True, dir_okay=False, path_type=Path)


@click.command("import")
@click.argument("file", type=TABLE)
@click.argument("site", type=Folder(), default=".")
@click.option(
    "--map", "mapping", type=TABLE, required=True, metavar="MAP.yaml",
    help="Which column becomes which field.",
)  # fmt: skip
@click.option("--dry-run", is_flag=True, help="Show what would change, and write nothing.")
@diagnostics_format
@private
@one_run
def import_command(
    file: Path, site: Path, mapping: Path, dry_run: bool, format_: str, quiet: bool, private: bool
) -> None:
    """Turn rows of a table into records.

    FILE is the table, SITE the folder that holds site.yaml [default: .].
    """
    from ..diagnostics import has_errors
    from ..edit.importer import import_records

    result = import_records(file, site, mapping, dry_run)
    if result.diagnostics or format_ in FOR_PROGRAMS:
        show_diagnostics(result.diagnostics, format_, private)
    if has_errors(result.diagnostics):
        click.echo("Nothing was written.", err=True)
        sys.exit(Exit.ERRORS)
    if not quiet:
        lines = [*(_changes(result, private) if dry_run else ()), _summary(result, dry_run)]
        click.echo("\n".join(lines), err=format_ in FOR_PROGRAMS)


def _changes(result: ImportResult, private: bool) -> Iterator[str]:
    """Each record that would change, and the fields that would."""
    from ..report.visible import visible

    for record in result.records:
        if record.kind == "unchanged":
            continue
        yield f"{record.kind}: {record.path}"
        for field in record.fields if record.kind == "changed" else ():
            hidden = field.path.startswith("private") and not private
            before, after = ("…", "…") if hidden else (visible(field.before), visible(field.after))
            yield f"  {field.path}: {before or '(nothing)'} -> {after or '(nothing)'}"


def _summary(result: ImportResult, dry_run: bool) -> str:
    from ..report.figures import counted

    counts = [
        f"{count} {kind}"
        for kind in ("created", "changed", "unchanged")
        if (count := result.count(kind))
    ]
    if result.skipped:
        counts.append(f"{counted(result.skipped, 'row')} left out")
    read = f"read as {result.encoding}, separated by {result.delimiter!r}"
    end = " Nothing was written: this was a dry run." if dry_run else ""
    return f"{counted(result.rows, 'row')}: {', '.join(counts) or 'no records'} ({read}).{end}"
