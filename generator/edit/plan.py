"""A checked import map: what becomes of every column of a table."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from ..diagnostics import Diagnostic, diagnose, did_you_mean
from ..load.tree import Scalar
from ..validate.fields import NoSuchFieldError, RecordField, find_field
from ..validate.formats.importmap import ColumnFormat, MapFormat
from ..validate.shape import Path, Shaped


@dataclass(frozen=True, slots=True)
class Column:
    """A column of the table and what the map says of it. ``field`` is None for facts."""

    name: str
    rule: ColumnFormat
    field: RecordField | None

    @property
    def is_private(self) -> bool:
        """Whether its cells must not leave the channel team."""
        return self.field is None or self.field.steps[0] == "private"

    @property
    def facts(self) -> tuple[str, ...]:
        """Names of the facts that the column fills."""
        if self.rule.fact:
            return (self.rule.fact,)
        return tuple(dict.fromkeys((self.rule.facts or {}).values()))


@dataclass(frozen=True, slots=True)
class Plan:
    """What an import does with a row. ``always`` is a field's values in every record."""

    columns: tuple[Column, ...]
    name_column: str
    id_column: str
    always: tuple[tuple[RecordField, tuple[str, ...]], ...]
    map: Shaped[MapFormat]

    @property
    def facts(self) -> frozenset[str]:
        """Names of all facts that the map fills, in any record."""
        return frozenset(name for column in self.columns for name in column.facts)


def make_plan(file: Shaped[MapFormat]) -> tuple[Plan | None, list[Diagnostic]]:
    """The plan of a map, or None and all that the map contradicts."""
    found: list[Diagnostic] = []
    columns: list[Column] = []
    for name, written in file.value.columns.items():
        rule = ColumnFormat(field=written) if isinstance(written, str) else written
        path: Path = ("columns", name)
        field, wrong = _target(file, rule, path)
        found += wrong
        columns.append(Column(name, rule, field))
    always = []
    for written_path, value in file.value.always.items():
        try:
            values = (value,) if isinstance(value, str) else value
            always.append((find_field(written_path), values))
        except NoSuchFieldError as error:
            path = ("always", written_path)
            wrong = [file.report("unknown-reference", str(error), path, error.hint, at_key=True)]
            found += wrong
    names = [column.name for column in columns if column.field == find_field("name")]
    if not names and not found:
        hint = "Write “Column: name” for the column that holds the partners' names."
        found.append(file.report("missing-key", "No column becomes the name", ("columns",), hint))
    if not found:
        found += _twice(file, columns)
    if found:
        return None, found
    return Plan(tuple(columns), names[0], file.value.id or names[0], tuple(always), file), []


def _target(
    file: Shaped[MapFormat], rule: ColumnFormat, path: Path
) -> tuple[RecordField | None, list[Diagnostic]]:
    """The field that a column fills, and what its rule contradicts."""
    said = [key for key in ("field", "fact", "facts") if getattr(rule, key) is not None]
    if len(said) != 1:
        message = "A column becomes exactly one of “field”, “fact” and “facts”"
        return None, [file.report("contradiction", message, path, at_key=True)]
    found: list[Diagnostic] = []
    field = None
    if rule.field is not None:
        try:
            field = find_field(rule.field)
        except NoSuchFieldError as error:
            there = (*path, "field")
            return None, [file.report("unknown-reference", str(error), there, error.hint)]
    dated = field is None or field.kind == "programs"
    if not dated and (rule.since or rule.until):
        message = "Only facts and programs have “since” and “until”"
        key = "since" if rule.since else "until"
        found.append(file.report("contradiction", message, (*path, key)))
    if rule.split and not (rule.facts or (field and field.kind in ("list", "programs"))):
        message = "“split” needs a field that holds a list, or “facts”"
        found.append(file.report("contradiction", message, (*path, "split")))
    if rule.facts and rule.values:
        message = "“facts” translates the cells already"
        found.append(file.report("contradiction", message, (*path, "values")))
    return field, found


def _twice(file: Shaped[MapFormat], columns: list[Column]) -> Iterator[Diagnostic]:
    """Fields and facts that two columns would fill, or a column and ``always``."""
    fields = [(("columns", column.name), column.field) for column in columns if column.field]
    fields += [(("always", path), find_field(path)) for path in file.value.always]
    for i, (path, field) in enumerate(fields):
        for other, taken in fields[:i]:
            # “description” and “description.en” are in each other's way as well.
            length = min(len(field.steps), len(taken.steps))
            if field.kind != "programs" and field.steps[:length] == taken.steps[:length]:
                message = f"“{other[1]}” fills the same field"
                yield file.report("contradiction", message, path, at_key=True)
    facts: dict[str, str] = {}
    for column in columns:
        for name in column.facts:
            if facts.setdefault(name, column.name) != column.name:
                message = f"“{facts[name]}” fills the same fact, “{name}”"
                path = ("columns", column.name)
                yield file.report("contradiction", message, path, at_key=True)


def check_columns(plan: Plan, header: tuple[Scalar, ...]) -> Iterator[Diagnostic]:
    """Columns that the map forgets, and those that the table lacks: nothing is lost in silence."""
    rules = plan.map.value
    present = [cell.text for cell in header]
    named = _named_columns(plan)
    for i, cell in enumerate(header):
        if not cell.text:
            hint = "Name it in the first line of the table."
            yield diagnose("import-column", "A column has no name", cell.place, hint=hint)
        elif cell.text in present[:i]:
            message = f"“{cell.text}” is the name of an earlier column"
            yield diagnose("import-column", message, cell.place, hint="Rename one of the two.")
        elif cell.text not in named and cell.text not in rules.ignore:
            message = f"The map does not say what “{cell.text}” is"
            hint = f"Map it to a field, or name it under “ignore” in {plan.map.path}."
            yield diagnose("import-column", message, cell.place, hint=hint)
    for name, path in named.items():
        if name not in present:
            message = f"The table has no column “{name}”"
            listed = ", ".join(filter(None, present))
            hint = did_you_mean(name, present) or f"Its columns: {listed}."
            yield plan.map.report("import-column", message, path, hint, at_key=path[-1] == name)
    for i, name in enumerate(rules.ignore):
        if name not in present:
            message = f"The table has no column “{name}”"
            yield plan.map.report("import-column", message, ("ignore", i))


def _named_columns(plan: Plan) -> dict[str, Path]:
    """Every column that the map reads, and where it names it."""
    rules = plan.map.value
    named: dict[str, Path] = {}
    for column in plan.columns:
        named.setdefault(column.name, ("columns", column.name))
        for key in ("since", "until"):
            if (other := getattr(column.rule, key)) is not None:
                named.setdefault(other, ("columns", column.name, key))
    for name in rules.skip:
        named.setdefault(name, ("skip", name))
    if rules.id:
        named.setdefault(rules.id, ("id",))
    return named
