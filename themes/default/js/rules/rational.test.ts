import assert from "node:assert/strict";
import { test } from "node:test";

import { greatest, least, Rational } from "./rational.ts";

function number(written: string | number): Rational {
  const found = Rational.of(written);
  assert.ok(found, String(written));
  return found;
}

test("numbers are read as they are written", () => {
  const read = ["75", "-0.50", "+3", "007", " 1.25 ", "1e3", "2.5e-7", 0.1, 1e21, -1e-7];
  const shown = ["75", "-0.5", "3", "7", "1.25", "1000", "0.00000025", "0.1"];
  assert.deepEqual(read.map((written) => number(written).toString()), [
    ...shown,
    "1000000000000000000000",
    "-0.0000001",
  ]);
});

test("what is no number is none", () => {
  const written = ["", " ", "-", "1,5", "1.2.3", ".5", "0x10", "1e9999", "yes", NaN, Infinity];
  assert.deepEqual(written.map(Rational.of), written.map(() => null));
});

test("nothing is rounded", () => {
  assert.equal(number("0.1").plus(number("0.2")).toString(), "0.3");
  assert.equal(number("1").over(number("3")).times(number("3")).toString(), "1");
  assert.equal(number("1").over(number("-3")).toString(), "-1/3");
  assert.equal(number("1").over(number("8")).toString(), "0.125");
  assert.equal(number("7").over(number("12")).toString(), "7/12");
  assert.equal(number("999999999999999.9999999999").compare(number("1e15")), -1);
  assert.equal(number("900719925474099.3").minus(number("900719925474099.2")).toString(), "0.1");
});

test("rounding down and up", () => {
  const down = (written: string) => number(written).floor().toString();
  const up = (written: string) => number(written).ceil().toString();
  assert.deepEqual(["2.5", "2", "-0.5", "-2"].map(down), ["2", "2", "-1", "-2"]);
  assert.deepEqual(["2.5", "2", "-0.5", "-2"].map(up), ["3", "2", "0", "-2"]);
});

test("the least and the greatest", () => {
  const few = [number("0.5"), number("-1"), number("0.50")] as const;
  assert.equal(least(...few).toString(), "-1");
  assert.equal(greatest(...few).toString(), "0.5");
});
