// One function per kind of row: does it hold at a column, and what is missing?
//
// A column is a level, a specialisation, a track, a benefit, or the membership. Verdicts are
// three-valued: unknown is neither met nor missed.

import type { Case } from "./case.ts";
import { entry, type Approval, type Combination, type Row, type Threshold } from "./format.ts";
import type { Value } from "./formulas.ts";
import { greatest, Rational, ZERO } from "./rational.ts";

export type Verdict = "met" | "missed" | "unknown" | "not-applicable";

/**
 * Why a visitor cannot be asked: the figures of others decide, a person does, the threshold is
 * agreed with each partner, nobody published it, or it matters which people are meant.
 */
export type Mark = "relative" | "discretion" | "agreed" | "unpublished" | "people";

/**
 * A row at a column: what it needs, what there is, what is missing between two numbers. Where
 * there is a mark, the verdict is what the visitor states, and unknown if nothing is stated. `rows`
 * are the members of a combination.
 */
export interface Finding {
  criterion: string;
  verdict: Verdict;
  needed: Value;
  have: Value;
  gap: Rational | null;
  mark: Mark | null;
  rows: readonly Finding[];
}

/** Whether a row asks anything of a column. */
export function applies(row: Row, column: string): boolean {
  if ("approval" in row) return row.approval.includes(column);
  if ("rows" in row) return row.rows.some((member) => applies(member, column));
  return Object.hasOwn(row.cells, column);
}

/** The findings of those rows that apply. */
export function judge(rows: readonly Row[] | undefined, column: string, of: Case): Finding[] {
  return (rows ?? []).filter((row) => applies(row, column)).map((row) => one(row, column, of));
}

/** All together: missed as soon as one is, else unknown as soon as one is. */
export function together(findings: readonly Finding[]): Verdict {
  const has = (verdict: Verdict) => findings.some((finding) => finding.verdict === verdict);
  return has("missed") ? "missed" : has("unknown") ? "unknown" : "met";
}

export function holds(rows: readonly Row[] | undefined, column: string, of: Case): boolean {
  return together(judge(rows, column, of)) === "met";
}

function one(row: Row, column: string, of: Case): Finding {
  const found = unconditional(row, column, of);
  const condition = together(judge(row.only_if, column, of));
  if (condition === "missed") found.verdict = "not-applicable";
  // Who meets it need not know whether it is asked.
  if (condition === "unknown" && found.verdict !== "met") found.verdict = "unknown";
  return found.verdict === "not-applicable" ? { ...found, rows: [] } : found;
}

function unconditional(row: Row, column: string, of: Case): Finding {
  if ("approval" in row) return approval(row, column, of);
  return "rows" in row ? combination(row, column, of) : threshold(row, column, of);
}

function finding(row: Row, values: Partial<Finding>): Finding {
  return {
    criterion: row.id,
    verdict: "unknown",
    needed: null,
    have: null,
    gap: null,
    mark: null,
    rows: [],
    ...values,
  };
}

// --- thresholds -------------------------------------------------------------------------------

function threshold(row: Threshold, column: string, of: Case): Finding {
  const have = of.value(row.metric);
  const cell = entry(row.cells, column) ?? "unpublished";
  if (typeof cell === "object" && "top" in cell) return open(row, column, of, "relative", have);
  const asked = of.asked(cell);
  if (asked === "unpublished" || asked === "agreed") return open(row, column, of, asked, have);
  const needed = of.scaled(row, asked);
  return finding(row, {
    verdict: compare(have, needed, row.at_most),
    needed,
    have,
    gap: gap(needed, have, row.at_most),
  });
}

/** What the visitor alone can tell. */
function open(row: Row, column: string, of: Case, mark: Mark, have: Value): Finding {
  return finding(row, { verdict: told(of.stated(row, column)), have, mark });
}

function told(stated: boolean | undefined): Verdict {
  return stated === undefined ? "unknown" : stated ? "met" : "missed";
}

/** Thresholds are inclusive minimums, or maximums; yes, no and text must be equal. */
function compare(have: Value, needed: Value, atMost = false): Verdict {
  if (have === null || needed === null) return "unknown";
  if (!(needed instanceof Rational)) return have === needed ? "met" : "missed";
  if (!(have instanceof Rational)) return "missed";
  const order = have.compare(needed);
  return (atMost ? order <= 0 : order >= 0) ? "met" : "missed";
}

/** What is missing, or too much; 0 when nothing is. */
function gap(needed: Value, have: Value, atMost = false): Rational | null {
  if (!(needed instanceof Rational && have instanceof Rational)) return null;
  const missing = atMost ? have.minus(needed) : needed.minus(have);
  return missing.compare(ZERO) > 0 ? missing : ZERO;
}

// --- decisions --------------------------------------------------------------------------------

function approval(row: Approval, column: string, of: Case): Finding {
  const have = of.stated(row, column);
  const values = { verdict: told(have), needed: true, have: have ?? null };
  return finding(row, { ...values, mark: "discretion" });
}

// --- combinations -----------------------------------------------------------------------------

function combination(row: Combination, column: string, of: Case): Finding {
  const rows = judge(row.rows, column, of);
  const asking = rows.filter(({ verdict }) => verdict !== "not-applicable");
  const met = count(asking, "met");
  const enough = row.mode === "all" ? asking.length : row.mode === "any" ? 1 : row.count ?? 0;
  const possible = met + count(asking, "unknown") >= enough;
  const verdict = met >= enough ? "met" : possible ? "unknown" : "missed";
  const [needed, have] = [whole(enough), whole(met)];
  const found = finding(row, { verdict, needed, have, gap: gap(needed, have), rows });
  if (!asking.length) found.verdict = "not-applicable";
  return row.each_person_once ? apart(row, column, of, found) : found;
}

function count(findings: readonly Finding[], verdict: Verdict): number {
  return findings.filter((item) => item.verdict === verdict).length;
}

function whole(number: number): Rational {
  return new Rational(BigInt(number));
}

/**
 * Nobody serves two of the rows. Numbers do not tell who is who: it holds for certain where it
 * would even if all who serve one row served those with more people, too.
 */
function apart(row: Combination, column: string, of: Case, found: Finding): Finding {
  const places = row.rows
    .map((member) => placesOf(member, column, of))
    .filter((item) => item !== null)
    .sort((one, other) => one.people.compare(other.people));
  let total: Rational | null = ZERO;
  let isCertain = true;
  for (const { needed, people } of places) {
    total = total && needed && total.plus(needed);
    if (!total || people.compare(total) < 0) isCertain = false;
  }
  const counted: Finding = { ...found, needed: total, have: null, gap: null };
  if (found.verdict !== "met" || isCertain) return counted;
  return { ...counted, verdict: told(of.stated(row, column)), mark: "people" };
}

/** How many people a row asks for, if that is known, and how many there are; null for none. */
function placesOf(row: Row, column: string, of: Case) {
  if (!("cells" in row) || !applies(row, column)) return null;
  const metric = entry(of.rules.metrics, row.metric);
  const { verdict, needed, have } = one(row, column, of);
  if (metric?.measure !== "asked" || !metric.people || verdict === "not-applicable") return null;
  return {
    needed: needed instanceof Rational ? greatest(needed.ceil(), ZERO) : null,
    people: have instanceof Rational ? have : ZERO,
  };
}
