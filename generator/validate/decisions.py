"""Decisions on record that no rule asks for, or that it cannot read."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from ..diagnostics import Diagnostic
from .benefits import FIGURES, read_given
from .cells import slip
from .formats.facts import ApprovalFormat, EntitlementFormat, TargetFormat
from .program_names import ProgramNames
from .shape import Path, Shaped


def check_approval(
    file: Shaped[Any], item: ApprovalFormat, names: ProgramNames, path: Path
) -> Iterator[Diagnostic]:
    """An approval that counts nowhere, as no version asks for one there."""
    rows = sorted(row for column, row in names.approved if column == item.level)
    if item.level in names.approvable and not rows:
        message = f"Nothing asks for an approval of “{item.level}”"
        hint = "Add a row with “approval”, or remove this one."
        yield file.report("unread-fact", message, (*path, "level"), hint)
    elif item.criterion in names.criteria and rows and item.criterion not in rows:
        message = f"The row “{item.criterion}” asks for no approval of “{item.level}”"
        hint = f"Rows that do: {', '.join(rows)}."
        yield file.report("unread-fact", message, (*path, "criterion"), hint)


def check_target(
    file: Shaped[Any], item: TargetFormat, names: ProgramNames, path: Path
) -> Iterator[Diagnostic]:
    """A target that counts nowhere, as no threshold is agreed."""
    columns = {column for column, metric in names.agreed if metric == item.metric}
    if item.metric not in names.metrics or (item.level and item.level not in names.levels):
        return  # Reported with the references.
    if not columns:
        message = f"No threshold of “{item.metric}” is “agreed”"
        hint = "Write “agreed” into a cell of its row, or remove the target."
        yield file.report("unread-fact", message, (*path, "metric"), hint)
    elif item.level and item.level not in columns:
        message = f"The threshold of “{item.metric}” at “{item.level}” is not “agreed”"
        hint = f"It is at {', '.join(sorted(columns))}."
        yield file.report("unread-fact", message, (*path, "level"), hint)


def check_entitlement(
    file: Shaped[Any], item: EntitlementFormat, names: ProgramNames, path: Path
) -> Iterator[Diagnostic]:
    """A value that is not of the benefit's kind, in any version."""
    kinds = names.benefits.get(item.benefit)
    if item.value is None or not kinds:
        return
    wrong: list[str] = []
    for kind in sorted(kinds):
        try:
            read_given(kind, item.value)
        except ValueError as error:
            wrong.append(str(error))
        else:
            return
    there = (*path, "value")
    hint = slip(item.value, there, bool(kinds & set(FIGURES)))
    message = f"“{item.value}” should be {' or '.join(dict.fromkeys(wrong))}"
    yield file.report("wrong-type", message, there, hint)
