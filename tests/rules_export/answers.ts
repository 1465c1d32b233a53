// Evaluates with the theme's script: a line {"rules": …} sets a version's rules, each line
// {"answers": …} after it gives a line of standings. `node answers.ts questions.jsonl`.

import { readFileSync } from "node:fs";

import { evaluate, type Finding } from "../../themes/default/js/rules/evaluate.ts";
import type { Answers, Judged, Standing } from "../../themes/default/js/rules/evaluate.ts";
import type { Version } from "../../themes/default/js/rules/format.ts";
import type { Value } from "../../themes/default/js/rules/formulas.ts";
import { Rational } from "../../themes/default/js/rules/rational.ts";

type Line = { rules: Version } | { answers: Answers };

function plain(value: Value) {
  return value instanceof Rational ? { number: value.toString() } : value;
}

/** Findings and those inside them, in the order in which they are read. */
function flat(column: string, path: string, findings: readonly Finding[]): object[] {
  return findings.flatMap(({ rows, needed, have, gap, ...rest }) => [
    { column, path, ...rest, needed: plain(needed), have: plain(have), gap: plain(gap) },
    ...flat(column, path, rows),
  ]);
}

function verdicts(items: readonly Judged[]): Record<string, string> {
  return Object.fromEntries(items.map(({ id, verdict }) => [id, verdict]));
}

function shown(standing: Standing) {
  const { ladder, region, track, level, path, levels, next, membership } = standing;
  const { tracks, specialisations, benefits, figures } = standing;
  const beside = [...specialisations, ...benefits, membership];
  return {
    ladder,
    region,
    track,
    level,
    path,
    levels: verdicts(levels),
    membership: membership.verdict,
    specialisations: specialisations
      .filter(({ verdict }) => verdict === "met")
      .map(({ id }) => id),
    benefits: verdicts(benefits),
    tracks: tracks.flatMap(({ id, findings }) => flat(id, "", findings)),
    findings: [
      ...levels.flatMap(({ id, findings, paths }) => [
        ...flat(id, "", findings),
        ...paths.flatMap((way) => flat(id, way.id, way.findings)),
      ]),
      ...beside.flatMap(({ id, findings }) => flat(id, "", findings)),
    ],
    figures: Object.fromEntries(Object.entries(figures).map(([id, value]) => [id, plain(value)])),
    next: next && {
      level: next.level,
      path: next.path,
      missing: next.missing.map(({ criterion }) => criterion),
    },
  };
}

let rules: Version | undefined;
for (const line of readFileSync(process.argv[2] ?? "", "utf8").trim().split("\n")) {
  const read = JSON.parse(line) as Line;
  if ("rules" in read) rules = read.rules;
  else if (rules) console.log(JSON.stringify(evaluate(rules, read.answers).map(shown)));
}
