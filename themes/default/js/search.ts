// A query for words: which documents hold them all, and how well. The scores are Whoosh's BM25F.

import { add, bits, both, has, type Bits } from "./bits.ts";
import { ascending, numbers } from "./decode.ts";
import { ROLES, type Role, type TextsFile } from "./index-files.ts";
import { Dictionary, type Weight } from "./dictionary.ts";

const BOOSTS: Record<Role, number> = { name: 4, place: 2, offer: 2, prose: 1 };
const K1 = 1.2;
const B = 0.75;

/** What the score needs to know about the collection as a whole. */
export interface Texts {
  count: number;
  stops: ReadonlySet<string>;
  /** Per role the number of words of each document, by number, and the average. */
  lengths: Record<Role, { of: Float64Array; average: number }>;
}

export interface Found {
  members: Bits;
  /** Documents whose name alone holds all words. */
  named: Bits;
  scores: Float64Array;
  /** All forms that matched, for marking them. */
  forms: ReadonlySet<string>;
}

export function readTexts(file: TextsFile, size: number): Texts {
  const documents = ascending(numbers(file.numbers));
  const lengths = ROLES.map((role) => {
    const of = new Float64Array(size);
    numbers(file.lengths[role]).forEach((length, index) => (of[documents[index] ?? 0] = length));
    return [role, { of, average: file.words[role] / (documents.length || 1) }] as const;
  });
  return {
    count: documents.length,
    stops: new Set(file.stops.split(" ")),
    lengths: Object.fromEntries(lengths) as Texts["lengths"],
  };
}

/** Looks for documents that hold all of `words`, which are folded; at least one is given. */
export function find(
  dictionary: Dictionary,
  texts: Texts,
  words: readonly string[],
  size: number,
): Found {
  const scores = new Float64Array(size);
  const forms = new Set<string>();
  let members: Bits | undefined;
  let named: Bits | undefined;
  words.forEach((word, index) => {
    const matches = dictionary.matches(word, index === words.length - 1);
    const holding = bits(size);
    const inName = bits(size);
    for (const [form, weight] of matches) {
      forms.add(form);
      addScores(dictionary, texts, form, weight, { scores, holding, inName });
    }
    members = members ? both(members, holding) : holding;
    named = named ? both(named, inName) : inName;
  });
  return { members: members ?? bits(size), named: named ?? bits(size), scores, forms };
}

function addScores(
  dictionary: Dictionary,
  texts: Texts,
  form: string,
  weight: Weight,
  to: { scores: Float64Array; holding: Bits; inName: Bits },
): void {
  for (const { role, numbers, times } of dictionary.postings(form)) {
    const strength = role === "name" || role === "place" ? weight.names : weight.texts;
    if (!strength) continue;
    const rarity = Math.log(texts.count / (numbers.length + 1)) + 1;
    const { of, average } = texts.lengths[role];
    numbers.forEach((number, index) => {
      const often = times[index] ?? 1;
      const length = 1 - B + (B * (of[number] ?? 0)) / (average || 1);
      const score = (rarity * often * (K1 + 1)) / (often + K1 * length);
      to.scores[number] = (to.scores[number] ?? 0) + BOOSTS[role] * strength * score;
      add(to.holding, number);
      if (role === "name") add(to.inName, number);
    });
  }
}

/** The numbers, which come in the order of lists, by relevance. */
export function byRelevance(ordered: readonly number[], found: Found): number[] {
  const key = (number: number): number => Math.round((found.scores[number] ?? 0) * 1000);
  const named = (number: number): number => (has(found.named, number) ? 1 : 0);
  return [...ordered].sort((a, b) => named(b) - named(a) || key(b) - key(a));
}
