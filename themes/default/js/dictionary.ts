// The term dictionary, of which only the files are loaded that a query touches, and what a word of
// a query stands for: the same rules as generator/index/lexicon.py.

import { ascending, frontCoded, numbers } from "./decode.ts";
import { ROLES, type Role, type TermsFile } from "./index-files.ts";
import { isUnspaced } from "./words.ts";

const LONGEST_ENDING = 3;
const SHORTEST_BEGINNING = 4;
const SAME_STEM = 0.8;
const BEGINNING = 0.5;

/** How much a form counts for a word, in names and in texts; 1 for the very word. */
export interface Weight {
  names: number;
  texts: number;
}

export interface Posting {
  role: Role;
  numbers: number[];
  times: number[];
}

interface Terms {
  forms: string[];
  families: number[][];
  /** All postings as one row of numbers, and where each form's begin. */
  postings: number[];
  offsets: number[];
}

export class Dictionary {
  readonly firsts: readonly string[];
  readonly #files = new Map<number, Terms>();

  /** `firsts` are the first forms of the files, in order. */
  constructor(firsts: readonly string[]) {
    this.firsts = firsts;
  }

  add(index: number, file: TermsFile): void {
    this.#files.set(index, readTerms(file));
  }

  has(index: number): boolean {
    return this.#files.has(index);
  }

  /** Which files must be there before `matches` can be asked about a form. */
  filesFor(form: string): number[] {
    const start = form.slice(0, Math.max(SHORTEST_BEGINNING, form.length - LONGEST_ENDING));
    return this.firsts.flatMap((first, index) => {
      const next = this.firsts[index + 1];
      const before = next !== undefined && next <= start;
      const after = first > start && !first.startsWith(start);
      return before || after ? [] : [index];
    });
  }

  /**
   * The forms that a word of a query stands for. The last word is perhaps not yet complete, so it
   * also stands for words that begin with it; so does one that no document holds, and a single
   * character of an unspaced script. If all that finds nothing, other endings are tried.
   */
  matches(form: string, last: boolean): Map<string, Weight> {
    const found = new Map<string, Weight>();
    const known = this.#place(form) !== undefined;
    if (last || !known || ([...form].length === 1 && isUnspaced(form))) {
      for (const other of this.#beginningWith(form)) {
        found.set(other, { names: BEGINNING, texts: BEGINNING });
      }
    }
    const related = this.#relatives(form);
    if (known) {
      found.set(form, { names: 1, texts: 1 });
    } else if (!found.size) {
      for (const near of this.#otherEndings(form)) {
        related.add(near);
        for (const other of this.#relatives(near)) related.add(other);
      }
    }
    related.delete(form);
    for (const other of related) {
      found.set(other, { names: found.get(other)?.names ?? 0, texts: SAME_STEM });
    }
    return found;
  }

  /** The documents that hold a form, by role. */
  postings(form: string): Posting[] {
    const place = this.#place(form);
    if (!place) return [];
    const { postings, offsets } = place.terms;
    let at = offsets[place.position] ?? 0;
    const next = () => postings[at++] ?? 0;
    const roles = next();
    return ROLES.filter((_, bit) => (roles >> bit) & 1).map((role) => {
      const posting: Posting = { role, numbers: [], times: [] };
      let number = 0;
      for (let left = next(); left > 0; left--) {
        const step = next();
        number += Math.floor(step / 2);
        posting.numbers.push(number);
        posting.times.push(step % 2 ? next() : 1);
      }
      return posting;
    });
  }

  #place(form: string): { terms: Terms; position: number } | undefined {
    for (const terms of this.#loaded(form)) {
      const position = lowest(terms.forms, form);
      if (terms.forms[position] === form) return { terms, position };
    }
    return undefined;
  }

  *#beginningWith(start: string): Generator<string> {
    for (const { forms } of this.#loaded(start)) {
      for (let index = lowest(forms, start); forms[index]?.startsWith(start); index++) {
        yield forms[index] ?? "";
      }
    }
  }

  #relatives(form: string): Set<string> {
    const found = new Set<string>();
    const place = this.#place(form);
    if (!place) return found;
    for (const family of place.terms.families) {
      if (!family.includes(place.position)) continue;
      for (const index of family) found.add(place.terms.forms[index] ?? "");
    }
    return found;
  }

  #otherEndings(form: string): string[] {
    const shortest = Math.max(SHORTEST_BEGINNING, form.length - LONGEST_ENDING);
    for (let length = form.length - 1; length >= shortest; length--) {
      const near = [...this.#beginningWith(form.slice(0, length))].filter(
        (other) => other.length <= length + LONGEST_ENDING,
      );
      if (near.length) return near;
    }
    return [];
  }

  #loaded(form: string): Terms[] {
    return this.filesFor(form).flatMap((index) => this.#files.get(index) ?? []);
  }
}

function readTerms(file: TermsFile): Terms {
  const forms = frontCoded(file.forms);
  const postings = numbers(file.postings);
  return { forms, families: readFamilies(file.families), postings, offsets: offsets(postings) };
}

function readFamilies(packed: string): number[][] {
  const steps = numbers(packed);
  const families: number[][] = [];
  let first = 0;
  for (let at = 0; at < steps.length; ) {
    first += steps[at] ?? 0;
    const more = steps[at + 1] ?? 0;
    families.push(ascending([first, ...steps.slice(at + 2, at + 2 + more)]));
    at += 2 + more;
  }
  return families;
}

/** Walks through the postings once to see where each form's begin. */
function offsets(postings: number[]): number[] {
  const found: number[] = [];
  for (let at = 0; at < postings.length; ) {
    found.push(at);
    for (let roles = postings[at++] ?? 0; roles; roles &= roles - 1) {
      for (let left = postings[at++] ?? 0; left > 0; left--) {
        at += (postings[at] ?? 0) % 2 ? 2 : 1;
      }
    }
  }
  return found;
}

/** The position of the first word that is not before `word`. */
function lowest(sorted: string[], word: string): number {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((sorted[middle] ?? "") < word) low = middle + 1;
    else high = middle;
  }
  return low;
}
