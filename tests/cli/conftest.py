"""Sites to run commands on, and the program as a process of its own."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.conftest import ROOT

Program = Callable[..., subprocess.CompletedProcess[str]]


@pytest.fixture(scope="session")
def program() -> Program:
    """`program("check", folder)` starts `build.py`, for what depends on being a process."""

    def start(*arguments: object) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, str(ROOT / "build.py"), *map(str, arguments)],
            capture_output=True,
            encoding="utf-8",
            check=False,
            cwd=ROOT,
            env={name: os.environ[name] for name in os.environ if name != "FORCE_COLOR"},
            timeout=120,
        )

    return start


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
