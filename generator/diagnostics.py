"""A user's mistake as a value: what is wrong, where it stands, and how to mend it."""

from __future__ import annotations

import difflib
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from .rules import RULES, Rule

Severity = Literal["error", "warning"]


@dataclass(frozen=True, slots=True, order=True)
class Place:
    """A stretch of a file. Lines and columns count from 1; the end column is exclusive.

    ``path`` is relative to the site folder and uses forward slashes.
    """

    path: str
    line: int = 1
    column: int = 1
    end_line: int = 1
    end_column: int = 1

    def __str__(self) -> str:
        return f"{self.path}:{self.line}:{self.column}"


@dataclass(frozen=True, slots=True)
class Diagnostic:
    """One mistake.

    ``pointer`` is the JSON pointer of the value inside its file, empty for the whole file.
    ``excerpt`` is the source line. ``private`` marks a place whose text must not leave the
    channel team: reports then mask the message's values and the excerpt, unless asked not to.
    """

    rule: Rule
    message: str
    place: Place
    hint: str = ""
    pointer: str = ""
    excerpt: str = ""
    private: bool = False

    @property
    def severity(self) -> Severity:
        return self.rule.severity

    def sort_key(self) -> tuple[Place, str, str]:
        """Order by place, then by code, so that one run always prints the same list."""
        return (self.place, self.rule.code, self.message)


def diagnose(
    slug: str,
    message: str,
    place: Place,
    *,
    hint: str = "",
    pointer: str = "",
    excerpt: str = "",
    private: bool = False,
) -> Diagnostic:
    """Make the diagnostic of the rule ``slug``; one unknown to `RULES` is our own fault."""
    return Diagnostic(RULES[slug], message, place, hint, pointer, excerpt, private)


def has_errors(diagnostics: Iterable[Diagnostic]) -> bool:
    """Whether any of the diagnostics forbids publishing."""
    return any(diagnostic.severity == "error" for diagnostic in diagnostics)


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """A hint naming the nearest known word, or an empty text when none is near."""
    near = difflib.get_close_matches(word, list(known), n=1, cutoff=0.6)
    return f"Did you mean “{near[0]}”?" if near else ""
