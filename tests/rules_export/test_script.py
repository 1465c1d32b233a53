"""The script that evaluates rules: it needs no page, and it is small."""

from __future__ import annotations

import gzip
import json
from pathlib import Path

import hatch_build
from tests.conftest import ROOT, write_files

SCRIPT = "themes/default/js/rules/evaluate.ts"
MOST = 5000
"""Bytes, compressed."""
RULES = {
    "levels": [{"id": "silver"}],
    "requirements": [{"id": "deals", "metric": "deals", "cells": {"silver": "0.3"}}],
    "metrics": {"deals": {"measure": "asked", "kind": "number"}},
}
ANSWERS = {"figures": {"deals": 0.3}}


def test_it_needs_no_page(tmp_path: Path) -> None:
    """Its types are those of the language alone."""
    settings = {
        "extends": (ROOT / "tsconfig.json").as_posix(),
        "compilerOptions": {"lib": ["es2022"], "types": []},
        "include": [(ROOT / SCRIPT).as_posix()],
    }
    write_files(tmp_path, {"tsconfig.json": json.dumps(settings)})
    hatch_build.install_tools()
    compiler = "node_modules/typescript/bin/tsc"
    hatch_build.node([compiler, "--project", str(tmp_path / "tsconfig.json")])


def test_it_bundles_into_little(tmp_path: Path) -> None:
    bundle = tmp_path / "rules.js"
    hatch_build.install_tools()
    warnings = hatch_build.node(
        [
            "node_modules/esbuild/bin/esbuild",
            SCRIPT,
            *("--bundle", "--minify", "--charset=utf8", "--log-level=warning"),
            *(f"--target={hatch_build.TARGET}", "--format=iife", "--global-name=rules"),
            f"--outfile={bundle}",
        ]
    )
    assert not warnings
    assert len(gzip.compress(bundle.read_bytes())) < MOST
    # It still works, where all names are short.
    call = f"console.log(rules.evaluate({json.dumps(RULES)}, {json.dumps(ANSWERS)})[0].level)"
    said = hatch_build.node(["-e", f"{bundle.read_text('utf-8')};{call}"])
    assert said == "silver\n"
