"""The comparison is worth something: each of many faults planted into the engine is found by it."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.oracle.agreement import disagreements
from tests.oracle.faults import FAULTS, Fault

ROOT = Path(__file__).resolve().parents[2]
PROGRAMS = 2500


def test_there_are_enough() -> None:
    assert len({fault.name for fault in FAULTS}) == len(FAULTS) >= 20


@pytest.mark.parametrize("fault", FAULTS, ids=[fault.name for fault in FAULTS])
def test_a_fault_is_found(fault: Fault, tmp_path: Path) -> None:
    plant(fault, tmp_path)
    assert found(tmp_path) is not None, f"not in {PROGRAMS} programs: {fault.name}"


def plant(fault: Fault, folder: Path) -> None:
    """A copy of the generator with the fault in it."""
    copy = folder / "generator"
    shutil.copytree(ROOT / "generator", copy, ignore=shutil.ignore_patterns("__pycache__"))
    module = copy / "qualify" / fault.module
    text = module.read_text("utf-8")
    assert text.count(fault.right) == 1, f"{fault.module} has changed: write this fault anew"
    module.write_text(text.replace(fault.right, fault.wrong), "utf-8")


def found(folder: Path) -> int | None:
    """The first program on which the copy differs from the oracle, and the engine does not."""
    command = [sys.executable, "-m", "tests.oracle.agreement", "0", str(PROGRAMS)]
    # The folder one stands in comes first, so the copy is taken; all else is found at the root.
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "PYTHONDONTWRITEBYTECODE": "1"}
    with subprocess.Popen(
        command, cwd=folder, env=environment, stdout=subprocess.PIPE, text=True
    ) as process:
        assert process.stdout is not None
        for line in process.stdout:
            if not disagreements(range(int(line), int(line) + 1)):
                process.kill()
                return int(line)
    assert process.returncode == 0
    return None
