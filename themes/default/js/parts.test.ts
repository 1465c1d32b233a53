// The pure parts of the locator.

import assert from "node:assert/strict";
import { test } from "node:test";

import { bits, both, count, either, has } from "./bits.ts";
import { ascending, frontCoded, numbers, numberSet } from "./decode.ts";
import { stretches } from "./highlight.ts";
import { messages } from "./messages.ts";
import { inOrder } from "./order.ts";
import { isActive, NOTHING, readState, sortOf, writeState } from "./state.ts";

const members = (set: Uint32Array) =>
  Array.from({ length: set.length * 32 }, (_, number) => number).filter((n) => has(set, n));

test("sets", () => {
  const one = bits(70, [0, 31, 32, 69]);
  const other = bits(70, [31, 33, 69]);
  assert.deepEqual(members(both(one, other)), [31, 69]);
  assert.deepEqual(members(either(one, other)), [0, 31, 32, 33, 69]);
  assert.deepEqual([count(one), count(one, other)], [4, 2]);
  assert.equal(count(bits(64, Array(64).keys())), 64);
});

test("numbers", () => {
  assert.deepEqual(numbers(""), []);
  assert.deepEqual(numbers(btoa("\x00\x7f\x80\x01\xff\xff\xff\xff\x0f")), [0, 127, 128, 2 ** 32 - 1]);
  assert.deepEqual(ascending([3, 1, 5]), [3, 4, 9]);
});

test("sets as steps and as bits", () => {
  assert.deepEqual(members(numberSet(`s${btoa("\x02\x01\x27")}`, 50)), [2, 3, 42]);
  assert.deepEqual(members(numberSet(`b${btoa("\x0c\x00\x00\x00\x00\x04\x00")}`, 50)), [2, 3, 42]);
});

test("front-coded words", () => {
  assert.deepEqual(frontCoded(""), []);
  assert.deepEqual(frontCoded("0cloud 5s 1old 0𠮷野 1家"), ["cloud", "clouds", "cold", "𠮷野", "𠮷家"]);
});

test("the order inside each level is rotated", () => {
  const order = { ranked: [4, 0, 1, 2, 3], tiers: [1, 0, 4], rotation: 1 };
  assert.deepEqual(inOrder(order, bits(5, [0, 1, 2, 3, 4])), [4, 3, 0, 1, 2]);
  assert.deepEqual(inOrder(order, bits(5, [1, 2])), [2, 1]);
  assert.deepEqual(inOrder({ ...order, rotation: 4_000_000_001 }, bits(5, [0, 1, 2])), [1, 2, 0]);
  assert.deepEqual(inOrder(order, bits(5)), []);
});

test("marks", () => {
  const marked = (text: string, ...forms: string[]) =>
    stretches(text, new Set(forms))
      .map(({ text: part, marked }) => (marked ? `[${part}]` : part))
      .join("");
  assert.equal(marked("Müller & Söhne", "muller"), "[Müller] & Söhne");
  assert.equal(marked("Mueller", "muller"), "[Mueller]");
  assert.equal(marked("C++ and C#", "c#"), "C++ and [C#]");
  assert.equal(marked("東京都の駅", "東京", "京都"), "[東京都]の駅");
  assert.equal(marked("<b>bold</b>", "bold"), "<b>[bold]</b>");
  assert.equal(marked("nothing"), "nothing");
});

const FACETS = [
  { id: "level", values: [{ id: "p.gold" }, { id: "p.silver" }] },
  { id: "country", values: [{ id: "DE" }] },
].map((facet) => ({
  ...facet,
  values: facet.values.map((value) => ({ ...value, label: "", members: bits(0) })),
}));

test("the state is all in the address", () => {
  const address = "?q=M%C3%BCller+%26+co&level=p.gold&level=p.silver&country=DE&sort=name&pages=3";
  const { state, ignored } = readState(address, FACETS);
  assert.equal(writeState(state), address);
  assert.deepEqual(ignored, []);
  assert.equal(state.query, "Müller & co");
  assert.equal(writeState(NOTHING), "");
  assert.equal(isActive(NOTHING), false);
});

test("what the address should not say", () => {
  const { state, ignored } = readState(
    "?level=p.gold&level=p.gold&level=tin&country=&country=XX&sort=best&pages=-1&utm_source=x",
    FACETS,
  );
  assert.deepEqual(ignored, ["tin", "XX", "best"]);
  assert.equal(writeState(state), "?level=p.gold");
});

test("relevance needs a query", () => {
  assert.equal(sortOf(NOTHING), "recommended");
  assert.equal(sortOf({ ...NOTHING, sort: "relevance" }), "recommended");
  assert.equal(sortOf({ ...NOTHING, query: "a" }), "relevance");
  assert.equal(sortOf({ ...NOTHING, query: "a", sort: "name" }), "name");
});

test("messages", () => {
  const say = messages(
    { count: { one: "{n} Treffer in {place}", other: "{n} Treffer" }, plain: "Suche: {query}" },
    "de",
  );
  assert.equal(say("count", { n: 1, place: "{n}" }), "1 Treffer in {n}");
  assert.equal(say("count", { n: 12345 }), "12.345 Treffer");
  assert.equal(say("plain", { query: "$& {x}" }), "Suche: $& {x}");
});
