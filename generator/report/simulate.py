"""What other rules would do to all members, as JSON; `simulate_text` says it in words."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable

from ..qualify.moves import Move
from ..qualify.simulate import Simulation
from .levels import Row
from .moves import ORDER, reasons
from .simulate_text import other_specialisations, simulation_markdown, simulation_text
from .voice import Voice


def simulation_json(simulation: Simulation, voice: Voice) -> str:
    """One object; docs/commands.md describes its members."""
    trial = simulation.trial
    found: Row = {
        "as_of": trial.day.isoformat(),
        "program": trial.after.id,
        "how": trial.how,
        "version": trial.version.id,
        "source": trial.version.source.path,
        "instead_of": trial.instead_of.id if trial.instead_of else None,
        "changes": [_change(move, voice) for move in simulation.moves],
        "waiting": [_waiting(move, voice) for move in simulation.waiting],
        "specialisations": [_respecialised(move) for move in simulation.specialised],
        "counts": _counts(simulation),
    }
    return json.dumps(found, indent=2) + "\n"


SIMULATIONS: dict[str, Callable[[Simulation, Voice], str]] = {
    "text": simulation_text,
    "json": simulation_json,
    "markdown": simulation_markdown,
}

# --- JSON ---------------------------------------------------------------------------------------


def _member(move: Move) -> Row:
    row: Row = {"partner": move.partner.id, "name": move.partner.name, "program": move.program}
    return row if move.ladder is None else {**row, "ladder": move.ladder}


def _change(move: Move, voice: Voice) -> Row:
    after = move.after
    return {
        **_member(move),
        "from": move.before.level,
        "to": after.level,
        "direction": move.direction,
        "track": after.outcome.track.id if after.outcome.track else None,
        "path": after.path or None,
        "status": after.status,
        "reasons": list(reasons(move, voice)),
    }


def _waiting(move: Move, voice: Voice) -> Row:
    after = move.after
    return {
        **_member(move),
        "level": after.level,
        "earned": after.earned,
        "status": after.status,
        "reasons": list(reasons(move, voice)),
    }


def _respecialised(move: Move) -> Row:
    lost, gained = other_specialisations(move)
    return {
        "partner": move.partner.id,
        "name": move.partner.name,
        "program": move.program,
        "gained": gained,
        "lost": lost,
    }


def _counts(simulation: Simulation) -> Row:
    directions = Counter(move.direction for move in simulation.moves)
    return {
        "members": simulation.members,
        **{name: directions[name] for name in ORDER},
        "unchanged": simulation.members - len(simulation.moves),
        "levels": [
            {
                "program": item.program,
                "ladder": item.ladder,
                "level": item.level,
                "before": item.before,
                "after": item.after,
            }
            for item in simulation.tallies
        ],
    }
