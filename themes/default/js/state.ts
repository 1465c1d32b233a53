// What the visitor asked for, and how it stands in the address.

import type { Facet, Selection } from "./facets.ts";

export type Sort = "recommended" | "relevance" | "name";

export interface State {
  query: string;
  selection: Selection;
  /** Empty stands for relevance where there is a query, else for the recommended order. */
  sort: Sort | "";
  /** How many pages of results are open. */
  pages: number;
}

export const NOTHING: State = { query: "", selection: new Map(), sort: "", pages: 1 };

const SORTS: readonly string[] = ["recommended", "relevance", "name"];
const MOST_PAGES = 1000;

/** Whether the state asks for anything that the static list does not show. */
export function isActive(state: State): boolean {
  return state.query.trim() !== "" || state.selection.size > 0 || state.sort !== "";
}

export function sortOf(state: State): Sort {
  const queried = state.query.trim() !== "";
  if (state.sort && (queried || state.sort !== "relevance")) return state.sort;
  return queried ? "relevance" : "recommended";
}

/** The state in the query of an address, and the values in it that do not exist. */
export function readState(
  address: string,
  facets: readonly Pick<Facet, "id" | "values">[],
): { state: State; ignored: string[] } {
  const parameters = new URLSearchParams(address);
  const selection = new Map<string, readonly string[]>();
  const ignored: string[] = [];
  for (const { id, values } of facets) {
    const wanted = new Set(parameters.getAll(id).filter((value) => value !== ""));
    const known = values.map((value) => value.id).filter((value) => wanted.delete(value));
    if (known.length) selection.set(id, known);
    ignored.push(...wanted);
  }
  const sort = parameters.get("sort") ?? "";
  if (sort && !SORTS.includes(sort)) ignored.push(sort);
  const pages = Number(parameters.get("pages") ?? 1);
  return {
    state: {
      query: parameters.get("q") ?? "",
      selection,
      sort: SORTS.includes(sort) ? (sort as Sort) : "",
      pages: Number.isInteger(pages) && pages > 0 ? Math.min(pages, MOST_PAGES) : 1,
    },
    ignored,
  };
}

/** The query of the address for a state, with its question mark; empty for nothing. */
export function writeState(state: State): string {
  const parameters = new URLSearchParams();
  const query = state.query.trim();
  if (query) parameters.set("q", query);
  for (const [facet, values] of state.selection) {
    for (const value of values) parameters.append(facet, value);
  }
  if (state.sort) parameters.set("sort", state.sort);
  if (state.pages > 1) parameters.set("pages", String(state.pages));
  const text = parameters.toString();
  return text && `?${text}`;
}
