"""The stage `assemble`: what may be shown, as pages with addresses, in every language."""

from __future__ import annotations

import hashlib
import re
from pathlib import PurePosixPath

from ..diagnostics import Diagnostic, Place, diagnose
from ..model.directory import Directory
from ..model.standing import Standings
from .disclose import PublicDirectory, disclose
from .edition import Edition
from .order import rotation
from .pages import Pages
from .rules_export import export_rules
from .views.pages import PageView
from .views.site import Site


def assemble(
    directory: Directory, standings: Standings, base_url: str
) -> tuple[Site, list[Diagnostic]]:
    """The whole site, and what is wrong with its pages of prose.

    ``base_url`` replaces that of the settings where it is not empty.
    """
    public = disclose(directory, standings)
    settings = public.settings
    assets = _assets(public)
    editions = [
        Pages(Edition(public, language, {path: route for path, (route, _) in assets.items()}))
        for language in settings.languages
    ]
    diagnostics = _without_version(directory, public)
    pages: list[PageView] = []
    for edition in editions:
        pages += edition.build()
        diagnostics += edition.documents.diagnostics
    site = Site(
        base_url=base_url.rstrip("/") or settings.base_url,
        default_language=settings.default_language,
        theme=settings.theme,
        accent=settings.accent,
        as_of=public.as_of,
        rotation=rotation(public.as_of),
        chrome=tuple(edition.chrome() for edition in editions),
        pages=tuple(pages),
        search=tuple(edition.search() for edition in editions),
        assets=tuple((route.lstrip("/"), content) for route, content in assets.values()),
        rules=tuple((item.id, export_rules(item, version)) for item, version in public.programs),
    )
    # A page that is not translated is read once per language.
    return site, list(dict.fromkeys(diagnostics))


def _assets(public: PublicDirectory) -> dict[str, tuple[str, bytes]]:
    """Route and content of each picture in use, by its path in the site folder."""
    used = {partner.logo for partner in public.listed} | {public.settings.logo}
    found: dict[str, tuple[str, bytes]] = {}
    for path in sorted(used & public.assets.keys()):
        content = public.assets[path]
        digest = hashlib.sha256(content).hexdigest()[:10]
        name = PurePosixPath(path.lower())
        stem = re.sub(r"[^a-z0-9]+", "-", name.stem).strip("-") or "picture"
        found[path] = (f"/assets/{stem}.{digest}{name.suffix}", content)
    return found


def _without_version(directory: Directory, public: PublicDirectory) -> list[Diagnostic]:
    in_force = {program.id for program, _ in public.programs}
    return [
        diagnose(
            "no-version",
            f"“{program.id}” has no version in force on {public.as_of}",
            Place(program.source.path),
            hint="Let a version take effect by then, or give another date with --as-of.",
        )
        for program in directory.programs
        if program.versions
        and program.id not in in_force
        # One that has ended is meant to have none.
        and (program.ends is None or program.ends >= public.as_of)
    ]
