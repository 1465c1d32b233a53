"""Front matter of a page of prose."""

from __future__ import annotations

from .scalars import Date, Format, Int, Line


class PageFormat(Format):
    """The keys between the two ``---`` lines. The file's name is the page's slug."""

    title: Line
    """Heading of the page."""
    description: Line | None = None
    """One sentence for search engines and lists."""
    order: Int = 100
    """Place among the pages of its section, the lowest first."""
    updated: Date | None = None
    """The day of the last change worth telling."""
