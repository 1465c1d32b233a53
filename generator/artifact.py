"""A file of the output, still in memory."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Artifact:
    """``path`` is relative to the output folder, with forward slashes."""

    path: str
    content: bytes
