// What is not in the cases that both hosts share: what a visitor leaves out, and odd input.

import assert from "node:assert/strict";
import { test } from "node:test";

import { evaluate, type Answers, type Finding } from "./evaluate.ts";
import type { Version } from "./format.ts";

const RULES: Version = {
  id: "2026",
  state: "current",
  effective: "2026-01-01",
  levels: [{ id: "silver" }, { id: "gold" }],
  requirements: [
    { id: "revenue", metric: "revenue", cells: { silver: "10", gold: "20" } },
    { id: "target", metric: "revenue", cells: { gold: "agreed" } },
    { id: "score", metric: "score", cells: { gold: "unpublished" } },
    { id: "rank", metric: "score", cells: { gold: { top: "10", percent: true } } },
    { id: "board", approval: ["gold"] },
  ],
  specialisations: [{ id: "security", requires: [{ id: "proof", approval: ["security"] }] }],
  metrics: {
    revenue: { measure: "asked", kind: "number" },
    score: { measure: "asked", kind: "number" },
  },
};

function stand(answers: Answers, rules: Version = RULES) {
  const [standing] = evaluate(rules, answers);
  assert.ok(standing);
  return standing;
}

function gold(answers: Answers, rules: Version = RULES): readonly Finding[] {
  return stand(answers, rules).levels[1]?.findings ?? [];
}

test("what cannot be asked is unknown, and says why", () => {
  const found = gold({ figures: { revenue: 20, score: 9 } });
  assert.deepEqual(
    found.map(({ criterion, verdict, mark }) => [criterion, verdict, mark]),
    [
      ["revenue", "met", null],
      ["target", "unknown", "agreed"],
      ["score", "unknown", "unpublished"],
      ["rank", "unknown", "relative"],
      ["board", "unknown", "discretion"],
    ],
  );
  assert.equal(stand({}).specialisations[0]?.verdict, "unknown");
});

test("what cannot be asked counts as the visitor states it", () => {
  const assume = { "target@gold": true, "score@gold": true, "rank@gold": true };
  const figures = { revenue: "20" };
  const all = stand({ figures, assume: { ...assume, "board@gold": true } });
  assert.deepEqual([all.level, all.next], ["gold", null]);
  const refused = stand({ figures, assume: { ...assume, "board@gold": false } });
  assert.equal(refused.level, "silver");
  assert.deepEqual(refused.next?.missing.map(({ verdict }) => verdict), ["missed"]);
});

test("nothing is stated of what can be asked", () => {
  assert.equal(stand({ figures: { revenue: 9 }, assume: { "revenue@silver": true } }).level, null);
});

test("an answer that is none is unknown", () => {
  for (const revenue of ["", "many", true, null, NaN]) {
    const { level, figures } = stand({ figures: { revenue } });
    assert.deepEqual([level, figures["revenue"]], [null, null], String(revenue));
  }
});

test("an id may be a word that objects know", () => {
  const rules: Version = {
    ...RULES,
    levels: [{ id: "constructor" }],
    requirements: [{ id: "revenue", metric: "constructor", cells: { silver: "1" } }],
    metrics: {},
  };
  const standing = stand({ region: "constructor" }, rules);
  assert.deepEqual([standing.level, standing.levels[0]?.findings], ["constructor", []]);
  assert.equal(gold({ figures: {} }, { ...RULES, metrics: {} })[0]?.have, null);
});

test("a visitor of one ladder", () => {
  const requirements = [{ id: "revenue", metric: "revenue", cells: { silver: "10" } }];
  const rules: Version = {
    ...RULES,
    requirements: [{ id: "board", approval: ["silver"] }],
    ladders: [
      { id: "storage", levels: ["silver"], requirements },
      { id: "network", levels: ["silver"] },
    ],
  };
  const answers = { figures: { revenue: 10 }, assume: { "board@silver@network": true } };
  const levels = (more: Answers) =>
    evaluate(rules, { ...answers, ...more }).map(({ ladder, level }) => [ladder, level]);
  assert.deepEqual(levels({}), [["storage", null], ["network", "silver"]]);
  assert.deepEqual(levels({ ladders: ["storage"] }), [["storage", null]]);
  const everywhere = { ...answers.assume, "board@silver": true };
  assert.deepEqual(levels({ assume: everywhere }), [["storage", "silver"], ["network", "silver"]]);
});
