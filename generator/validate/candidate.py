"""A version file that is not part of the site, held against the rest of it."""

from __future__ import annotations

from dataclasses import replace

from ..diagnostics import Diagnostic
from ..load.tree import ProgramFiles, SiteFiles, YamlFile
from ..model.program import Version
from .directory import validate
from .names import partner_id


def validate_candidate(
    files: SiteFiles, file: YamlFile, instead_of: Version
) -> tuple[Version | None, list[Diagnostic]]:
    """The version as it would be instead of another one of its program, and its diagnostics.

    ``files`` are those of a site without mistakes. Records are not held against it: what they name
    and it no longer has is part of what somebody wants to see.
    """
    program, names = instead_of.program, {instead_of.id, partner_id(file.path)}
    programs = tuple(
        _with(item, names, file) if item.id == program else item for item in files.programs
    )
    rules_alone = replace(
        files, programs=programs, records=(), twins=(), tables=(), standings=None, diagnostics=()
    )
    directory, diagnostics = validate(rules_alone)
    if directory is None:
        return None, diagnostics
    found = next(item for item in directory.programs if item.id == program)
    return next(v for v in found.versions if v.source.path == file.path), diagnostics


def _with(program: ProgramFiles, without: set[str], file: YamlFile) -> ProgramFiles:
    others = [item for item in program.versions if partner_id(item.path) not in without]
    return replace(program, versions=(*others, file))
