// The rules of a program, as docs/rules-export.md describes them. Empty values are left out.

/** A text, or one by language code. */
export type Text = string | Readonly<Record<string, string>>;

/** All digits of a number: `"75000"`, `"0.5"`. */
export type Digits = string;

export interface RulesFile {
  format: 1;
  program: string;
  name?: Text;
  versions: readonly Version[];
}

export interface Version {
  id: string;
  state: "current" | "coming";
  effective: string;
  currency?: string;
  levels: readonly Level[];
  tracks?: readonly Track[];
  regions?: readonly Region[];
  region_by?: "best";
  newcomers?: { months: number; factor?: Digits };
  cumulative?: true;
  membership?: readonly Row[];
  requirements?: readonly Row[];
  paths?: readonly Path[];
  ladders?: readonly Ladder[];
  specialisations?: readonly Specialisation[];
  benefits?: readonly Benefit[];
  metrics: Readonly<Record<string, Metric>>;
}

interface Named {
  id: string;
  name?: Text;
}

export type Level = Named;

export interface Track extends Named {
  levels?: readonly string[];
  when?: readonly Row[];
}

export interface Region extends Named {
  countries?: readonly string[];
  factor?: Digits;
}

export interface Path extends Named {
  requirements?: readonly Row[];
}

export interface Ladder extends Named {
  levels?: readonly string[];
  requirements?: readonly Row[];
  paths?: readonly Path[];
}

export interface Specialisation extends Named {
  countries?: readonly string[];
  levels?: readonly string[];
  requires?: readonly Row[];
}

export interface Benefit extends Named {
  begins?: string;
  ends?: string;
  requires?: readonly Row[];
}

// --- rows -------------------------------------------------------------------------------------

export type Row = Threshold | Combination | Approval;

interface RowHead extends Named {
  only_if?: readonly Row[];
}

/** One metric, and per column what it must reach. */
export interface Threshold extends RowHead {
  metric: string;
  cells: Readonly<Record<string, Cell>>;
  at_most?: true;
  per?: string;
  by_region?: true;
  newcomers?: true;
  among?: "country" | "region" | "track";
}

/** Several rows of which all, any or at least `count` must hold. */
export interface Combination extends RowHead {
  mode: "all" | "any" | "at-least";
  count?: number;
  rows: readonly Row[];
  each_person_once?: true;
}

/** A decision by a person, which these columns need. */
export interface Approval extends RowHead {
  approval: readonly string[];
}

/**
 * A threshold; `"unpublished"` where nobody may know it, `"agreed"` where it is agreed with each
 * partner.
 */
export type Needed = Digits | boolean | { text: string };

/** To be among the best of all partners, or of those of the row's group. */
export interface Top {
  top: Digits;
  percent?: true;
}

/** A threshold that is the same for all, or another one for some. */
export type Asking =
  | Needed
  | {
      needed: Needed;
      by_region?: Readonly<Record<string, Needed>>;
      by_track?: Readonly<Record<string, Needed>>;
      newcomers?: Needed;
    };

/** What a column asks. */
export type Cell = Asking | Top;

// --- metrics ----------------------------------------------------------------------------------

export type Metric = { name?: Text; unit?: Text; money?: true } & Measure;

export type Measure =
  | { measure: "asked"; kind: "number" | "yes-no" | "text"; people?: true }
  | { measure: "tenure"; level?: string }
  | { measure: "specialisations"; of: readonly string[] }
  | Formula;

/** How a metric is computed from others. */
export type Formula =
  | { measure: "ratio"; of: string; to: string; percent?: true; cap?: Digits; if_empty?: Digits }
  | { measure: "growth"; of: string; against: string; minimum_base?: Digits; if_below?: Digits }
  | { measure: "points"; parts: readonly Part[]; cap?: Digits }
  | { measure: "index"; parts: readonly Part[] }
  | { measure: "best"; of: readonly string[] };

/** What one metric contributes to points or to an index. */
export interface Part {
  metric: string;
  each?: Digits;
  one_per?: Digits;
  full_at?: Digits;
  points?: Digits;
  steps?: readonly (readonly [Digits, Digits])[];
  whole?: true;
  cap?: Digits;
  weight?: Digits;
}

/** The value of a key; only of one that was written, whatever else objects have. */
export function entry<Value>(
  of: Readonly<Record<string, Value>> | undefined,
  key: string,
): Value | undefined {
  return of && Object.hasOwn(of, key) ? of[key] : undefined;
}
