// Filters: one of the values inside a facet, and all facets together.

import { bits, both, count, either, type Bits } from "./bits.ts";
import { numberSet } from "./decode.ts";
import type { RootFile } from "./index-files.ts";

export interface Value {
  id: string;
  label: string;
  members: Bits;
}

export interface Facet {
  id: string;
  label: string;
  values: Value[];
}

/** Chosen values by facet; a facet without a choice is not in it. */
export type Selection = ReadonlyMap<string, readonly string[]>;

export function readFacets(root: RootFile): Facet[] {
  return root.facets.map(({ id, label, values }) => ({
    id,
    label,
    values: values.map(([term, name, set]) => ({
      id: term,
      label: name,
      members: numberSet(set, root.size),
    })),
  }));
}

/** Those of `members` that pass all facets, or all `except` one. */
export function narrow(
  facets: readonly Facet[],
  selection: Selection,
  members: Bits,
  except?: string,
): Bits {
  let passing = members;
  for (const { id, values } of facets) {
    const chosen = selection.get(id);
    if (!chosen || id === except) continue;
    let union = bits(members.length * 32);
    for (const value of values) if (chosen.includes(value.id)) union = either(union, value.members);
    passing = both(passing, union);
  }
  return passing;
}

/** Per facet and value how many would be left, given the query and the other facets. */
export function counts(
  facets: readonly Facet[],
  selection: Selection,
  members: Bits,
): Map<string, Map<string, number>> {
  return new Map(
    facets.map((facet) => {
      const left = narrow(facets, selection, members, facet.id);
      return [facet.id, new Map(facet.values.map((value) => [value.id, count(value.members, left)]))];
    }),
  );
}
