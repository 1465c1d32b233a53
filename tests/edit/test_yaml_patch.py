"""Some keys of a file change; everything else stays as it was written."""

from __future__ import annotations

import re

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from generator.diagnostics import Diagnostic
from generator.edit.yaml_patch import CannotPatchError, patch
from generator.edit.yaml_writer import write_yaml
from generator.load.text import read_text
from generator.load.tree import Plain, YamlFile, plain
from generator.load.yaml import read_yaml

ORDER = ("name", "website", "description", "locations", "private")


def read(text: str) -> YamlFile:
    file = read_text("partners/a.yaml", text.encode("utf-8"))
    assert not isinstance(file, Diagnostic)
    tree = read_yaml(file)
    assert tree is not None, file.diagnostics
    return tree


def values_of(text: str) -> dict[str, Plain]:
    return {key.text: plain(value) for key, value in read(text).root.entries}


def change(text: str, **changed: Plain) -> str:
    return patch(read(text), text, changed, ORDER)


@pytest.mark.parametrize(
    ("before", "changed", "after"),
    [
        ("name: A\n", {"name": "B"}, "name: B\n"),
        ("name: A", {"name": "B"}, "name: B\n"),
        ("name: A\n\n# end\n", {"name": "B"}, "name: B\n\n# end\n"),
        ("name: A  # why\n", {"name": "B"}, "# why\nname: B\n"),
        ('name: "A # B"\n', {"name": "C"}, "name: C\n"),
        ("name: A\r\nprivate: {}\r\n", {"name": "B"}, "name: B\r\nprivate: {}\r\n"),
        ("name: A\n\nprivate: {}\n", {"website": "W"}, "name: A\nwebsite: W\n\nprivate: {}\n"),
        ("private: {}\n", {"name": "A", "website": "W"}, "name: A\nwebsite: W\nprivate: {}\n"),
        ("name: A\nprivate: {}\n", {"private": None}, "name: A\n"),
        ("name: >-\n  A\n  # B\n\n# C\nprivate:\n", {"name": "X"}, "name: X\n\n# C\nprivate:\n"),
        ("name: | # C\n  A # B\nwebsite: W\n", {"name": "X"}, "# C\nname: X\nwebsite: W\n"),
    ],
)  # fmt: skip
def test_patch(before: str, changed: dict[str, Plain], after: str) -> None:
    assert change(before, **changed) == after


@pytest.mark.parametrize("text", ["{name: A, website: W}\n", "  name: A\n"])
def test_what_cannot_be_patched(text: str) -> None:
    with pytest.raises(CannotPatchError):
        change(text, name="B")


values = st.recursive(
    st.sampled_from(["A", "# no note", "a\nb", "a\n\n", "x # y", ""]),
    lambda below: (
        st.lists(below, max_size=3) | st.dictionaries(st.sampled_from("abc"), below, max_size=3)
    ),
    max_leaves=6,
)
records = st.dictionaries(st.sampled_from(ORDER), values, min_size=1)


@given(records, records)
@example({"name": "a\n\n"}, {"website": "W"})
def test_values_and_comments_survive(old: dict[str, Plain], changed: dict[str, Plain]) -> None:
    text = "".join(f"# note {key}\n{write_yaml({key: value})}\n" for key, value in old.items())
    patched = change(text, **changed)
    assert values_of(patched) == values_of(text) | changed
    assert re.findall("^# note .*", patched, re.MULTILINE) == [f"# note {key}" for key in old]
