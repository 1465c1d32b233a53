// A visitor on one ladder, in one region and track: the figures, and what is asked of it.

import { entry, type Asking, type Metric, type Needed, type Row } from "./format.ts";
import type { Threshold, Version } from "./format.ts";
import { compute, digits, figure, type Value } from "./formulas.ts";
import { ONE, Rational } from "./rational.ts";

/** What a visitor says. Whatever is left out is unknown. */
export interface Answers {
  /** Where it is left out, the conditions of the tracks decide. */
  track?: string;
  /** Where it is left out, the offices decide. */
  region?: string;
  /** Countries of the offices, the headquarters first. */
  countries?: readonly string[];
  /** The only way to the levels, of those that have several. Where it is left out, all count. */
  path?: string;
  /** Where it is left out, all of them count. */
  ladders?: readonly string[];
  /** Whole months since the membership began. */
  months?: number | string;
  /** By id of the metric, or by `ID@LADDER` where ladders differ. */
  figures?: Readonly<Record<string, number | string | boolean | null>>;
  /** Of what cannot be asked: whether it holds, by `ROW@COLUMN`, or `ROW@COLUMN@LADDER`. */
  assume?: Readonly<Record<string, boolean>>;
}

/** Gives the ids of the specialisations that are held. */
export type Specialised = (of: Case) => readonly string[];

export class Case {
  readonly rules: Version;
  readonly answers: Answers;
  readonly ladder: string;
  readonly region: string;
  readonly track: string;
  private readonly specialised: Specialised;
  private readonly known = new Map<string, Value>();

  /** Ladder, region and track are empty where there is none. */
  constructor(
    rules: Version,
    answers: Answers,
    place: { ladder: string; region: string; track: string },
    specialised: Specialised,
  ) {
    this.rules = rules;
    this.answers = answers;
    this.ladder = place.ladder;
    this.region = place.region;
    this.track = place.track;
    this.specialised = specialised;
  }

  inTrack(track: string): Case {
    const { rules, answers, ladder, region, specialised } = this;
    return new Case(rules, answers, { ladder, region, track }, specialised);
  }

  value(id: string): Value {
    let found = this.known.get(id);
    if (found === undefined) {
      const metric = entry(this.rules.metrics, id);
      found = metric ? this.compute(id, metric) : null;
      this.known.set(id, found);
    }
    return found;
  }

  private compute(id: string, metric: Metric): Value {
    switch (metric.measure) {
      case "asked":
        return this.answer(id, metric.kind);
      case "tenure":
        return metric.level ? this.answer(id, "number") : this.months;
      case "specialisations": {
        const held = this.specialised(this);
        return new Rational(BigInt(metric.of.filter((name) => held.includes(name)).length));
      }
      default:
        return compute(metric, (part) => this.value(part));
    }
  }

  /** What the visitor says, where it is of the kind that was asked for. */
  private answer(id: string, kind: "number" | "yes-no" | "text"): Value {
    const given = this.said(this.answers.figures, id) ?? "";
    if (kind === "yes-no") return typeof given === "boolean" ? given : null;
    if (typeof given === "boolean") return null;
    return kind === "number" ? Rational.of(given) : String(given) || null;
  }

  /** What is said for this ladder, or else for all. */
  private said<Said>(by: Readonly<Record<string, Said>> | undefined, key: string) {
    return entry(by, `${key}@${this.ladder}`) ?? entry(by, key);
  }

  /** Whether the visitor states that something holds which cannot be asked; undefined if not. */
  stated(row: Row, column: string): boolean | undefined {
    return this.said(this.answers.assume, `${row.id}@${column}`);
  }

  private get months(): Rational | null {
    return Rational.of(this.answers.months ?? "");
  }

  private get isNewcomer(): boolean {
    const { months } = this;
    const { newcomers } = this.rules;
    return !!newcomers && !!months && months.compare(new Rational(BigInt(newcomers.months))) < 0;
  }

  /** The threshold of a cell for this visitor, before any factor, or why it cannot be told. */
  asked(cell: Asking): Needed {
    if (typeof cell !== "object" || !("needed" in cell)) return cell;
    if (cell.newcomers !== undefined && this.isNewcomer) return cell.newcomers;
    return (
      entry(cell.by_region, this.region) ?? entry(cell.by_track, this.track) ?? cell.needed
    );
  }

  /** A threshold times the factors of its row; null where one of them is unknown. */
  scaled(row: Threshold, needed: Needed): Value {
    if (typeof needed === "boolean") return needed;
    if (typeof needed === "object") return needed.text;
    let threshold = digits(needed);
    if (threshold && row.by_region) {
      const region = this.rules.regions?.find(({ id }) => id === this.region);
      threshold = threshold.times(digits(region?.factor) ?? ONE);
    }
    if (threshold && row.newcomers && this.isNewcomer) {
      threshold = threshold.times(digits(this.rules.newcomers?.factor) ?? ONE);
    }
    if (threshold && row.per) {
      const times = figure(this.value(row.per));
      return times && threshold.times(times);
    }
    return threshold;
  }
}
