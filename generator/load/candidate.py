"""A version file that is not part of the site: what somebody would like to try."""

from __future__ import annotations

from pathlib import Path

from ..diagnostics import Diagnostic
from .files import Folder
from .text import read_text
from .tree import YamlFile
from .yaml import read_yaml


def load_candidate(path: Path, shown: str) -> tuple[YamlFile | None, tuple[Diagnostic, ...]]:
    """The file as it would be read inside a site, ``shown`` as its path; and its mistakes."""
    folder = Folder(path.parent)
    content = folder.read(path.name)
    if content is None:
        return None, tuple(folder.diagnostics)
    text = read_text(shown, content, False)
    if isinstance(text, Diagnostic):
        return None, (text,)
    file = read_yaml(text)
    return file, tuple(text.diagnostics)
