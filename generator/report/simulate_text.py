"""What other rules would do to all members, for people: as text, and as Markdown for a comment."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

from ..model.program import Version
from ..qualify.moves import Direction, Move
from ..qualify.simulate import Simulation, Tally, Trial
from ..qualify.trace import specialisations
from .figures import counted
from .markdown import code
from .moves import ORDER, from_to, reasons, tally
from .style import Style
from .visible import columns

TITLES: dict[Direction, str] = {
    "down": "Down",
    "out": "Out",
    "up": "Up",
    "in": "In",
    "side": "To the side: as high, but another level, track or path",
}
MOST_CHARACTERS = 60_000
"""Of Markdown; GitHub takes comments of 65,536 characters."""


def simulation_text(simulation: Simulation, private: bool, default: str) -> str:
    """For the terminal."""
    report = _Report(simulation, Style(private, default))
    blocks = [report.heading(), report.summary(), "\n".join(report.table()).strip()]
    for title, entries in report.sections():
        lines = [line for first, *below in entries for line in (first, *(f"  {x}" for x in below))]
        blocks.append("\n".join([f"{title} ({len(entries)})", *(f"  {line}" for line in lines)]))
    if not private and simulation.moves:
        blocks.append("Figures are private: run with --private to see them.")
    return "\n\n".join(filter(None, blocks)) + "\n"


def simulation_markdown(simulation: Simulation, private: bool, default: str) -> str:
    """For a comment; what would be too long is left out and counted."""
    report = _Report(simulation, Style(private, default, code), "→")
    blocks = [f"### {report.heading()}", report.summary(), "\n".join(report.bullets()).strip()]
    text = "\n\n".join(filter(None, blocks))
    for title, entries in report.sections():
        text += f"\n\n**{title} ({len(entries)})**\n"
        for i, (first, *others) in enumerate(entries):
            entry = "\n".join([f"\n- {first}", *(f"  {line}" for line in others)])
            if len(text) + len(entry) > MOST_CHARACTERS:
                text += f"\n- and {len(entries) - i} more"
                break
            text += entry
    return text + "\n"


Section = tuple[str, list[list[str]]]
"""A title and its entries: each a line, and lines below it."""


class _Report:
    """The parts of a report for people."""

    def __init__(self, simulation: Simulation, style: Style, arrow: str = "->") -> None:
        self.simulation = simulation
        self.style = style
        self.arrow = arrow

    @property
    def trial(self) -> Trial:
        return self.simulation.trial

    def heading(self) -> str:
        """Which rules are held against which."""
        trial, style = self.trial, self.style
        program, old = trial.after, trial.instead_of
        version = f"version {style.quote(trial.version.id)}"
        instead = f"version {style.quote(old.id)}" if old else ""
        match trial.how:
            case "in-place":
                path = style.quote(trial.version.source.path)
                said = f"{path} in place of {instead}, as of {trial.day}"
            case "now":
                after = f", after {instead}" if old and old.id != trial.version.id else ""
                said = f"{version} as if it took effect on {trial.day}{after}"
            case "then":
                after = f", after {instead}" if old else ""
                said = f"{version} on {trial.day}, the day it takes effect{after}"
        return f"{style.text(program.name)}: {said}"

    def summary(self) -> str:
        simulation = self.simulation
        lines = []
        if self.trial.is_in_force:
            lines.append("This version is in force already, so nothing changes.")
        elif self.trial.version.transition:
            lines.append("Its transition is left out: it applies to all members at once.")
        members = f"of {counted(simulation.members, 'member')}"
        verb = "moves" if len(simulation.moves) == 1 else "move"
        moving = f"{len(simulation.moves):,} {members} {verb}: {tally(simulation.moves)}."
        lines.append(moving if simulation.moves else f"None {members} moves.")
        return "\n".join(lines)

    def table(self) -> Iterator[str]:
        """How many members are at each level, as columns."""
        for _, rows in self._tallies():
            cells = [
                (self._level(item), str(item.before), str(item.after), _difference(item))
                for item in rows
            ]
            head = (self._ladder(rows[0]) or "level", "before", "after", "")
            width = max(len(cell) for row in (head, *cells) for cell in row[1:])
            yield from columns(
                [
                    (name, *(cell.rjust(width) for cell in numbers))
                    for name, *numbers in (head, *cells)
                ]
            )
            yield ""

    def bullets(self) -> Iterator[str]:
        """The same as a list, since a table can be broken up by what stands in it."""
        for _, rows in self._tallies():
            if title := self._ladder(rows[0]):
                yield f"{title}:\n"
            for item in rows:
                difference = _difference(item)
                note = f" ({difference})" if difference else ""
                yield f"- {self._level(item)}: {item.before} {self.arrow} {item.after}{note}"
            yield ""

    def _tallies(self) -> Iterator[tuple[tuple[str, str | None], list[Tally]]]:
        for key, group in groupby(
            self.simulation.tallies, lambda item: (item.program, item.ladder)
        ):
            yield key, list(group)

    def _versions(self, program: str) -> tuple[Version | None, ...]:
        if program != self.trial.after.id:
            return ()
        return self.trial.version, self.trial.instead_of

    def _level(self, item: Tally) -> str:
        return self.style.level(item.level, *self._versions(item.program))

    def _ladder(self, item: Tally) -> str:
        """What the rows of one table are about, where there are several tables."""
        program = "" if item.program == self.trial.after.id else self.style.quote(item.program)
        return ", ".join(filter(None, (program, self._ladder_name(item.program, item.ladder))))

    def _ladder_name(self, program: str, ladder: str | None) -> str:
        return "" if ladder is None else self.style.ladder(ladder, *self._versions(program))

    def sections(self) -> Iterator[Section]:
        for direction in ORDER:
            moves = [move for move in self.simulation.moves if move.direction == direction]
            if moves:
                yield TITLES[direction], [self._move(move) for move in moves]
        if self.simulation.waiting:
            yield "Kept for now", [self._wait(move) for move in self.simulation.waiting]
        if self.simulation.specialised:
            specialised = [[self._respecialised(move)] for move in self.simulation.specialised]
            yield "Specialisations", specialised

    def _member(self, move: Move) -> str:
        who = f"{self.style.quote(move.partner.name)} ({self.style.quote(move.partner.id)})"
        program = "" if move.program == self.trial.after.id else self.style.quote(move.program)
        return ", ".join(filter(None, (who, program)))

    def _on_ladder(self, move: Move) -> str:
        ladder = self._ladder_name(move.program, move.ladder)
        return ", ".join(filter(None, (self._member(move), ladder)))

    def _move(self, move: Move) -> list[str]:
        first = f"{self._on_ladder(move)}: {from_to(move, self.style, self.arrow)}"
        return [first, *self._reasons(move)]

    def _wait(self, move: Move) -> list[str]:
        level = self.style.level(move.after.level, move.after.outcome.version)
        return [f"{self._on_ladder(move)}: {level}", *self._reasons(move)]

    def _reasons(self, move: Move) -> list[str]:
        return [f"- {line}" for line in reasons(move, self.style)]

    def _respecialised(self, move: Move) -> str:
        parts = []
        for what, names in zip(("loses", "gains"), other_specialisations(move), strict=True):
            if names:
                parts.append(f"{what} {', '.join(self._specialisation(x, move) for x in names)}")
        return f"{self._member(move)} {' and '.join(parts)}"

    def _specialisation(self, name: str, move: Move) -> str:
        versions = move.after.outcome.version, move.before.outcome.version
        return self.style.specialisation(name, *versions)


def _difference(item: Tally) -> str:
    return f"{item.after - item.before:+}" if item.after != item.before else ""


def other_specialisations(move: Move) -> tuple[list[str], list[str]]:
    """Those lost and those gained."""
    before, after = specialisations(move.before), specialisations(move.after)
    return [x for x in before if x not in after], [x for x in after if x not in before]
