"""From a version file to how levels change: reviews, mappings, transitions, newcomers."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from ..diagnostics import Diagnostic
from ..model.change import Grandfathering, LevelMapping, Newcomers, Review, Transition
from .formats.change import NewcomersFormat, TransitionFormat
from .formats.version import VersionFormat
from .references import check_known
from .shape import Path, Shaped
from .times import month_day, months, span

_RHYTHMS = {"monthly": 1, "quarterly": 3, "half-yearly": 6, "yearly": 12}


def build_review(file: Shaped[VersionFormat]) -> Review | None:
    """Without review days levels are lost at once, else at a review, unless the file says more."""
    item = file.value.review
    if item is None:
        return None
    has_days = item.rhythm is not None or bool(item.on)
    return Review(
        source=file.source("review"),
        months=_RHYTHMS[item.rhythm] if item.rhythm else None,
        from_membership=item.from_ == "membership",
        on=tuple(sorted(month_day(day) for day in item.on)),
        promotion=item.promotion,
        demotion=item.demotion or ("at-review" if has_days else "at-once"),
        misses=item.misses,
        minimum_stay=span(item.minimum_stay) if item.minimum_stay else None,
        grace=span(item.grace) if item.grace else None,
        window=span(item.window) if item.window else None,
    )


def build_mapping(file: Shaped[VersionFormat], program_id: str) -> LevelMapping | None:
    """Levels to start with, those of the program itself under its own id."""
    item = file.value.mapping
    if item is None:
        return None
    own = {program_id: dict(item.levels)} if item.levels else {}
    return LevelMapping(
        levels={**own, **{name: dict(levels) for name, levels in item.programs.items()}},
        source=file.source("mapping"),
        otherwise=item.otherwise or "",
        held_on=item.held_on,
        until=item.until,
    )


def build_grandfathering(file: Shaped[VersionFormat]) -> tuple[Grandfathering, ...]:
    return tuple(
        Grandfathering(item.levels, item.held_before, item.until, file.source("grandfathering", i))
        for i, item in enumerate(file.value.grandfathering)
    )


def build_transition(item: TransitionFormat | None) -> Transition | None:
    return Transition(item.by, item.until) if item else None


def build_newcomers(item: NewcomersFormat | None) -> Newcomers | None:
    if item is None:
        return None
    return Newcomers(months(item.for_), Decimal(1) if item.factor is None else item.factor)


def check_changes(file: Shaped[VersionFormat], program: str) -> Iterator[Diagnostic]:
    """Levels that mappings give and grandfathering keeps, and reviews without a day."""
    value = file.value
    levels = [level.id for level in value.levels]
    yield from _check_given(file, program, levels)
    for i, item in enumerate(value.grandfathering):
        path: Path = ("grandfathering", i)
        for j, level in enumerate(item.levels):
            there: Path = (*path, "levels", j)
            yield from check_known(file, level, levels, there, "unknown-level", "level")
        if item.until < item.held_before:
            message = "“until” is before “held_before”"
            hint = "Write the last day on which the level is kept."
            yield file.report("contradiction", message, (*path, "until"), hint)
    yield from _check_review(file)


def _check_given(
    file: Shaped[VersionFormat], program: str, levels: list[str]
) -> Iterator[Diagnostic]:
    """Levels of this version that a mapping gives."""
    mapping = file.value.mapping
    if mapping is None:
        return
    below: dict[Path, dict[str, str]] = {("mapping", "levels"): mapping.levels}
    below |= {("mapping", "programs", name): given for name, given in mapping.programs.items()}
    for path, given in below.items():
        for old, level in given.items():
            yield from check_known(file, level, levels, (*path, old), "unknown-level", "level")
    if mapping.otherwise is not None:
        there: Path = ("mapping", "otherwise")
        yield from check_known(file, mapping.otherwise, levels, there, "unknown-level", "level")
    if program in mapping.programs:
        message, hint = "This is the program itself", "Write its levels under “levels”."
        there = ("mapping", "programs", program)
        yield file.report("contradiction", message, there, hint, at_key=True)


def _check_review(file: Shaped[VersionFormat]) -> Iterator[Diagnostic]:
    review = file.value.review
    if review is None:
        return
    if review.rhythm and review.on:
        message, hint = "“rhythm” and “on” are two ways to say when", "Remove one of them."
        yield file.report("contradiction", message, ("review", "on"), hint)
    if review.from_ == "membership" and not review.rhythm:
        message, hint = "“from: membership” says nothing without “rhythm”", "Add “rhythm”."
        yield file.report("contradiction", message, ("review", "from"), hint)
    if review.misses > 1 and review.demotion == "at-once":
        message, hint = "Levels are lost at once, not at a review", "Remove “misses” or “demotion”."
        yield file.report("contradiction", message, ("review", "misses"), hint)
    if review.rhythm or review.on:
        return
    for key, said in (
        ("promotion", review.promotion == "at-review"),
        ("demotion", review.demotion == "at-review"),
        ("misses", review.misses > 1),
    ):
        if said:
            message, hint = "No day of review is given", "Add “rhythm”, or the days under “on”."
            yield file.report("contradiction", message, ("review", key), hint)
