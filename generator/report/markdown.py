"""Texts of users in Markdown: shown as they are, in code spans that nothing in them can end.

Inside a code span nothing is a link, a picture, a mention, a reference or a command, neither by
CommonMark nor by what GitHub and GitLab add to it.
"""

from __future__ import annotations

import re

from .visible import visible

_FENCES = re.compile("`+")


def code(text: str) -> str:
    """The text as a code span, on one line."""
    shown = visible(text)
    if not shown.strip():
        return "(empty)"
    fence = "`" * (max(map(len, _FENCES.findall(shown)), default=0) + 1)
    is_bare = not (shown[0] in "` " or shown[-1] in "` ")
    return f"{fence}{shown}{fence}" if is_bare else f"{fence} {shown} {fence}"
