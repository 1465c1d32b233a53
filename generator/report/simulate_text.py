"""What other rules would do to all members, for people: as text, and as Markdown for a comment."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import groupby

from ..model.program import Version
from ..qualify.moves import Move
from ..qualify.simulate import Simulation, Tally, Trial
from ..qualify.trace import specialisations
from .markdown import code
from .moves import ORDER, from_to, reasons, tally
from .visible import columns
from .voice import Voice

MOST_CHARACTERS = 60_000
"""Of Markdown; GitHub takes comments of 65,536 characters."""


def simulation_text(simulation: Simulation, voice: Voice) -> str:
    """For the terminal."""
    report = _Report(simulation, voice)
    blocks = [report.heading(), report.summary(), "\n".join(report.table()).strip()]
    for title, entries in report.sections():
        lines = [line for first, *below in entries for line in (first, *(f"  {x}" for x in below))]
        blocks.append("\n".join([f"{title} ({len(entries)})", *(f"  {line}" for line in lines)]))
    if not voice.private and simulation.moves:
        blocks.append(voice.words("simulate.private"))
    return "\n\n".join(filter(None, blocks)) + "\n"


def simulation_markdown(simulation: Simulation, voice: Voice) -> str:
    """For a comment; what would be too long is left out and counted."""
    report = _Report(simulation, replace(voice, quote=code), "→")
    blocks = [f"### {report.heading()}", report.summary(), "\n".join(report.bullets()).strip()]
    text = "\n\n".join(filter(None, blocks))
    for title, entries in report.sections():
        text += f"\n\n**{title} ({len(entries)})**\n"
        for i, (first, *others) in enumerate(entries):
            entry = "\n".join([f"\n- {first}", *(f"  {line}" for line in others)])
            if len(text) + len(entry) > MOST_CHARACTERS:
                text += f"\n- {voice.words('simulate.more', n=len(entries) - i)}"
                break
            text += entry
    return text + "\n"


Section = tuple[str, list[list[str]]]
"""A title and its entries: each a line, and lines below it."""


class _Report:
    """The parts of a report for people."""

    def __init__(self, simulation: Simulation, voice: Voice, arrow: str = "->") -> None:
        self.simulation = simulation
        self.voice = voice
        self.arrow = arrow

    @property
    def trial(self) -> Trial:
        return self.simulation.trial

    def words(self, name: str, /, **values: object) -> str:
        return self.voice.words(name, **values)

    def heading(self) -> str:
        """Which rules are held against which."""
        trial, old = self.trial, self.trial.instead_of
        day, quote = self.voice.date(trial.day), self.voice.quote
        version = quote(trial.version.id)
        if trial.how == "in-place":
            path = quote(trial.version.source.path)
            said = self.words(
                "simulate.in_place", path=path, version=quote(old.id) if old else "", day=day
            )
        else:
            said = self.words(f"simulate.{trial.how}", version=version, day=day)
            if old is not None and (trial.how == "then" or old.id != trial.version.id):
                said = self.words("simulate.after", said=said, version=quote(old.id))
        return f"{self.voice.text(trial.after.name)}: {said}"

    def summary(self) -> str:
        simulation = self.simulation
        lines = []
        if self.trial.is_in_force:
            lines.append(self.words("simulate.in_force"))
        elif self.trial.version.transition:
            lines.append(self.words("simulate.no_transition"))
        members, moves = self.words("simulate.members", n=simulation.members), simulation.moves
        if moves:
            said = tally(moves, self.voice)
            lines.append(self.words("simulate.moves", n=len(moves), members=members, tally=said))
        else:
            lines.append(self.words("simulate.none_moves", members=members))
        return "\n".join(lines)

    def table(self) -> Iterator[str]:
        """How many members are at each level, as columns."""
        for _, rows in self._tallies():
            cells = [
                (self._level(item), str(item.before), str(item.after), _difference(item))
                for item in rows
            ]
            titles = (
                self.words("simulate.level"),
                self.words("simulate.before"),
                self.words("simulate.after_column"),
            )
            head = (self._ladder(rows[0]) or titles[0], *titles[1:], "")
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
        return self.voice.level(item.level, *self._versions(item.program))

    def _ladder(self, item: Tally) -> str:
        """What the rows of one table are about, where there are several tables."""
        program = "" if item.program == self.trial.after.id else self.voice.quote(item.program)
        return ", ".join(filter(None, (program, self._ladder_name(item.program, item.ladder))))

    def _ladder_name(self, program: str, ladder: str | None) -> str:
        return "" if ladder is None else self.voice.ladder(ladder, *self._versions(program))

    def sections(self) -> Iterator[Section]:
        for direction in ORDER:
            moves = [move for move in self.simulation.moves if move.direction == direction]
            if moves:
                yield (
                    self.words(f"simulate.title_{direction}"),
                    [self._move(move) for move in moves],
                )
        if self.simulation.waiting:
            yield (
                self.words("simulate.waiting"),
                [self._wait(move) for move in self.simulation.waiting],
            )
        if self.simulation.specialised:
            specialised = [[self._respecialised(move)] for move in self.simulation.specialised]
            yield self.words("simulate.specialisations"), specialised

    def _member(self, move: Move) -> str:
        who = f"{self.voice.quote(move.partner.name)} ({self.voice.quote(move.partner.id)})"
        program = "" if move.program == self.trial.after.id else self.voice.quote(move.program)
        return ", ".join(filter(None, (who, program)))

    def _on_ladder(self, move: Move) -> str:
        ladder = self._ladder_name(move.program, move.ladder)
        return ", ".join(filter(None, (self._member(move), ladder)))

    def _move(self, move: Move) -> list[str]:
        first = f"{self._on_ladder(move)}: {from_to(move, self.voice, self.arrow)}"
        return [first, *self._reasons(move)]

    def _wait(self, move: Move) -> list[str]:
        level = self.voice.level(move.after.level, move.after.outcome.version)
        return [f"{self._on_ladder(move)}: {level}", *self._reasons(move)]

    def _reasons(self, move: Move) -> list[str]:
        return [f"- {line}" for line in reasons(move, self.voice)]

    def _respecialised(self, move: Move) -> str:
        parts = [
            self.words(f"simulate.{what}", names=", ".join(self._names(names, move)))
            for what, names in zip(("loses", "gains"), other_specialisations(move), strict=True)
            if names
        ]
        return f"{self._member(move)}: {', '.join(parts)}"

    def _names(self, specialisations: list[str], move: Move) -> Iterator[str]:
        versions = move.after.outcome.version, move.before.outcome.version
        return (self.voice.specialisation(name, *versions) for name in specialisations)


def _difference(item: Tally) -> str:
    return f"{item.after - item.before:+}" if item.after != item.before else ""


def other_specialisations(move: Move) -> tuple[list[str], list[str]]:
    """Those lost and those gained."""
    before, after = specialisations(move.before), specialisations(move.after)
    return [x for x in before if x not in after], [x for x in after if x not in before]
