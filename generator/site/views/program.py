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
    """``depth`` is 1 for a row inside a combination ("any of"), or for some members only.

    A row has a cell for each column; one cell among several columns stands for all of them, and a
    row without cells is the head of those below it. ``detail`` says more of the row in small print,
    such as the period it looks at, ``conditions`` when and how it counts, ``parts`` where points
    come from. ``note`` is the number of a footnote, 0 for none.
    """

    name: str
    cells: tuple[TableCell, ...]
    detail: str = ""
    depth: int = 0
    note: int = 0
    id: str = ""
    conditions: tuple[str, ...] = ()
    parts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class TableGroup:
    """Rows under a heading, which stands below those of less ``depth``.

    ``text`` says more of it. ``path`` is the id of the way to a level that the rows belong to. A
    group without rows is a heading over the next ones.
    """

    heading: str
    rows: tuple[TableRow, ...]
    depth: int = 0
    text: str = ""
    path: str = ""


@dataclass(frozen=True, slots=True)
class TableView:
    """Levels side by side. ``columns`` are the levels, lowest first; cells follow them."""

    id: str
    kind: Literal["requirements", "benefits"]
    caption: str
    columns: tuple[LinkView, ...]
    groups: tuple[TableGroup, ...]
    footnotes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class LevelSummary:
    """``count`` is None where partners of the level are not listed."""

    badge: LevelBadge
    meaning: Html
    count: int | None


@dataclass(frozen=True, slots=True)
class LadderView:
    """One of several independent levels: how many hold each, and what each requires."""

    id: str
    name: str
    summary: Html
    levels: tuple[LinkView, ...]
    tables: tuple[TableView, ...]


@dataclass(frozen=True, slots=True)
class TrackView:
    """A track with its own levels and tables; the only one of a program has no name.

    In a program with ladders the tables of requirements stand with each of them.
    """

    id: str
    name: str
    summary: Html
    levels: tuple[LevelSummary, ...]
    ladders: tuple[LadderView, ...]
    tables: tuple[TableView, ...]


@dataclass(frozen=True, slots=True)
class RegionView:
    """Countries with thresholds of their own; none are named for the rest of the world."""

    id: str
    name: str
    countries: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class RulesView:
    """How levels are decided beyond the tables: in sentences, and what members must do to stay."""

    membership: tuple[TableGroup, ...]
    sentences: tuple[str, ...]
    regions: tuple[RegionView, ...]


@dataclass(frozen=True, slots=True)
class MappingRow:
    """Who had one level has another from then on. ``program`` is empty for the program itself."""

    program: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class ChangeView:
    """What becomes of levels when a version takes effect."""

    version: str
    effective: date
    is_past: bool
    mapping: tuple[MappingRow, ...]
    sentences: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class VersionNote:
    """A version of the rules, for "what applies when"."""

    id: str
    effective: date
    state: Literal["past", "current", "coming"]
    note: Html


@dataclass(frozen=True, slots=True)
class CertificationView:
    """``notes`` are sentences on product versions, and on what counts as this one too."""

    name: str
    summary: Html
    url: str
    valid_months: int | None
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class SpecialisationCard:
    """``countries`` and ``levels`` are the only ones in which it is offered, none for all."""

    name: str
    summary: Html
    route: str
    count: int
    countries: tuple[str, ...] = ()
    levels: str = ""


@dataclass(frozen=True, slots=True)
class DistributorView:
    """``countries`` are those that it supplies, none for all."""

    name: str
    url: str
    countries: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ProgramPage:
    """``ends`` is the last day of the program, where it has one.

    ``verification`` says how applications are checked, ``distributors`` are whom to buy from.
    """

    name: str
    summary: Html
    operator: str
    operator_url: str
    apply_url: str
    apply_text: Html
    verification: Html
    distributors: tuple[DistributorView, ...]
    effective: date
    ends: date | None
    tracks: tuple[TrackView, ...]
    rules: RulesView
    changes: tuple[ChangeView, ...]
    specialisations: tuple[SpecialisationCard, ...]
    certifications: tuple[CertificationView, ...]
    versions: tuple[VersionNote, ...]
    documents: tuple[LinkView, ...]
    template: ClassVar[str] = "program.html"
