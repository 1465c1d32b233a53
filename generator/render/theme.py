"""A theme: a folder with templates, components and bundled files.

theme.toml      name, version, `contract` (the version of the views it was written for) and
                `accent`, the colour of sites that set none
templates/      one for each kind of page, `base.html`, and `icon.svg` for browser tabs
components/     a folder each: macro and styles
static/         bundled scripts and styles, which pages name without their hash
"""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from pathlib import Path

from ..diagnostics import Diagnostic, Place, diagnose
from ..site.views.pages import (
    DocumentPage,
    HomePage,
    IndexPage,
    ListPage,
    LocatorPage,
    NotFoundPage,
    RedirectPage,
)
from ..site.views.profile import PartnerPage
from ..site.views.program import ProgramPage

CONTRACT = 1
"""Raised whenever a view loses a field or a field changes its meaning."""

VIEWS = (
    HomePage,
    LocatorPage,
    PartnerPage,
    ListPage,
    IndexPage,
    ProgramPage,
    DocumentPage,
    NotFoundPage,
    RedirectPage,
)
_BUNDLES = ("main.css", "core.js", "theme.js", "locator.js")
_HERE = Path(__file__).resolve()


class ThemeError(Exception):
    """The theme that a site asks for cannot be used.

    The command line reports ``diagnostic`` (rule B003) like any other mistake and publishes
    nothing.
    """

    def __init__(self, message: str, path: str = "site.yaml", hint: str = "") -> None:
        super().__init__(message)
        self.diagnostic: Diagnostic = diagnose("theme", message, Place(path), hint=hint)


@dataclass(frozen=True, slots=True)
class Theme:
    """``static`` is (name, bytes) of the files that go to the output's assets."""

    name: str
    version: str
    accent: str
    folder: Path
    static: tuple[tuple[str, bytes], ...]


def find_theme(folder: Path, name: str) -> Theme:
    """The theme called ``name``: the site's own `themes/NAME/`, else the built-in one.

    Raises ThemeError when there is none or it lacks a part.
    """
    if not re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", name):
        raise ThemeError(f"“{name}” is no name of a theme: small letters, digits and hyphens only.")
    own = folder / "themes" / name
    beside_package = _HERE.parents[2] / "themes" / name
    inside_package = _HERE.parents[1] / "themes" / name
    for place in (own, inside_package, beside_package):
        if place.is_dir():
            return _read(place, name)
    raise ThemeError(
        f"There is no theme called “{name}”.",
        hint=f"Make the folder themes/{name}/, or leave out `theme` for the built-in one.",
    )


def _read(folder: Path, name: str) -> Theme:
    about = f"themes/{name}/theme.toml"
    try:
        settings = tomllib.loads((folder / "theme.toml").read_text("utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise ThemeError(f"The theme “{name}” has no readable theme.toml: {error}", about) from None
    if settings.get("contract") != CONTRACT:
        raise ThemeError(
            f"The theme “{name}” was written for contract {settings.get('contract')}; "
            f"this program gives its templates contract {CONTRACT}.",
            about,
        )
    accent = str(settings.get("accent", ""))
    if not re.fullmatch(r"#[0-9a-fA-F]{6}", accent):
        raise ThemeError(f'The theme “{name}” needs an `accent` such as "#1f5f5b".', about)
    wanted = [f"templates/{view.template}" for view in VIEWS]
    wanted += ["templates/base.html", "templates/icon.svg"]
    wanted += [f"static/{bundle}" for bundle in _BUNDLES]
    for part in wanted:
        if not (folder / part).is_file():
            hint = "Run `python hatch_build.py`." if part.startswith("static/") else ""
            raise ThemeError(f"The theme “{name}” lacks {part}.", about, hint)
    files = sorted(path for path in (folder / "static").iterdir() if path.is_file())
    static = tuple((path.name, path.read_bytes()) for path in files)
    return Theme(name, str(settings.get("version", "")), accent, folder, static)
