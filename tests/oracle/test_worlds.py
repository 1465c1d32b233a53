"""The random programs themselves: what occurs in them, and that levels really vary."""

from __future__ import annotations

from collections import Counter

from tests.oracle.features import FEATURES, features
from tests.oracle.oracle import Oracle
from tests.oracle.worlds import world

WORLDS = 2000
LEVELS_OF = 250


def test_the_same_seed_gives_the_same_program() -> None:
    assert world(7) == world(7)
    assert world(7) != world(8)


def test_everything_that_the_language_can_say_occurs() -> None:
    """Every requirement that touches levels, in at least one program of a hundred."""
    seen: Counter[str] = Counter()
    for seed in range(WORLDS):
        seen.update(features(world(seed)[0]))
    rare = {name: seen[name] for name in FEATURES if seen[name] < WORLDS / 100}
    assert not rare


def test_levels_vary() -> None:
    """No level, and no other outcome, is that of nearly everybody."""
    levels: Counter[str | None] = Counter()
    statuses: Counter[str] = Counter()
    verdicts: Counter[str] = Counter()
    changing = 0
    for seed in range(LEVELS_OF):
        site, days = world(seed)
        oracle = Oracle(site)
        answers = [answer for day in days for answer in oracle.answers(day)]
        levels.update(answer.level for answer in answers)
        statuses.update(answer.status for answer in answers)
        verdicts.update(finding[3] for answer in answers for finding in answer.findings)
        changing += len({(answer.partner, answer.level) for answer in answers}) > len(
            {answer.partner for answer in answers}
        )
    assert max(levels.values()) < 0.7 * levels.total()
    assert max(verdicts.values()) < 0.7 * verdicts.total()
    assert set(statuses) == {"held", "at-risk", "override", "grandfathered", "pending"}
    assert changing > LEVELS_OF / 4
