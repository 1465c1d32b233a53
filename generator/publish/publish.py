"""The stage `publish`: the new site is built aside, then takes the place of the old one."""

from __future__ import annotations

import os
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from ..artifact import Artifact
from ..diagnostics import Diagnostic, Place, diagnose
from .lock import locked
from .manifest import NAME, Manifest, read_manifest
from .paths import check_paths
from .staging import compare, files_below, stage
from .swap import WORKSHOP, clear, is_unfinished, recover, stays, swap, workshop_of

SITE_FILE = "site.yaml"


@dataclass(frozen=True, slots=True)
class Published:
    """How many files were written, left as they were, and removed."""

    written: int
    unchanged: int
    removed: int


def publish(
    artifacts: Sequence[Artifact], output: Path, left_out: Sequence[str] = ()
) -> Published | Diagnostic:
    """Make ``output`` hold exactly the artifacts, beside what is not ours and begins with a dot.

    Either all of it is in place afterwards, or the old site is as it was and the diagnostic says
    why. The manifest names the partners in ``left_out``. Raises ValueError where the artifacts'
    paths do not fit together, which is our own fault.
    """
    check_paths(artifact.path for artifact in artifacts)
    try:
        folder = Path(os.path.realpath(output))
        workshop = workshop_of(folder)
        reason = _protected(folder)
        if not reason and not is_unfinished(workshop):
            reason = _foreign(folder)
        if reason:
            return _refuse(output, reason)
        try:
            with locked(workshop / "lock"):
                return _publish(artifacts, folder, workshop, output, left_out)
        finally:
            _leave(workshop)
    except OSError as error:
        message = f"“{output}” could not be written: {error.strerror or error}"
        hint = "The site that was published before is as it was."
        return diagnose("publish-failed", message, _place(output), hint=hint)


def _publish(
    artifacts: Sequence[Artifact],
    folder: Path,
    workshop: Path,
    output: Path,
    left_out: Sequence[str],
) -> Published | Diagnostic:
    recover(folder, workshop)
    old = read_manifest(folder) or Manifest()
    present = files_below(folder)
    strays = [path for path in sorted(present) if _is_stray(path, old)]
    if strays:
        more = f" and {len(strays) - 1} more" if len(strays) > 1 else ""
        return _refuse(output, f"holds files that no build wrote: {strays[0]}{more}")
    release = compare(artifacts, folder, old, present, left_out)
    counts = Published(
        written=len(artifacts) - len(release.unchanged),
        unchanged=len(release.unchanged),
        removed=len(old.by_path.keys() - release.manifest.by_path.keys()),
    )
    if release.manifest.to_bytes() == release.old_manifest and not counts.written:
        return counts
    survivors = {top for path in present if stays(top := path.partition("/")[0], old)}
    try:
        stage(release, folder, survivors, workshop / "staged")
        swap(workshop / "staged", folder, workshop)
    finally:
        # What cannot be removed now is removed by the next build.
        with suppress(OSError):
            clear(workshop)
    return counts


def _protected(folder: Path) -> str:
    """Why a folder is never written to, whatever it holds."""
    if folder.exists() and not folder.is_dir():
        return "is not a folder"
    if folder == Path(folder.anchor):
        return "is the root of the file system"
    if folder == _home():
        return "is your home folder"
    if (folder / SITE_FILE).exists():
        return f"holds a {SITE_FILE}, so it is a site's source"
    return ""


def _home() -> Path | None:
    try:
        return Path(os.path.realpath(Path.home()))
    except RuntimeError:  # A user without one, as in some containers.
        return None


def _foreign(folder: Path) -> str:
    """Why a folder is not ours: no manifest, and more in it than files with a leading dot."""
    if not folder.exists() or read_manifest(folder) is not None:
        return ""
    with os.scandir(folder) as entries:
        others = sorted(e.name for e in entries if e.name[0] != "." or e.is_dir())
    others = [name for name in others if name != WORKSHOP]
    return f"holds files that no build wrote, such as {others[0]}" if others else ""


def _is_stray(path: str, old: Manifest) -> bool:
    """Whether a file is neither ours, nor one that survives, nor a desktop's hidden litter."""
    top, _, rest = path.partition("/")
    hidden = rest.rpartition("/")[2].startswith(".")
    return not (path in old.by_path or path == NAME or hidden or stays(top, old))


def _refuse(output: Path, reason: str) -> Diagnostic:
    hint = "Choose another folder with --output, or empty this one yourself."
    return diagnose("foreign-output", f"“{output}” {reason}", _place(output), hint=hint)


def _place(output: Path) -> Place:
    return Place(output.name or output.as_posix())


def _leave(workshop: Path) -> None:
    """Take away the folders of the workshop, unless another build is at work in them."""
    with suppress(OSError):
        workshop.rmdir()
        if workshop.parent.name == WORKSHOP:
            workshop.parent.rmdir()
