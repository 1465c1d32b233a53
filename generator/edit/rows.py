"""From a row of a table to the tree of a record, whose every value knows its cell."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from ..diagnostics import Diagnostic, Place, diagnose, did_you_mean
from ..load.characters import describe, find_forbidden
from ..load.tree import Mapping, Node, Scalar, locate, plain, pointer_steps
from ..load.tree import Sequence as SequenceNode
from ..validate.fields import RecordField
from ..validate.formats.record import RecordFormat
from ..validate.records import check_record
from ..validate.shape import excerpt, shape
from .cells import MisreadError, read_date, read_decimal, split_cell, tidy, translate
from .plan import Column, Plan
from .records import Record
from .tables import Row
from .yaml_patch import scalars

Steps = tuple[str | int, ...]

_MEND = "Mend the cell, or translate it with “values” in the map."


@dataclass(frozen=True, slots=True)
class ReadRow:
    """A row as a record, None for a row that cannot become one.

    ``unclear`` are names of facts of which the row says nothing certain.
    """

    record: Record | None
    unclear: frozenset[str] = frozenset()
    diagnostics: tuple[Diagnostic, ...] = ()


def read_row(plan: Plan, row: Row, lines: tuple[str, ...]) -> ReadRow:
    """Read one row. What is not understood is left out with a warning; the rest is kept."""
    place = row[plan.name_column].place
    reader = _RowReader(plan, row, lines, place)
    for column in plan.columns:
        reader.read(column)
    for target, texts in plan.always:
        reader.put(target, [Scalar(text, False, place) for text in texts], {})
    record = reader.checked()
    return ReadRow(record, frozenset(reader.unclear), tuple(reader.diagnostics))


@dataclass
class _RowReader:
    """Collects the values of one row; nothing of it outlives `read_row`."""

    plan: Plan
    row: Row
    lines: tuple[str, ...]
    place: Place
    values: list[tuple[Steps, Scalar]] = field(default_factory=list)
    programs: set[str] = field(default_factory=set)
    unclear: set[str] = field(default_factory=set)
    diagnostics: list[Diagnostic] = field(default_factory=list)

    def read(self, column: Column) -> None:
        """Read the column's cell, with the dates beside it."""
        cell = self.row[column.name]
        found = self._texts(column, cell)
        if not found:
            return
        dates = {
            key: when
            for key, name in (("since", column.rule.since), ("until", column.rule.until))
            if name and (when := self._date(column, name)) is not None
        }
        if column.field is not None:
            self.put(column.field, found, dates)
        elif column.rule.fact:
            for text in found:
                self._put_fact(column.rule.fact, text, dates)
        else:
            for text in found:
                self._put_fact(text.text, Scalar("yes", False, text.place), dates)

    def put(self, target: RecordField, texts: list[Scalar], dates: dict[str, Scalar]) -> None:
        """Put texts into a field."""
        for text in texts:
            if target.kind == "programs":
                self._put_program(text, dates)
            elif target.kind == "list":
                self.values.append(((*target.steps, len(self.values)), text))
            else:
                self.values.append((target.steps, text))

    def _put_program(self, text: Scalar, dates: dict[str, Scalar]) -> None:
        program, _, track = text.text.partition("/")
        if program in self.programs:
            return
        self.programs.add(program)
        parts = {"program": replace(text, text=program)}
        if track:
            parts["track"] = replace(text, text=track)
        self._put_entry(("programs",), parts | dates)

    def _put_fact(self, name: str, value: Scalar, dates: dict[str, Scalar]) -> None:
        parts = {"name": replace(value, text=name), "value": value}
        self._put_entry(("private", "facts"), parts | dates)

    def _put_entry(self, steps: Steps, parts: dict[str, Scalar]) -> None:
        """Add an entry to a list of mappings. Each value is one of its own, to be told apart."""
        number = len(self.values)
        self.values += [((*steps, number, key), replace(value)) for key, value in parts.items()]

    def _texts(self, column: Column, cell: Scalar) -> list[Scalar]:
        """What the cell says, after the map's translations."""
        rule, text = column.rule, self._legible(column, cell)
        if text and text in rule.placeholder:
            self._warn(column, cell, f"“{text}” is a placeholder", "Ask for the real value.")
            return []
        if not text:
            if rule.expected:
                self._empty(cell, column.name)
            text = rule.default or ""
        found: list[Scalar] = []
        for part in split_cell(text, rule.split) if text else ():
            try:
                value = self._read(column, part)
            except MisreadError as error:
                known = rule.values or rule.facts or {}
                self._warn(column, cell, str(error), did_you_mean(part, known) or _MEND)
                continue
            if value is not None:
                found.append(Scalar(value, False, cell.place))
        return found

    def _legible(self, column: Column, cell: Scalar) -> str:
        """The cell without characters that nobody sees and no record may hold."""
        wrong = dict(find_forbidden(cell.text))
        if wrong:
            names = ", ".join(sorted({describe(character) for character in wrong.values()}))
            message = f"Invisible characters are taken out: {names}"
            hint = "They change nothing one can read."
            self._note("import-value", cell.place, message, hint, column.is_private)
        return tidy("".join(ch for i, ch in enumerate(cell.text) if i not in wrong))

    def _read(self, column: Column, text: str) -> str | None:
        rule, table = column.rule, self.plan.map.value.table
        values = rule.values or rule.facts
        if values is not None:
            return translate(text, values)
        if column.field and column.field.kind == "date":
            return read_date(text, table.dates)
        if column.field and column.field.kind == "number":
            return read_decimal(text, table.decimal)
        return text

    def _date(self, column: Column, name: str) -> Scalar | None:
        cell = self.row[name]
        text = tidy(cell.text)
        if not text:
            if column.rule.expected:
                self._empty(cell, name)
            return None
        try:
            return Scalar(read_date(text, self.plan.map.value.table.dates), False, cell.place)
        except MisreadError as error:
            self._warn(column, cell, str(error), "Say how dates are written: “dates” in the map.")
            return None

    def checked(self) -> Record | None:
        """The record, without the values that its format refuses."""
        while True:
            tree = _tree(self.values, self.place)
            shaped, found = shape(RecordFormat, tree, self.place.path, self.lines)
            if shaped is not None:
                found = [item for item in check_record(shaped) if item.severity == "error"]
            if not found:
                return {key.text: plain(value) for key, value in tree.entries}
            refused = {id(leaf) for item in found for leaf in scalars(_at(tree, item.pointer))}
            self.values = [value for value in self.values if id(value[1]) not in refused]
            lost = [item for item in found if item.pointer in ("", "/name")]
            if lost:
                self._lose(lost[0])
                return None
            for item in found:
                self._leave_out(item)

    def _leave_out(self, found: Diagnostic) -> None:
        private = found.pointer.startswith("/private")
        if private:
            self.unclear |= self.plan.facts
        message = f"{found.message}; left out"
        self._note("import-value", found.place, message, found.hint or _MEND, private)

    def _lose(self, found: Diagnostic) -> None:
        cell = self.row[self.plan.name_column]
        message = f"“{self.plan.name_column}” is empty" if not tidy(cell.text) else found.message
        hint = "Give the partner a name, or leave the row out with “skip” in the map."
        self._note("import-row", cell.place, message, hint)

    def _warn(self, column: Column, cell: Scalar, message: str, hint: str) -> None:
        self.unclear.update(column.facts)
        self._note("import-value", cell.place, f"{message}; left out", hint, column.is_private)

    def _empty(self, cell: Scalar, name: str) -> None:
        # That there is nothing says nothing private.
        hint = "Fill it in, unless there is nothing to say."
        self._note("import-empty", cell.place, f"“{name}” is empty", hint)

    def _note(
        self, slug: str, place: Place, message: str, hint: str, private: bool = False
    ) -> None:
        # A row with private cells is not quoted beside a public one.
        quoted = private or not any(column.is_private for column in self.plan.columns)
        line = excerpt(self.lines, place) if quoted else ""
        found = diagnose(slug, message, place, hint=hint, excerpt=line, private=private)
        self.diagnostics.append(found)


def _tree(values: Sequence[tuple[Steps, Scalar]], place: Place) -> Mapping:
    """Values put together by their steps, none of which is empty."""
    below = _grouped(values)
    return Mapping(
        tuple((Scalar(str(step), False, place), _node(group)) for step, group in below.items()),
        place,
    )


def _node(values: Sequence[tuple[Steps, Scalar]]) -> Node:
    """Numbers among the steps give the order of a list; gaps between them are closed."""
    steps, node = values[0]
    if not steps:
        return node
    if isinstance(steps[0], str):
        return _tree(values, node.place)
    below = sorted(_grouped(values).items())
    return SequenceNode(tuple(_node(group) for _, group in below), node.place)


def _grouped(values: Sequence[tuple[Steps, Scalar]]) -> dict[str | int, list[tuple[Steps, Scalar]]]:
    below: dict[str | int, list[tuple[Steps, Scalar]]] = {}
    for (first, *rest), node in values:
        below.setdefault(first, []).append((tuple(rest), node))
    return below


def _at(tree: Node, pointer: str) -> Node:
    """The node at a JSON pointer that `locate` has made."""
    path = tuple(int(step) if step.isdigit() else step for step in pointer_steps(pointer))
    return locate(tree, path)[0]
