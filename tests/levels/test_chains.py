"""Figures made of figures made of figures: each is looked at once, however many ways lead to it."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.levels.test_levels import read, stand, write

DEPTH = 60
PROGRAM = """\
status: effective
effective: 2024-01-01
levels: [{id: entry, name: Entry}, {id: gold, name: Gold}]
requirements: [{metric: p60, levels: {gold: 1}}]
metrics:
"""


@pytest.mark.parametrize("base", ["measure: count, of: deals", "measure: tenure, level: entry"])
def test_two_ways_to_each_of_sixty_metrics(base: str, tmp_path: Path) -> None:
    metrics = [f"  p0: {{name: P, {base}}}"]
    for n in range(DEPTH):
        parts = f"[{{metric: p{n}, each: 0.5}}, {{id: again, metric: p{n}, each: 0.5}}]"
        metrics.append(f"  p{n + 1}: {{name: P, measure: points, parts: {parts}}}")
    record = "private: {deals: [{date: 2024-02-01, amount: 1}]}\n"
    case = {"record": record}
    directory = read(write(tmp_path, PROGRAM + "\n".join(metrics) + "\n", case))
    assert stand(directory, "2024-01-31").level == "entry"
    assert stand(directory, "2024-02-01").level == "gold"
