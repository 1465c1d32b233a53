"""All of an explanation in words: the answer, what is missing, tables, where figures come from."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from .answer import Answer
from .composition import Composition
from .explain import Explanation
from .figures import Figures
from .grants import grant_words
from .lacks import Lacks
from .row_words import RowWords
from .tables import Tables
from .trace import Column, Trace
from .voice import Voice
from .why import Why


def narrate(explanation: Explanation, voice: Voice) -> str:
    """The explanation as paragraphs and tables of plain text."""
    answer = Answer(explanation, Figures(voice, explanation.version))
    blocks = ["\n".join(answer.heading()), "\n".join(_summary(answer))]
    case, trace = explanation.holding.outcome.case, explanation.trace
    if case is None or trace is None:
        blocks += _lines(answer.coming())
        return "\n\n".join(blocks) + "\n"
    rows = RowWords(answer.figures, case)
    blocks += _Missing(answer, Lacks(rows), trace).blocks()
    blocks += _lines(answer.coming())
    blocks += _tables(explanation, trace, Tables(rows, trace.membership.is_met))
    if not voice.private:
        blocks.append(voice.words("explain.private"))
    elif made := list(Composition(rows).lines(trace.columns)):
        blocks.append("\n".join([voice.words("explain.figures"), *made]))
    return "\n\n".join(blocks) + "\n"


def _lines(lines: Iterator[str]) -> Iterator[str]:
    """The lines as one block, or none."""
    if text := "\n".join(lines):
        yield text


def _summary(answer: Answer) -> Iterator[str]:
    """One fact to a line, the level first."""
    why, one = Why(answer), answer.explanation
    yield answer.level()
    if status := answer.status():
        yield answer.words("explain.status", status=status)
    yield answer.words("explain.why", why=" ".join(why.sentences()))
    yield from why.other_ways()
    yield from answer.circumstances()
    yield from answer.specialisations()
    for grant in one.standing.grants:
        if answer.voice.private or not grant.by_hand:
            yield grant_words(grant, one.version, answer.voice)


@dataclass(frozen=True, slots=True)
class _Missing:
    """What is missing, for the level held and for the next one."""

    answer: Answer
    lacks: Lacks
    trace: Trace

    def blocks(self) -> Iterator[str]:
        one, trace = self.answer.explanation, self.trace
        is_out, is_cumulative = one.holding.outcome.is_out, one.version.cumulative
        if is_out:
            yield from self._column(trace.membership, "explain.lacks_membership")
        included = trace.included(one.standing.level, is_cumulative)
        held = [column for column in included if not column.is_met]
        for column in held:
            yield from self._column(column, "explain.lacks_held")
        if is_out and trace.highest_met(is_cumulative):
            return
        following = one.next_level
        if following is not None and following not in held:
            yield from self._column(following, "explain.lacks")
        elif following is None and trace.levels and one.standing.level:
            yield self.answer.words("explain.no_higher_level")

    def _column(self, column: Column, message: str) -> Iterator[str]:
        """A list for each way on which something is missing, or the news that nothing is."""
        words, voice = self.answer.words, self.answer.voice
        name = voice.text(column.name)
        if column.is_met:
            yield words("explain.nothing_missing", level=name)
            return
        if not column.ways:
            yield words("explain.closed", level=name)
            return
        if len(column.ways) > 1:
            yield words("explain.ways", n=len(column.ways), level=name)
        for way in column.ways:
            missing, of = len(way.missing), len(way.asked)
            path = voice.text(way.path.name) if way.path else ""
            head = f"{message}_by" if path else message
            head = f"{head}_only" if of == 1 else head
            heading = words(head, n=missing, of=of, level=name, path=path)
            yield "\n".join([heading, *self.lacks.lines(way)])


def _tables(explanation: Explanation, trace: Trace, tables: Tables) -> Iterator[str]:
    """Every column; those without criteria only where they are levels."""
    standing, words = explanation.standing, tables.rows.words
    held = words("explain.state_held")
    for column in trace.levels:
        yield tables.table(column, "level", held if column.id == standing.level else "")
    for column in trace.specialisations:
        state = held if column.id in standing.specialisations else ""
        yield tables.table(column, "specialisation", state)
    offered = [column.id for column in trace.specialisations]
    for item in explanation.version.specialisations:
        if item.id not in offered:
            yield tables.not_offered(item)
    for column in trace.benefits:
        yield tables.table(column, "benefit")
    if trace.membership.lines:
        yield tables.table(trace.membership, "membership")
    for column in trace.tracks:
        yield tables.table(column, "track")
