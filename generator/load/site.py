"""The stage `load`: a site folder in, trees of values out. The only stage that reads the disk."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath
from typing import TypeVar

from ..diagnostics import Diagnostic, Place, diagnose, did_you_mean
from ..model.facts import TABLES
from .files import Folder
from .front import read_page
from .tables import read_table
from .text import TextFile, read_text
from .tree import PageFile, ProgramFiles, SiteFiles, TableFile, YamlFile
from .yaml import read_yaml

F = TypeVar("F")
_PICTURES = (".svg", ".png", ".jpg", ".jpeg", ".webp")


def load(folder: Path) -> SiteFiles:
    """Read everything that a site folder holds. Mistakes never end it: they are listed."""
    return _Loader(Folder(folder)).load()


@dataclass
class _Program:
    """What has been found of a program so far."""

    program: YamlFile | None = None
    versions: list[YamlFile] = field(default_factory=list)
    pages: list[PageFile] = field(default_factory=list)


class _Loader:
    """Sorts the files of a folder by their names and reads each as what it is."""

    def __init__(self, folder: Folder) -> None:
        self.folder = folder
        self.diagnostics: list[Diagnostic] = []
        self.unread: list[str] = []
        self.vocabulary: YamlFile | None = None
        self.programs: dict[str, _Program] = {}
        self.pages: list[PageFile] = []
        self.records: list[YamlFile] = []
        self.twins: list[YamlFile] = []
        self.tables: list[TableFile] = []
        self.assets: dict[str, bytes] = {}

    def load(self) -> SiteFiles:
        site = self._site()
        standings = self._standings()
        for path in self.folder.walk("content"):
            self._content(path)
        for path in self.folder.walk("partners"):
            self._partner(path)
        for program_id in sorted(self.programs):
            self._check_program(program_id)
        return SiteFiles(
            root=str(self.folder.root),
            site=site,
            vocabulary=self.vocabulary,
            programs=tuple(
                ProgramFiles(name, found.program, tuple(found.versions), tuple(found.pages))
                for name, found in sorted(self.programs.items())
            ),
            records=tuple(self.records),
            twins=tuple(self.twins),
            tables=tuple(self.tables),
            pages=tuple(self.pages),
            standings=standings,
            assets=self.assets,
            unread=tuple(self.unread),
            diagnostics=(*self.folder.diagnostics, *self.diagnostics),
        )

    def _site(self) -> YamlFile | None:
        if self.folder.has("site.yaml"):
            return self._read("site.yaml", read_yaml)
        if self.folder.root.is_dir():
            message = "The site has no file “site.yaml”"
            hint = "Is this the right folder? A site needs site.yaml, content/ and partners/."
            if self.folder.has("site.yml"):
                hint = "Rename site.yml to site.yaml."
        else:
            message, hint = "There is no such folder", "Name the folder that holds site.yaml."
        self._note("missing-file", message, "site.yaml", hint)
        return None

    def _standings(self) -> YamlFile | None:
        """Recorded standings, which are private."""
        path = "standings.yaml"
        return self._read(path, read_yaml, private=True) if self.folder.has(path) else None

    def _content(self, path: str) -> None:
        """A file below ``content``, read as what its place says."""
        match path.split("/")[1:]:
            case ["vocabulary.yaml"]:
                self.vocabulary = self._read(path, read_yaml)
            case ["programs", name, "program.yaml"]:
                self._of(name).program = self._read(path, read_yaml)
            case ["programs", name, "versions", file] if _is_yaml(file):
                self._keep(self._of(name).versions, path, read_yaml)
            case ["programs", name, file] if file.endswith(".md"):
                self._keep(self._of(name).pages, path, read_page)
            case ["pages", file] if file.endswith(".md"):
                self._keep(self.pages, path, read_page)
            case _ if not self._picture(path):
                self._unknown(path, _CONTENT)

    def _partner(self, path: str) -> None:
        """A file below ``partners``: record, private twin, fact table or picture."""
        if _is_yaml(path):
            private = PurePosixPath(path).stem.endswith(".private")
            self._keep(self.twins if private else self.records, path, read_yaml, private)
        elif path.endswith(".csv"):
            name = PurePosixPath(path).stem
            table = name.partition("-")[0]
            if table in TABLES:
                self._keep(self.tables, path, lambda file: read_table(file, table), private=True)
            else:
                message = f"“{name}” does not begin with the name of a table"
                known = f"Known tables: {', '.join(TABLES)}."
                begun = next((item for item in TABLES if name.lower().startswith(item)), "")
                near = f"Name it as {begun}.csv or {begun}-2026-q1.csv." if begun else ""
                hint = near or did_you_mean(table, TABLES) or known
                self._note("unknown-table", message, path, hint)
        elif not self._picture(path):
            self._unknown(path, _PARTNERS)

    def _picture(self, path: str) -> bool:
        if not path.lower().endswith(_PICTURES):
            return False
        content = self.folder.read(path)
        if content is not None:
            self.assets[path] = content
        return True

    def _of(self, program_id: str) -> _Program:
        return self.programs.setdefault(program_id, _Program())

    def _check_program(self, program_id: str) -> None:
        path = f"content/programs/{program_id}/program.yaml"
        if self.programs[program_id].program is None and path not in self.unread:
            hint = "Add it, with at least the program's name."
            self._note("missing-file", "This program has no file “program.yaml”", path, hint)
            self.unread.append(path)

    def _keep(
        self,
        files: list[F],
        path: str,
        reader: Callable[[TextFile], F | None],
        private: bool = False,
    ) -> None:
        file = self._read(path, reader, private)
        if file is not None:
            files.append(file)

    def _read(
        self, path: str, reader: Callable[[TextFile], F | None], private: bool = False
    ) -> F | None:
        """Read a file as text and then by ``reader``; what fails is listed as unread."""
        content = self.folder.read(path)
        text = None if content is None else read_text(path, content, private)
        file = None
        if isinstance(text, Diagnostic):
            self.diagnostics.append(text)
        elif text is not None:
            if path.startswith("partners/") and not private:
                text.private_from = _private_line(text.lines)
            file = reader(text)
            self.diagnostics += text.diagnostics
        if file is None:
            self.unread.append(path)
        return file

    def _unknown(self, path: str, known: str) -> None:
        name = PurePosixPath(path)
        hint = known
        if path.startswith("content/programs/") and len(name.parts) == 4 and _is_yaml(path):
            hint = f"Did you mean {name.parent}/versions/{name.name}?"
        elif name.suffix != name.suffix.lower():
            hint = f"Rename it to {name.with_suffix(name.suffix.lower()).name}."
        elif name.suffix == ".yml":
            hint = f"Rename it to {name.with_suffix('.yaml').name}."
        elif name.suffix.lower() in _OTHERWISE:
            hint = _OTHERWISE[name.suffix.lower()]
        self._note("unknown-file", "Nothing reads a file of this name in this place", path, hint)

    def _note(self, slug: str, message: str, path: str, hint: str) -> None:
        self.diagnostics.append(diagnose(slug, message, Place(path), hint=hint))


def _is_yaml(path: str) -> bool:
    return path.endswith((".yaml", ".yml"))


def _private_line(lines: tuple[str, ...]) -> int | None:
    """The line of a record from which on its private facts may stand."""
    return next((number for number, line in enumerate(lines, 1) if "private" in line), None)


_CONTENT = (
    "Known: vocabulary.yaml, pages/SLUG.md, programs/ID/program.yaml, programs/ID/SLUG.md,"
    " programs/ID/versions/VERSION.yaml, and pictures."
)
_PARTNERS = "Known: ID.yaml, ID.private.yaml, TABLE.csv, and pictures."
_AS_PICTURE = "Pictures may be SVG, PNG, JPEG or WebP."
_OTHERWISE = {
    ".csv": "Fact tables stand below partners/.",
    ".xlsx": "Save it as CSV.",
    ".xls": "Save it as CSV.",
    ".ods": "Save it as CSV.",
    ".json": "Write it as YAML.",
    ".gif": _AS_PICTURE,
    ".avif": _AS_PICTURE,
    ".svgz": _AS_PICTURE,
    ".tif": _AS_PICTURE,
}
"""Hints by the ending of a file that nothing reads."""
