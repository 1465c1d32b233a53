"""Front matter of a page of prose."""

from __future__ import annotations

from .scalars import Date, Format, Int, Line


class PageFormat(Format):
    """The keys between the two ``---`` lines. The file's name is the page's slug."""

    title: Line
    description: Line | None = None
    order: Int = 100
    updated: Date | None = None
