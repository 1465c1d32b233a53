"""How long levels take: microseconds per partner with all findings, beside loading the records.

    python benchmarks/levels.py [PARTNERS ...]

For each program a thousand partners are made up from a fixed seed. Their records are written as
YAML and loaded with PyYAML's C loader, and the same facts are evaluated in one process, again under
other names where more partners are asked for. Times are those of the processor. What counts is the
ratio of the two in one run, and that the time per partner does not grow with their number.

Two times stand in a line: that of the level on the day with its findings and figures, and that of
the whole standing, which says since when the level is held and what changes it next.
"""

from __future__ import annotations

import gc
import random
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import yaml

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from generator.load.site import load  # noqa: E402
from generator.model.directory import Directory  # noqa: E402
from generator.qualify.history import Histories  # noqa: E402
from generator.qualify.standings import qualify  # noqa: E402
from generator.qualify.trace import figures, findings  # noqa: E402
from generator.validate.directory import validate  # noqa: E402

AS_OF = date(2026, 6, 30)
DIFFERENT = 1_000
"""Partners with facts of their own."""
COMMON = """\
status: effective
effective: 2023-05-19
currency: EUR
levels:
  - {id: learning, name: Learning, listed: no}
  - {id: ready, name: Ready}
  - {id: silver, name: Silver}
  - {id: gold, name: Gold}
certifications: [{id: functional, name: F, valid_months: 36}]
metrics:
  users:
    name: Net new users
    unit: users
    measure: sum
    of: points
    unless: {kind: renewal}
    period: last 12 months
  certified: {name: Certified, measure: people, holding: functional}
  acquired: {name: Acquired, measure: count, of: customers, period: last 3 years}
  active: {name: Active, measure: count, of: customers, period: last 3 years, active: yes}
  retention: {name: Retention, measure: share, of: active, to: acquired}
"""
THREE = """\
requirements:
  - {metric: users, levels: {ready: 10, silver: 75, gold: 300}}
  - {metric: certified, levels: {ready: 1, silver: 3, gold: 6}}
  - {metric: retention, levels: {silver: 70, gold: 80}}
"""
POINTS = """\
  total:
    name: Points
    measure: points
    parts:
      - {metric: users, each: 2, cap: 500}
      - {metric: certified, steps: {1: 20, 3: 80, 6: 200}}
      - {metric: retention, full_at: 90, points: 100}
requirements:
  - {metric: total, levels: {ready: 50, silver: 200, gold: 600}}
"""
PROGRAMS = {
    "three criteria": COMMON + THREE,
    "points": COMMON + POINTS,
    "quarterly reviews": COMMON + "review: {rhythm: quarterly, misses: 2}\n" + THREE,
    "relative": COMMON
    + THREE
    + "  - {metric: users, id: best, name: Best, among: country, levels: {gold: top 10 %}}\n",
}


def records(number: int) -> Iterator[str]:
    """Three years of facts for each partner."""
    random.seed(1)
    for i in range(number):
        size = random.choice([1, 1, 2, 4, 8])
        yield "\n".join(
            [
                f"name: Partner {i}",
                f"locations: [{{country: {random.choice(['DE', 'FR', 'IT', 'PL'])}}}]",
                "programs: [{program: p, since: 2023-06-01}]",
                "private:",
                "  points:",
                *(
                    f"    - {{date: {_day()}, amount: {random.randint(1, 40) * size}}}"
                    for _ in range(12)
                ),
                "  customers:",
                *(_customer() for _ in range(8)),
                "  people:",
                *(_person(j) for j in range(random.randint(1, 8))),
                "",
            ]
        )


def _customer() -> str:
    won = _day()
    lost = f", ended: {won + timedelta(random.randint(1, 900))}" if random.random() < 0.25 else ""
    return f"    - {{date: {won}, amount: 1{lost}}}"


def _person(number: int) -> str:
    held = f"{{certification: functional, issued: {_day()}}}"
    return f"    - {{id: p{number}, credentials: [{held}]}}"


def _day() -> date:
    return date(2023, 6, 1) + timedelta(random.randint(0, 1090))


def directory(program: str, texts: list[str]) -> Directory:
    """A checked site with one partner for each text."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        versions = folder / "content/programs/p/versions"
        versions.mkdir(parents=True)
        (folder / "partners").mkdir()
        (folder / "site.yaml").write_text("format: 1\ntitle: T\nvendor: V\nlanguages: [en]\n")
        (folder / "content/programs/p/program.yaml").write_text("name: P\n")
        (versions / "one.yaml").write_text(program)
        for i, text in enumerate(texts):
            (folder / f"partners/p{i:06}.yaml").write_text(text)
        found, diagnostics = validate(load(folder))
    if found is None:
        raise SystemExit("\n".join(f"{item.place}: {item.message}" for item in diagnostics[:5]))
    return found


def enlarged(site: Directory, size: int) -> Directory:
    """So many partners, the same facts under new ids again and again."""
    partners, facts = [], {}
    for i in range(size):
        partner = site.partners[i % len(site.partners)]
        partners.append(replace(partner, id=f"p{i:06}"))
        facts[f"p{i:06}"] = site.facts[partner.id]
    return replace(site, partners=tuple(partners), facts=facts)


def evaluated(site: Directory, day: date) -> None:
    """The level of every partner on one day, with all findings and figures."""
    for history in Histories(site).on(day):
        outcome = history.on(day).outcome
        findings(outcome)
        figures(outcome)


def seconds(compute: Callable[[Directory, date], object], site: Directory) -> float:
    begin = time.process_time()
    compute(site, AS_OF)
    return time.process_time() - begin


def main() -> None:
    sizes = [int(size) for size in sys.argv[1:]] or [1_000, 10_000]
    gc.disable()
    texts = list(records(DIFFERENT))
    for size in sizes:
        begin = time.process_time()
        for text in texts:
            yaml.load(text, yaml.CSafeLoader)
        loading = (time.process_time() - begin) / len(texts) * 1e6
        print(f"{size:,} partners: CSafeLoader {loading:.0f} µs a record")
        for name, program in PROGRAMS.items():
            site = enlarged(directory(program, texts), size)
            times = (seconds(evaluated, site) / size * 1e6, seconds(qualify, site) / size * 1e6)
            shown = (f"{each:6.0f} µs {each / loading:5.2f} of loading" for each in times)
            print(f"  {name:20}", *shown, sep="  ")


if __name__ == "__main__":
    main()
