// The index as the locator uses it: what is loaded, and what is fetched when it is needed.

import { bits, count, type Bits } from "./bits.ts";
import { numbers } from "./decode.ts";
import { Dictionary } from "./dictionary.ts";
import { counts, narrow, readFacets, type Facet, type Selection } from "./facets.ts";
import {
  FORMAT,
  type CardRow,
  type NamesFile,
  type RootFile,
  type TermsFile,
  type TextsFile,
} from "./index-files.ts";
import { inOrder, type Order } from "./order.ts";
import { byRelevance, find, readTexts, type Found, type Texts } from "./search.ts";
import { sortOf, type State } from "./state.ts";
import { queryForms } from "./words.ts";

/** Gives the content of a file of the index, by its name. */
export type Load = <Content>(file: string) => Promise<Content>;

/** A way out of an empty result: what to drop, and how many partners that would show. */
export interface Suggestion {
  /** The facet to drop, or "query", or "all" where dropping one thing alone is not enough. */
  drop: string;
  count: number;
}

export interface Result {
  /** The numbers of the partners found, in the order in which they are shown. */
  numbers: number[];
  counts: Map<string, Map<string, number>>;
  /** Folded words to mark. */
  forms: ReadonlySet<string>;
  suggestions: Suggestion[];
}

export class LocatorIndex {
  readonly facets: readonly Facet[];
  readonly root: RootFile;
  readonly #all: Bits;
  readonly #order: Order;
  readonly #load: Load;
  readonly #dictionary: Dictionary;

  constructor(root: RootFile, load: Load) {
    if (root.format !== FORMAT) throw new RangeError(`index format ${root.format}, not ${FORMAT}`);
    this.root = root;
    this.facets = readFacets(root);
    this.#load = load;
    const ranked = numbers(root.order);
    this.#order = { ranked, tiers: root.tiers, rotation: root.rotation };
    this.#all = bits(root.size, ranked);
    this.#dictionary = new Dictionary(root.terms.map(([first]) => first));
  }

  async search(state: State): Promise<Result> {
    const found = await this.#find(state.query);
    const members = found?.members ?? this.#all;
    const left = narrow(this.facets, state.selection, members);
    const ordered = inOrder(this.#order, left);
    return {
      numbers: await this.#sorted(ordered, state, found),
      counts: counts(this.facets, state.selection, members),
      forms: found?.forms ?? new Set(),
      suggestions: ordered.length ? [] : this.#suggestions(state.selection, members, found),
    };
  }

  /** The cards of some partners, in the same order. */
  async cards(numbers: readonly number[]): Promise<CardRow[]> {
    const size = this.root.cardsInFile;
    const files = new Map<number, CardRow[]>();
    const wanted = new Set(numbers.map((number) => Math.floor(number / size)));
    await Promise.all(
      [...wanted].map(async (file) => {
        files.set(file, await this.#load<CardRow[]>(this.root.cards[file] ?? ""));
      }),
    );
    const rows = numbers.map((number) => files.get(Math.floor(number / size))?.[number % size]);
    return rows.filter((row) => row !== undefined);
  }

  async #find(query: string): Promise<Found | undefined> {
    if (!query.trim()) return undefined;
    const texts = await this.#texts();
    const words = queryForms(query, texts.stops);
    if (!words.length) return undefined;
    const files = new Set(words.flatMap((word) => this.#dictionary.filesFor(word)));
    await Promise.all(
      [...files].map(async (index) => {
        const file = this.root.terms[index]?.[1] ?? "";
        if (!this.#dictionary.has(index)) {
          this.#dictionary.add(index, await this.#load<TermsFile>(file));
        }
      }),
    );
    return find(this.#dictionary, texts, words, this.root.size);
  }

  async #sorted(ordered: number[], state: State, found: Found | undefined): Promise<number[]> {
    const sort = sortOf(state);
    if (sort === "relevance" && found) return byRelevance(ordered, found);
    if (sort !== "name") return ordered;
    const shown = new Set(ordered);
    const names = await this.#load<NamesFile>(this.root.names);
    return numbers(names.order).filter((number) => shown.has(number));
  }

  #suggestions(selection: Selection, members: Bits, found: Found | undefined): Suggestion[] {
    const ways = [...selection.keys()].map((facet) => ({
      drop: facet,
      count: count(narrow(this.facets, selection, members, facet)),
    }));
    if (found && selection.size) {
      ways.push({ drop: "query", count: count(narrow(this.facets, selection, this.#all)) });
    }
    const useful = ways.filter((way) => way.count > 0).sort((a, b) => b.count - a.count);
    return useful.length ? useful : [{ drop: "all", count: count(this.#all) }];
  }

  #known: Texts | undefined;

  async #texts(): Promise<Texts> {
    return (this.#known ??= readTexts(
      await this.#load<TextsFile>(this.root.texts),
      this.root.size,
    ));
  }
}
