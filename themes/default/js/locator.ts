// The locator's page: what the visitor does becomes a state, the state stands in the address, and
// the page shows it. The static list stays until something is asked for.

import { readControls, showChips, showCounts, showState, without } from "./controls.ts";
import type { RootFile } from "./index-files.ts";
import { Loader, LoadError } from "./load.ts";
import { LocatorIndex, type Result, type Suggestion } from "./locator-index.ts";
import { messages, type Catalogue, type Say } from "./messages.ts";
import { card, slot, suggestion } from "./render.ts";
import { isActive, NOTHING, readState, writeState, type State } from "./state.ts";

const TYPING_PAUSE = 150;
const STATUS_PAUSE = 400;
const BUSY_PAUSE = 250;

type Way = "push" | "replace" | "keep";
/** Makes the next state, once the index is there; `ignored` are unknown values of the address. */
type Step = (index: LocatorIndex) => { state: State; ignored?: string[] };

export function locator(root: HTMLElement): void {
  new Locator(root).start();
}

class Locator {
  readonly #root: HTMLElement;
  readonly #say: Say;
  readonly #loader: Loader;
  readonly #rootFile: string;
  readonly #static: { cards: Node[]; status: string };
  #index: LocatorIndex | undefined;
  #state = NOTHING;
  #result: Result | undefined;
  #turn = 0;
  #isTyping = false;
  #retry = () => {};
  #typingTimer = 0;
  #statusTimer = 0;
  #busyTimer = 0;

  constructor(root: HTMLElement) {
    this.#root = root;
    const words = this.#find("script[data-words]").textContent ?? "{}";
    this.#say = messages(JSON.parse(words) as Catalogue, this.#data("language"));
    const address = new URL(this.#data("index"), document.baseURI).href;
    const folder = address.slice(0, address.lastIndexOf("/") + 1);
    this.#rootFile = address.slice(folder.length);
    this.#loader = new Loader(folder);
    this.#static = {
      cards: [...this.#find("[data-results]").childNodes],
      status: this.#find("[data-status]").textContent ?? "",
    };
  }

  start(): void {
    for (const name of ["filters", "open-drawer", "sort-field"]) this.#show(name, true);
    this.#find("[data-results]").tabIndex = -1;
    const form = this.#find("form[data-form]") as HTMLFormElement;
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      window.clearTimeout(this.#typingTimer);
      this.#fromControls(this.#isTyping ? "replace" : "push");
    });
    document.addEventListener("input", (event) => this.#onInput(event, form));
    document.addEventListener("change", (event) => this.#onChange(event, form));
    this.#root.addEventListener("click", (event) => this.#onClick(event));
    form.addEventListener("focusin", () => this.#preload());
    this.#find("[data-filters]").addEventListener("pointerenter", () => this.#preload());
    window.addEventListener("popstate", () => {
      // Links inside the page come by here, too.
      if (location.search !== writeState(this.#state)) this.#fromAddress();
    });
    if (location.search) this.#fromAddress();
    else showState(this.#root, NOTHING);
  }

  // --- what the visitor does ---

  #onInput(event: Event, form: HTMLFormElement): void {
    const field = event.target;
    if (!(field instanceof HTMLInputElement) || field.form !== form || field.type !== "search") {
      return;
    }
    window.clearTimeout(this.#typingTimer);
    this.#typingTimer = window.setTimeout(() => {
      // A burst of typing is one step back, not one for each letter.
      const way = this.#isTyping ? "replace" : "push";
      this.#isTyping = true;
      this.#fromControls(way);
    }, TYPING_PAUSE);
  }

  #onChange(event: Event, form: HTMLFormElement): void {
    const control = event.target;
    const isOurs =
      (control instanceof HTMLInputElement && control.type === "checkbox") ||
      control instanceof HTMLSelectElement;
    if (!isOurs || control.form !== form) return;
    this.#isTyping = false;
    this.#fromControls("push");
  }

  #onClick(event: Event): void {
    const button = event.target instanceof Element ? event.target.closest("button") : null;
    if (!button) return;
    if (button.matches("[data-clear]")) this.#change(NOTHING);
    if (button.matches("[data-more]")) void this.#showMore();
    if (button.matches("[data-retry]")) this.#retry();
  }

  #fromControls(way: Way): void {
    const read = (index: LocatorIndex): State =>
      readControls(this.#root, index.facets, this.#state);
    void this.#go((index) => ({ state: read(index) }), way);
  }

  #fromAddress(): void {
    this.#isTyping = false;
    void this.#go((index) => readState(location.search, index.facets), "keep");
  }

  /** A step by a button that goes away with it: the focus moves to what takes its place. */
  #change(state: State, position = 0): void {
    this.#isTyping = false;
    void this.#go(() => ({ state: { ...state, pages: 1 } }), "push").then(() => {
      const buttons = this.#root.querySelectorAll<HTMLElement>("[data-chips] button");
      const next = buttons[Math.min(position, buttons.length - 1)];
      (next ?? this.#find("[data-results]")).focus({ preventScroll: true });
    });
  }

  // --- from a state to the page ---

  async #go(step: Step, way: Way): Promise<void> {
    const turn = ++this.#turn;
    this.#busy(true);
    try {
      const index = await this.#ready();
      if (turn !== this.#turn) return;
      const { state, ignored = [] } = step(index);
      this.#state = state;
      this.#write(way);
      showState(this.#root, state);
      const result = await index.search(state);
      const shown = result.numbers.slice(0, state.pages * this.#pageSize);
      const cards = isActive(state) ? await this.#cards(index, shown, result) : [];
      if (turn !== this.#turn) return;
      this.#result = result;
      this.#render(index, result, cards, ignored);
      this.#busy(false);
    } catch (error) {
      if (turn !== this.#turn) return;
      this.#fail(() => void this.#go(step, way));
      if (!(error instanceof LoadError)) throw error;
    }
  }

  #render(index: LocatorIndex, result: Result, cards: HTMLElement[], ignored: string[]): void {
    const active = isActive(this.#state);
    this.#find("[data-results]").replaceChildren(...(active ? cards : this.#static.cards));
    this.#show("pagination", !active);
    this.#show("error", false);
    this.#show("more", active && cards.length < result.numbers.length);
    this.#show("empty", result.numbers.length === 0);
    showCounts(this.#root, result.counts, this.#data("language"));
    showChips(this.#root, this.#state, index.facets, this.#say, (state, position) =>
      this.#change(state, position),
    );
    this.#showSuggestions(index, result.suggestions);
    this.#showIgnored(ignored);
    this.#announce(active ? result.numbers.length : undefined);
  }

  #cards(index: LocatorIndex, numbers: number[], result: Result): Promise<HTMLElement[]> {
    const setting = {
      root: this.#root,
      base: this.#data("root"),
      language: this.#data("language"),
      levels: index.root.levels,
      say: this.#say,
    };
    return index
      .cards(numbers)
      .then((rows) => rows.map((row) => card(setting, row, result.forms)));
  }

  async #showMore(): Promise<void> {
    const result = this.#result;
    if (!result || !this.#index) return;
    const turn = ++this.#turn;
    const from = this.#state.pages * this.#pageSize;
    const numbers = result.numbers.slice(from, from + this.#pageSize);
    this.#busy(true);
    try {
      const cards = await this.#cards(this.#index, numbers, result);
      if (turn !== this.#turn) return;
      this.#state = { ...this.#state, pages: this.#state.pages + 1 };
      this.#write("replace");
      this.#find("[data-results]").append(...cards);
      this.#show("more", from + cards.length < result.numbers.length);
      this.#show("error", false);
      cards[0]?.querySelector<HTMLElement>("a")?.focus();
      this.#busy(false);
    } catch (error) {
      if (turn !== this.#turn) return;
      this.#fail(() => void this.#showMore());
      if (!(error instanceof LoadError)) throw error;
    }
  }

  #showSuggestions(index: LocatorIndex, suggestions: Suggestion[]): void {
    const items = suggestions.map(({ drop, count }) => {
      const facet = index.facets.find(({ id }) => id === drop);
      const name = facet ? "drop_facet" : `drop_${drop}`;
      const item = suggestion(
        this.#root,
        this.#say(name, { facet: facet?.label ?? "", n: count }),
      );
      slot(item, "button")?.addEventListener("click", () => {
        this.#change(drop === "all" ? NOTHING : without(this.#state, drop));
      });
      return item;
    });
    this.#find("[data-suggestions]").replaceChildren(...items);
  }

  #showIgnored(ignored: string[]): void {
    const line = this.#find("[data-ignored]");
    line.hidden = ignored.length === 0;
    line.textContent = this.#say("ignored", { n: ignored.length, values: ignored.join(", ") });
  }

  /** One polite status, after a pause, so that it does not speak between two letters. */
  #announce(count: number | undefined): void {
    window.clearTimeout(this.#statusTimer);
    this.#statusTimer = window.setTimeout(() => {
      const text = count ? this.#say("count", { n: count }) : this.#say("none");
      this.#find("[data-status]").textContent = count === undefined ? this.#static.status : text;
    }, STATUS_PAUSE);
  }

  // --- loading ---

  async #ready(): Promise<LocatorIndex> {
    const root = await this.#loader.load<RootFile>(this.#rootFile);
    return (this.#index ??= new LocatorIndex(root, (file) => this.#loader.load(file)));
  }

  #preload(): void {
    // A failure shows when something is asked for.
    this.#ready().catch(() => {});
  }

  #busy(isBusy: boolean): void {
    window.clearTimeout(this.#busyTimer);
    this.#find("[data-results]").setAttribute("aria-busy", String(isBusy));
    if (!isBusy) this.#show("loading", false);
    else this.#busyTimer = window.setTimeout(() => this.#show("loading", true), BUSY_PAUSE);
  }

  #fail(retry: () => void): void {
    this.#retry = retry;
    this.#busy(false);
    this.#show("error", true);
  }

  // --- the page ---

  /** The path stays, since the page's links are relative to it. */
  #write(way: Way): void {
    const address = location.pathname + writeState(this.#state);
    if (way === "keep" || address === location.pathname + location.search) return;
    if (way === "push") history.pushState(null, "", address);
    else history.replaceState(null, "", address);
  }

  get #pageSize(): number {
    return Number(this.#data("pageSize")) || 50;
  }

  #data(name: string): string {
    return this.#root.dataset[name] ?? "";
  }

  #find(selector: string): HTMLElement {
    const element = this.#root.querySelector<HTMLElement>(selector);
    if (!element) throw new Error(`the locator's page has no ${selector}`);
    return element;
  }

  #show(name: string, isShown: boolean): void {
    for (const element of this.#root.querySelectorAll<HTMLElement>(`[data-${name}]`)) {
      element.hidden = !isShown;
    }
  }
}
