// The golden file: what Python writes is read here, and the answers are Python's.

import assert from "node:assert/strict";
import { test } from "node:test";

import { content, golden, open } from "./golden.ts";
import { LocatorIndex } from "./locator-index.ts";
import { NOTHING } from "./state.ts";
import { queryForms } from "./words.ts";

const NONE: ReadonlySet<string> = new Set();

test("words and forms are those of Python", () => {
  for (const [text, forms] of Object.entries(golden.words)) {
    assert.deepEqual(queryForms(text, NONE), forms, text);
  }
});

test("queries find what Whoosh finds, in its order", async () => {
  const index = open(golden.files, golden.root);
  for (const { query, facets, found } of golden.queries) {
    const selection = new Map(Object.entries(facets));
    const result = await index.search({ ...NOTHING, query, selection });
    const cards = await index.cards(result.numbers);
    assert.deepEqual(cards.map(([id]) => id), found, query);
  }
});

test("a query loads no more than it needs", async () => {
  const loaded: string[] = [];
  const index = open(golden.files, golden.root, loaded);
  const kinds = () => loaded.splice(0).map((file) => file.split(/[-.]/)[0]);
  await index.search({ ...NOTHING, selection: new Map([["country", ["DE"]]]) });
  assert.deepEqual(kinds(), []);
  await index.search({ ...NOTHING, query: "cloud" });
  assert.deepEqual(kinds(), ["texts", "terms"]);
  await index.search({ ...NOTHING, query: "cloud hosting", sort: "name" });
  assert.deepEqual(kinds(), ["names"]);
});

test("counts reflect the query and the other facets", async () => {
  const index = open(golden.files, golden.root);
  const selection = new Map([
    ["country", ["DE", "IE"]],
    ["level", ["reseller.gold"]],
  ]);
  const { counts } = await index.search({ ...NOTHING, query: "consulting", selection });
  const shown = (facet: string) => Object.fromEntries(counts.get(facet) ?? []);
  // Consulting: alder (IE, platinum), hoshizora (JP, silver), muller (DE, gold), cloudberry (FI, SE,
  // platinum).
  assert.deepEqual(shown("level"), {
    "reseller.gold": 1,
    "reseller.platinum": 1,
    "reseller.silver": 0,
  });
  const { DE, IE, JP, FI } = shown("country");
  assert.deepEqual([DE, IE, JP, FI], [1, 0, 0, 0]);
  assert.deepEqual(shown("industry"), { finance: 0, health: 0 });
});

test("an empty result says what to drop", async () => {
  const index = open(golden.files, golden.root);
  const berry = { ...NOTHING, query: "berry", selection: new Map([["country", ["DE"]]]) };
  assert.deepEqual((await index.search(berry)).suggestions, [
    { drop: "query", count: 2 },
    { drop: "country", count: 1 },
  ]);
  const nothing = await index.search({ ...NOTHING, query: "munisoft" });
  assert.deepEqual(nothing.suggestions, [{ drop: "all", count: 10 }]);
});

test("a name sort goes by folded names", async () => {
  const index = open(golden.files, golden.root);
  const { numbers } = await index.search({ ...NOTHING, sort: "name" });
  const cards = await index.cards(numbers);
  assert.deepEqual(
    cards.map(([id]) => id),
    ["alder", "borealis", "cloudberry", "lumiere", "muller", "strassen", "the-the", "yuzhny"].concat(
      ["nakhla", "hoshizora"],
    ),
  );
});

test("an index of another format is refused", () => {
  const root = content(golden.files[golden.root] ?? "") as ConstructorParameters<
    typeof LocatorIndex
  >[0];
  const load = () => Promise.reject(new Error("nothing to load"));
  assert.throws(() => new LocatorIndex({ ...root, format: 2 }, load), RangeError);
});
