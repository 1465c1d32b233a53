// The level that a visitor's answers give on one day, and what is missing for the next one.
//
// The same rules as the generator's, without the past: nothing is held that is not earned.

import { Case, type Answers } from "./case.ts";
import { holds, judge, together, type Finding, type Verdict } from "./criteria.ts";
import type { Ladder, Path, Row, Version } from "./format.ts";
import type { Value } from "./formulas.ts";

export type { Answers } from "./case.ts";
export type { Finding, Mark, Verdict } from "./criteria.ts";

/** Something with criteria, such as a level by one path, a specialisation, or a track. */
export interface Judged {
  id: string;
  verdict: Verdict;
  findings: readonly Finding[];
}

/**
 * A level. `findings` are what all ways to it share, `paths` the ways, if it has several; the
 * verdict is that of the best one that the visitor may go, whatever the levels below ask for.
 */
export interface LevelResult extends Judged {
  paths: readonly Judged[];
}

/** What does not hold yet of the next level, by the path on which least is missing. */
export interface Next {
  level: string;
  path: string;
  missing: readonly Finding[];
}

/**
 * Where the visitor stands on one ladder, which is null in a version without ladders. `path` is
 * empty where there is only one way to the level. `levels` are those of the track, lowest first;
 * `tracks` say why this track where the visitor names none. Without the `membership` there is no
 * level. `specialisations` and `benefits` are held where their verdict is met.
 */
export interface Standing {
  ladder: string | null;
  region: string;
  track: string | null;
  level: string | null;
  path: string;
  levels: readonly LevelResult[];
  next: Next | null;
  membership: Judged;
  tracks: readonly Judged[];
  specialisations: readonly Judged[];
  benefits: readonly Judged[];
  figures: Readonly<Record<string, Value>>;
}

const MEMBERSHIP = "membership";

/** One standing for each ladder, in the region where the level is the highest. */
export function evaluate(rules: Version, answers: Answers): Standing[] {
  const chosen = (rules.ladders ?? []).filter(
    ({ id }) => !answers.ladders?.length || answers.ladders.includes(id),
  );
  return (rules.ladders ? chosen : [null]).map((ladder) => {
    const standings = regions(rules, answers).map((region) =>
      standing(rules, answers, ladder, region),
    );
    return standings.reduce((one, other) => (rank(other) > rank(one) ? other : one));
  });
}

function rank({ levels, level }: Standing): number {
  return levels.findIndex(({ id }) => id === level);
}

/** The regions to be judged in; one empty one where the version has none. */
function regions(rules: Version, answers: Answers): string[] {
  if (!rules.regions) return [""];
  if (answers.region) return [answers.region];
  const rest = rules.regions.find(({ countries }) => !countries)?.id ?? "";
  const found = (answers.countries ?? []).map(
    (country) => rules.regions?.find(({ countries }) => countries?.includes(country))?.id ?? rest,
  );
  if (!found.length) return [rest];
  return rules.region_by === "best" ? [...new Set(found)] : found.slice(0, 1);
}

function standing(
  rules: Version,
  given: Answers,
  ladder: Ladder | null,
  region: string,
): Standing {
  const paths = [...(rules.paths ?? []), ...(ladder?.paths ?? [])];
  const answers = withKnownPath(given, paths);
  const place = { ladder: ladder?.id ?? "", region, track: "" };
  const undecided = new Case(rules, answers, place, specialised);
  const track = trackOf(undecided);
  const of = track === null ? undecided : undecided.inTrack(track);
  const requirements = [...(rules.requirements ?? []), ...(ladder?.requirements ?? [])];
  const levels = levelsOf(rules, ladder, track).map((level) =>
    levelResult(level, requirements, paths, of),
  );
  const membership = judged(MEMBERSHIP, rules.membership, of);
  const reached = membership.verdict === "met" ? highest(levels, rules.cumulative) : -1;
  const found = levels[reached];
  return {
    ladder: ladder?.id ?? null,
    region,
    track,
    level: found?.id ?? null,
    path: open(found, answers).find(({ verdict }) => verdict === "met")?.id ?? "",
    levels,
    next: next(levels[reached + 1], membership, answers),
    membership,
    tracks: answers.track ? [] : (rules.tracks ?? []).map(({ id, when }) => judged(id, when, of)),
    specialisations: specialisations(of),
    benefits: (rules.benefits ?? []).map(({ id, requires }) => judged(id, requires, of)),
    figures: Object.fromEntries(Object.keys(rules.metrics).map((id) => [id, of.value(id)])),
  };
}

/** A path that these rules do not know chooses nothing: all of theirs count. */
function withKnownPath(given: Answers, paths: readonly Path[]): Answers {
  const { path, ...others } = given;
  return paths.some(({ id }) => id === path) ? given : others;
}

function judged(id: string, rows: readonly Row[] | undefined, of: Case): Judged {
  const findings = judge(rows, id, of);
  return { id, verdict: together(findings), findings };
}

// --- levels -----------------------------------------------------------------------------------

/** The track that is named, else the first whose condition holds. */
function trackOf(of: Case): string | null {
  const { rules, answers } = of;
  const found = (rules.tracks ?? []).find(({ id, when }) =>
    answers.track ? id === answers.track : when && holds(when, id, of),
  );
  return found?.id ?? null;
}

/** The levels of the track and ladder, lowest first. */
function levelsOf(rules: Version, ladder: Ladder | null, track: string | null): readonly string[] {
  const own = ladder ? (ladder.levels ?? []) : rules.levels.map(({ id }) => id);
  if (!rules.tracks) return own;
  const levels = rules.tracks.find(({ id }) => id === track)?.levels ?? [];
  return levels.filter((level) => own.includes(level));
}

function levelResult(
  level: string,
  requirements: readonly Row[],
  paths: readonly Path[],
  of: Case,
): LevelResult {
  const findings = judge(requirements, level, of);
  const ways = paths
    .map(({ id, requirements: own }) => ({ id, findings: judge(own, level, of) }))
    .filter((way) => way.findings.length)
    .map((way) => ({ ...way, verdict: together([...findings, ...way.findings]) }));
  const shared = { id: level, verdict: together(findings), findings, paths: ways };
  if (!ways.length) return shared;
  const verdicts = open(shared, of.answers).map(({ verdict }) => verdict);
  const best = (["met", "unknown"] as const).find((verdict) => verdicts.includes(verdict));
  return { ...shared, verdict: best ?? "missed" };
}

/** The ways to a level, or the one that the visitor has chosen. */
function open(level: LevelResult | undefined, { path }: Answers): readonly Judged[] {
  return level?.paths.filter(({ id }) => !path || id === path) ?? [];
}

/** The position of the highest level that holds, by itself or on those below; -1 for none. */
function highest(levels: readonly LevelResult[], cumulative: boolean | undefined): number {
  const holding = levels.map(({ verdict }) => verdict === "met");
  if (!cumulative) return holding.lastIndexOf(true);
  return (holding.includes(false) ? holding.indexOf(false) : levels.length) - 1;
}

/** Null at the top, and where the way that the visitor has chosen does not lead there. */
function next(
  level: LevelResult | undefined,
  membership: Judged,
  answers: Answers,
): Next | null {
  if (!level) return null;
  const shared = [...membership.findings, ...level.findings];
  const ways = level.paths.length ? open(level, answers) : [{ id: "", findings: [] }];
  const [first, ...others] = ways.map(({ id, findings }) => ({
    level: level.id,
    path: id,
    missing: [...shared, ...findings].filter(({ verdict }) => isMissing(verdict)),
  }));
  if (!first) return null;
  return others.reduce((a, b) => (b.missing.length < a.missing.length ? b : a), first);
}

function isMissing(verdict: Verdict): boolean {
  return verdict === "missed" || verdict === "unknown";
}

// --- specialisations --------------------------------------------------------------------------

/** One that is not offered in any country of the offices is not applicable, and not judged. */
function specialisations(of: Case): Judged[] {
  const countries = of.answers.countries ?? [];
  return (of.rules.specialisations ?? []).map(({ id, countries: offered, requires }) => {
    const isOffered = !offered || offered.some((country) => countries.includes(country));
    return isOffered ? judged(id, requires, of) : { id, verdict: "not-applicable", findings: [] };
  });
}

function specialised(of: Case): string[] {
  return specialisations(of)
    .filter(({ verdict }) => verdict === "met")
    .map(({ id }) => id);
}
