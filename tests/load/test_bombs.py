"""Files made to cost time or memory: an error with a line, within a second and 200 MB."""

from __future__ import annotations

import subprocess
import sys

import pytest

from tests.conftest import ROOT

LONG = 8 * 1024 * 1024 - 100

# Each is an expression, so that the child process makes the bomb itself.
BOMBS = {
    "laughs": r"'a0: &a0 [x]\n' + ''.join(f'a{i+1}: &a{i+1} [*a{i}, *a{i}]\n' for i in range(99))",
    "merge keys": r"'a0: &a {k: v}\n' + 'b: &a {<<: [*a, *a, *a]}\n' * 99",
    "recursion": r"'a: &a [*a, {b: *a}]\n'",
    "recursive key": r"'&a {*a : *a}\n'",
    "many anchors": r"''.join(f'k{i}: &a{i} x\n' for i in range(300_000))",
    "deep list": r"'a: ' + '[' * 3_000",
    "deep list on lines": r"'a: ' + '[\n' * 3_000",
    "deep mapping": r"'{a: ' * 3_000",
    "deep block mapping": r"''.join(' ' * i + 'a:\n' for i in range(3_000))",
    "deep block list": r"'a:\n' + '- ' * 3_000 + 'x\n'",
    "deep explicit keys": r"'? ' * 3_000",
    "many values": r"'a:\n' + '- 1\n' * 2_000_000",
    "many values on a line": r"'a: [' + '1,' * 4_000_000 + ']'",
    "many texts on a line": r"'a: [' + '\"\",' * 2_500_000 + ']'",
    "many keys": r"''.join(f'k{i}: \n' for i in range(700_000))",
    "one key, many times": r"'a: 1\n' * 1_000_000",
    "long key": r"'k' * 8_000_000 + ': 1\n'",
    "endless quote": r"'a: \"' + 'x\\n' * 2_000_000",
    "endless line": r"'a: ' + 'x: ' * 2_500_000",
    "quotes": r"'\"' * 8_000_000",
    "tabs": r"'a: 1\t\n' * 1_000_000",
    "control characters": r"'\x01' * 8_000_000",
    "direction marks": r"'a: ' + '\u202e' * 2_500_000",
    "documents": r"'--- a\n' * 1_000_000",
    "directives": r"'%YAML 1.1\n' * 800_000",
    "tags": r"'a: ' + '!x ' * 2_500_000",
    "too large": r"'a: |\n' + '  honest text\n' * 700_000",
    "table of cells": r"'partner' + ',' * 8_000_000",
    "table of rows": r"'partner,date\n' + 'a,b\n' * 190_000",
    "table of quotes": r"'partner\n' + '\"a\n' * 90_000",
    "table of doubled quotes": r"'partner\nx,' + '\"' * 7_999_998",
    "table of too many quotes": r"'partner\n' + '\"' * 7_999_999",
    "table with a stray quote": r"'partner\n' + 'a\"b,' * 1_000_000 + '\"'",
}  # fmt: skip

CHILD = """
import json, sys, time
from generator.load.text import TextFile, read_text
from generator.load.tables import read_table
from generator.load.yaml import read_yaml
from generator.load.files import MOST_BYTES
content = ({bomb}).encode("utf-8", "surrogatepass")
started = time.process_time()
if len(content) > MOST_BYTES:
    print("refused by its size")
else:
    file = read_text("bomb.yaml", content)
    if isinstance(file, TextFile):
        read_table(file, "deals") if {table} else read_yaml(file)
    found = file.diagnostics if isinstance(file, TextFile) else [file]
    print(found[0].rule.slug, found[0].place, len(found))
# Not ru_maxrss: a process inherits that of its parent.
peak = next(line for line in open("/proc/self/status") if line.startswith("VmHWM"))
used = int(peak.split()[1]) / 1024
print(time.process_time() - started, used, file=sys.stderr)
"""


@pytest.mark.skipif(sys.platform != "linux", reason="memory is read from /proc")
@pytest.mark.parametrize("name", BOMBS)
def test_bombs_are_harmless(name: str) -> None:
    done = subprocess.run(
        [sys.executable, "-c", CHILD.format(bomb=BOMBS[name], table="table" in name)],
        cwd=ROOT,
        capture_output=True,
        encoding="utf-8",
        check=True,
        timeout=60,
    )
    seconds, megabytes = map(float, done.stderr.split())
    assert seconds < 1
    assert megabytes < 200


def test_a_large_honest_file_is_read() -> None:
    from generator.load.text import TextFile, read_text
    from generator.load.yaml import read_yaml

    text = "".join(f"partner-{i}: {'honest words ' * 19}\n" for i in range(20_000))
    assert len(text) > 5_000_000
    file = read_text("content/vocabulary.yaml", text.encode())
    assert isinstance(file, TextFile)
    read = read_yaml(file)
    assert read
    assert len(read.root.entries) == 20_000
    assert not file.diagnostics
