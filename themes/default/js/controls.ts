// The search field, the filters and what stands around them: reading and showing a state.

import type { Facet } from "./facets.ts";
import type { Say } from "./messages.ts";
import { chip, slot } from "./render.ts";
import { NOTHING, sortOf, type Sort, type State } from "./state.ts";

/** What the controls say now, after `before`; values that the index does not know are left out. */
export function readControls(root: HTMLElement, facets: readonly Facet[], before: State): State {
  const selection = new Map<string, string[]>();
  for (const { id, values } of facets) {
    const checked = new Set(boxes(root, id).flatMap((box) => (box.checked ? [box.value] : [])));
    const chosen = values.map((value) => value.id).filter((value) => checked.has(value));
    if (chosen.length) selection.set(id, chosen);
  }
  const query = root.querySelector<HTMLInputElement>("[data-query]")?.value ?? "";
  const order = root.querySelector<HTMLSelectElement>("[data-sort]")?.value ?? "";
  // An order that nobody chose follows the query, and the one that holds anyway is no choice.
  const sort = order === sortOf(before) ? before.sort : (order as Sort);
  const usual = sortOf({ ...NOTHING, query });
  return { query, selection, sort: sort === usual ? "" : sort, pages: 1 };
}

export function showState(root: HTMLElement, state: State): void {
  const field = root.querySelector<HTMLInputElement>("[data-query]");
  // A field that is being typed in is left alone.
  if (field && field.value.trim() !== state.query.trim()) field.value = state.query;
  for (const box of boxes(root)) {
    box.checked = state.selection.get(box.name)?.includes(box.value) ?? false;
    if (box.checked) box.disabled = false;
  }
  for (const group of root.querySelectorAll<HTMLElement>("[data-facet]")) {
    const chosen = state.selection.get(group.dataset["facet"] ?? "")?.length ?? 0;
    showNumber(group.querySelector("[data-facet-selected]"), chosen);
  }
  const selected = [...state.selection.values()].reduce((sum, values) => sum + values.length, 0);
  showNumber(root.querySelector("[data-selected-count]"), selected);
  showSort(root, state);
}

/** Numbers next to the values; those without a match cannot be chosen. */
export function showCounts(
  root: HTMLElement,
  counts: ReadonlyMap<string, ReadonlyMap<string, number>>,
  language: string,
): void {
  const format = new Intl.NumberFormat(language);
  for (const box of boxes(root)) {
    const number = counts.get(box.name)?.get(box.value) ?? 0;
    box.disabled = number === 0 && !box.checked;
    const place = box.closest("li, label")?.querySelector("[data-count]");
    if (place) place.textContent = format.format(number);
  }
}

/** A removable button for the query and for each set filter. */
export function showChips(
  root: HTMLElement,
  state: State,
  facets: readonly Facet[],
  say: Say,
  remove: (state: State, position: number) => void,
): void {
  const chips: HTMLElement[] = [];
  const add = (label: string, without: State): void => {
    const item = chip(root, label, say("remove", { label }));
    const position = chips.push(item) - 1;
    slot(item, "button")?.addEventListener("click", () => remove(without, position));
  };
  const query = state.query.trim();
  if (query) add(say("query", { query }), without(state, "query"));
  for (const facet of facets) {
    const chosen = state.selection.get(facet.id) ?? [];
    for (const value of facet.values.filter(({ id }) => chosen.includes(id))) {
      add(value.label, withoutValue(state, facet.id, value.id));
    }
  }
  root.querySelector("[data-chips]")?.replaceChildren(...chips);
  const active = root.querySelector<HTMLElement>("[data-active]");
  if (active) active.hidden = chips.length === 0;
}

/** The state without a facet, or without the `query`. */
export function without(state: State, part: string): State {
  if (part === "query") return { ...state, query: "" };
  const selection = new Map(state.selection);
  selection.delete(part);
  return { ...state, selection };
}

function withoutValue(state: State, facet: string, value: string): State {
  const left = (state.selection.get(facet) ?? []).filter((other) => other !== value);
  if (!left.length) return without(state, facet);
  return { ...state, selection: new Map(state.selection).set(facet, left) };
}

function showSort(root: HTMLElement, state: State): void {
  const select = root.querySelector<HTMLSelectElement>("[data-sort]");
  if (!select) return;
  const relevance = select.querySelector<HTMLOptionElement>('[value="relevance"]');
  if (relevance) relevance.hidden = relevance.disabled = state.query.trim() === "";
  select.value = sortOf(state);
}

function showNumber(element: HTMLElement | null, number: number): void {
  if (!element) return;
  element.hidden = number === 0;
  element.textContent = String(number);
}

function boxes(root: HTMLElement, facet = ""): HTMLInputElement[] {
  const group = facet ? `[data-facet="${facet}"]` : "[data-facet]";
  return [...root.querySelectorAll<HTMLInputElement>(`${group} input[type="checkbox"]`)];
}
