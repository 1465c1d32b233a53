"""Recorded standings: ``standings.yaml``, which ``partnersite levels --record`` writes."""

from __future__ import annotations

from typing import Literal

from .scalars import Date, Format, Id


class RecordedFormat(Format):
    """A level that a partner held from ``since`` to ``as_of``."""

    partner: Id
    """Id of the partner."""
    program: Id
    """Id of the program."""
    ladder: Id | None = None
    """Id of the ladder, where the program has several."""
    level: Id
    """Id of the level, or ``none``."""
    since: Date | None = None
    """First day on which it was held. Default: ``as_of``."""
    as_of: Date
    """Last day for which it is known."""
    version: Id | None = None
    """Id of the version that applied."""
    status: Literal["held", "at-risk", "override", "grandfathered", "pending"] | None = None
    """How the level came about."""


class StandingsFormat(Format):
    """Levels that partners held, written down. They never reach the site.

    Levels before the first record are computed from the facts as far back as these go.
    """

    standings: tuple[RecordedFormat, ...] = ()
    """What was held, entry by entry."""
