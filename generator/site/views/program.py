"""A program: its levels side by side, and what surrounds the tables."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import ClassVar, Literal

from .parts import Html, LevelBadge, LinkView


@dataclass(frozen=True, slots=True)
class TableCell:
    """``mark`` is the icon: yes, no, or none where ``text`` speaks for itself.

    ``note`` is the number of a footnote, 0 for none.
    """

    text: str
    mark: Literal["yes", "no", ""] = ""
    note: int = 0


@dataclass(frozen=True, slots=True)
class TableRow:
    """``depth`` is 1 for a row inside a combination ("any of").

    ``detail`` says more of the row in small print, such as the period it looks at. ``note`` is
    the number of a footnote, 0 for none.
    """

    name: str
    cells: tuple[TableCell, ...]
    detail: str = ""
    depth: int = 0
    note: int = 0


@dataclass(frozen=True, slots=True)
class TableGroup:
    heading: str
    rows: tuple[TableRow, ...]


@dataclass(frozen=True, slots=True)
class TableView:
    """Levels side by side. ``columns`` are the levels, lowest first; cells follow them."""

    id: str
    caption: str
    columns: tuple[LinkView, ...]
    groups: tuple[TableGroup, ...]
    footnotes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class LevelSummary:
    badge: LevelBadge
    meaning: Html
    count: int


@dataclass(frozen=True, slots=True)
class TrackView:
    """A track with its own levels and tables; the only one of a program has no name."""

    id: str
    name: str
    summary: Html
    levels: tuple[LevelSummary, ...]
    tables: tuple[TableView, ...]


@dataclass(frozen=True, slots=True)
class VersionNote:
    """A version of the rules, for "what applies when"."""

    id: str
    effective: date
    state: Literal["past", "current", "coming"]
    note: Html


@dataclass(frozen=True, slots=True)
class CertificationView:
    name: str
    summary: Html
    url: str
    valid_months: int | None


@dataclass(frozen=True, slots=True)
class SpecialisationCard:
    name: str
    summary: Html
    route: str
    count: int


@dataclass(frozen=True, slots=True)
class ProgramPage:
    name: str
    summary: Html
    operator: str
    operator_url: str
    apply_url: str
    apply_text: Html
    effective: date
    tracks: tuple[TrackView, ...]
    specialisations: tuple[SpecialisationCard, ...]
    certifications: tuple[CertificationView, ...]
    versions: tuple[VersionNote, ...]
    documents: tuple[LinkView, ...]
    template: ClassVar[str] = "program.html"
