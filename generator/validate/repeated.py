"""A name that is misspelt where it is defined is unknown wherever it is used: one mistake."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from ..diagnostics import Diagnostic

_NAMES = ("unknown-level", "unknown-metric", "unknown-reference")
_MOST = 3
"""So many places are shown each by itself."""


def summed_up(diagnostics: Iterable[Diagnostic]) -> list[Diagnostic]:
    """The diagnostics of one file; of many about one unknown name the first, which tells where
    the others are.
    """
    alike: dict[tuple[str, str], list[Diagnostic]] = {}
    for item in sorted(diagnostics, key=Diagnostic.sort_key):
        alike.setdefault((item.rule.slug, item.message), []).append(item)
    found: list[Diagnostic] = []
    for (slug, _), (first, *others) in alike.items():
        if slug in _NAMES and len(others) >= _MOST:
            lines = sorted({item.place.line for item in others})
            shown = ", ".join(str(line) for line in lines[:_MOST])
            more = f" and {len(lines) - _MOST} more" if len(lines) > _MOST else ""
            hint = f"{first.hint} It is named in {_lines(lines)} {shown}{more}, too.".strip()
            found.append(replace(first, hint=hint))
        else:
            found += [first, *others]
    return found


def _lines(lines: list[int]) -> str:
    return "line" if len(lines) == 1 else "lines"
