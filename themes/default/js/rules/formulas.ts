// Metrics that are computed from other metrics: shares, growth, points, indices.

import type { Digits, Formula, Part } from "./format.ts";
import { greatest, least, ONE, Rational, ZERO } from "./rational.ts";

/** A figure, a yes or no, a text; null is unknown. */
export type Value = Rational | boolean | string | null;

const HUNDRED = new Rational(100n);

/** A number of the rules; null where it is left out. */
export function digits(written: Digits | undefined): Rational | null {
  return written === undefined ? null : Rational.of(written);
}

/** A figure; yes counts as 1, and what is no figure is not known. */
export function figure(value: Value): Rational | null {
  if (typeof value === "boolean") return value ? ONE : ZERO;
  return typeof value === "string" ? null : value;
}

export function compute(formula: Formula, value: (metric: string) => Value): Value {
  const number = (metric: string) => figure(value(metric));
  switch (formula.measure) {
    case "ratio":
      return ratio(formula, number(formula.of), number(formula.to));
    case "growth":
      return growth(formula, number(formula.of), number(formula.against));
    case "points":
      return points(formula, number);
    case "index":
      return index(formula, number);
    case "best": {
      const [first, ...others] = formula.of.map(number).filter((found) => found !== null);
      return first ? greatest(first, ...others) : null;
    }
  }
}

type Of<Name> = Extract<Formula, { measure: Name }>;
type Figures = (metric: string) => Rational | null;

function ratio(formula: Of<"ratio">, of: Rational | null, to: Rational | null): Value {
  if (!of || !to) return null;
  if (!to.numerator) return digits(formula.if_empty);
  const quotient = of.over(to).times(formula.percent ? HUNDRED : ONE);
  return capped(quotient, formula.cap);
}

function growth(formula: Of<"growth">, of: Rational | null, against: Rational | null): Value {
  if (!of || !against) return null;
  const base = digits(formula.minimum_base);
  if (against.compare(ZERO) <= 0 || (base && against.compare(base) < 0)) {
    return digits(formula.if_below);
  }
  return of.minus(against).over(against).times(HUNDRED);
}

/** Points are given for what is known; where nothing is, they stay unknown. */
function points(formula: Of<"points">, number: Figures): Value {
  let total: Rational | null = null;
  for (const part of formula.parts) {
    const known = number(part.metric);
    if (known) total = (total ?? ZERO).plus(score(part, known));
  }
  return total && capped(total, formula.cap);
}

function index(formula: Of<"index">, number: Figures): Value {
  let total = ZERO;
  let weights = ZERO;
  for (const part of formula.parts) {
    const known = number(part.metric);
    if (!known) return null;
    const weight = digits(part.weight) ?? ONE;
    total = total.plus(weight.times(score(part, known)));
    weights = weights.plus(weight);
  }
  return total.over(weights);
}

/** The points that a figure gives. */
export function score(part: Part, number: Rational): Rational {
  const given = unrounded(part, number);
  return capped(part.whole ? given.floor() : given, part.cap);
}

function unrounded(part: Part, number: Rational): Rational {
  const per = digits(part.one_per);
  if (per) return number.over(per);
  const full = digits(part.full_at);
  if (full) {
    const reached = least(greatest(number, ZERO).over(full), ONE);
    return reached.times(digits(part.points) ?? ZERO);
  }
  if (part.steps) {
    let reached = ZERO;
    for (const [from, gives] of part.steps) {
      if (number.compare(digits(from) ?? ZERO) >= 0) reached = digits(gives) ?? ZERO;
    }
    return reached;
  }
  return number.times(digits(part.each) ?? ONE);
}

function capped(number: Rational, cap: Digits | undefined): Rational {
  const most = digits(cap);
  return most ? least(number, most) : number;
}
