"""Running the command line as its users do."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
Run = Callable[..., subprocess.CompletedProcess[str]]
STAGE = re.compile(r"^[a-z]+ …\n", re.MULTILINE)


@pytest.fixture(scope="session")
def run() -> Run:
    """`run("check", folder)` in the root of the repository.

    The log of stages, which appears where the machine is slow, is left out of stderr.
    """

    def run_(*arguments: object, cwd: Path = ROOT) -> subprocess.CompletedProcess[str]:
        done = subprocess.run(
            [sys.executable, str(ROOT / "build.py"), *map(str, arguments)],
            capture_output=True,
            encoding="utf-8",
            check=False,
            cwd=cwd,
            env={name: os.environ[name] for name in os.environ if name != "FORCE_COLOR"},
            timeout=120,
        )
        done.stderr = STAGE.sub("", done.stderr)
        return done

    return run_


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """A copy of the worked example of docs/formats, to make mistakes in."""
    return shutil.copytree(ROOT / "docs/formats/examples", tmp_path / "site")


@pytest.fixture
def broken_site(site: Path) -> Path:
    """The same with a country that is not one, in the fourth line of a record."""
    record = site / "partners/borealis.yaml"
    record.write_text(record.read_text("utf-8").replace("country: SE", "country: Sweden"), "utf-8")
    return site
