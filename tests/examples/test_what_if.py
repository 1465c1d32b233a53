"""What the example's cases ask of the report on other rules."""

from datetime import date
from pathlib import Path

from generator.load.site import load
from generator.qualify.simulate import simulate, taking_effect
from generator.validate.directory import validate
from tests.conftest import ROOT


def moves(folder: Path, version: str, day: date) -> list[tuple[str, str | None, str | None]]:
    """Who moves from which level to which, if the version took effect on the day."""
    directory, _ = validate(load(folder))
    assert directory is not None
    (program,) = directory.programs
    tried = next(item for item in program.versions if item.id == version)
    found = simulate(directory, taking_effect(program, tried, day)).moves
    return [(move.partner.id, move.before.level, move.after.level) for move in found]


def test_a_coming_version_lists_whom_it_demotes() -> None:
    """T06: on the last day of the earlier table the report names the partner of the case."""
    moved = moves(ROOT / "examples" / "odoo", "v11", date(2023, 5, 18))
    assert ("t06", "gold", "silver") in moved


def test_a_dropped_draft_would_have_asked_for_more() -> None:
    """Snom's announcement asked for revenue that nobody published, and so for a decision."""
    moved = moves(ROOT / "examples" / "snom", "2017-announcement", date(2018, 6, 30))
    assert ("t28c", "silber", "registriert") in moved
