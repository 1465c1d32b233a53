// Results, chips and suggestions: clones of the page's templates, filled with text.

import { indexed } from "./files.ts";
import type { CardRow, RootFile } from "./index-files.ts";
import { stretches } from "./highlight.ts";
import type { Say } from "./messages.ts";

const MOST_TAGS = 3;

/** What all cards of the page have in common. */
export interface Setting {
  root: HTMLElement;
  /** The site's root, relative to the page. */
  base: string;
  language: string;
  levels: RootFile["levels"];
  say: Say;
}

export function card(setting: Setting, row: CardRow, forms: ReadonlySet<string>): HTMLElement {
  const [, name, latinName, route, initials, logo, headline, headlineLanguage] = row;
  const [, , , , , , , , place, morePlaces, levels, specialisations, services] = row;
  const element = clone(setting.root, "card");
  const link = slot(element, "link") as HTMLAnchorElement | null;
  link?.setAttribute("href", address(setting.base, route));
  fill(link, name, forms);
  fill(slot(element, "latin"), latinName, forms);
  fillLogo(element, initials, logo && address(setting.base, logo));
  const line = slot(element, "headline");
  fill(line, headline, forms);
  if (headlineLanguage && headlineLanguage !== setting.language) {
    line?.setAttribute("lang", headlineLanguage);
  }
  const at = slot(element, "place");
  fill(at, place, forms);
  const paragraph = at?.closest("p");
  if (paragraph) paragraph.hidden = !place;
  fill(slot(element, "more-places"), morePlaces && setting.say("more_places", { n: morePlaces }));
  fillBadges(setting, slot(element, "levels"), levels);
  fillTags(setting, slot(element, "tags"), specialisations, services, forms);
  return element;
}

export function chip(root: HTMLElement, label: string, remove: string): HTMLElement {
  const element = clone(root, "chip");
  fill(slot(element, "text"), label);
  slot(element, "button")?.setAttribute("aria-label", remove);
  return element;
}

export function suggestion(root: HTMLElement, label: string): HTMLElement {
  const element = clone(root, "suggestion");
  fill(slot(element, "text"), label);
  return element;
}

export function slot(element: HTMLElement, name: string): HTMLElement | null {
  const selector = `[data-slot="${name}"]`;
  return element.matches(selector) ? element : element.querySelector<HTMLElement>(selector);
}

function clone(root: HTMLElement, name: string): HTMLElement {
  const template = root.querySelector<HTMLTemplateElement>(`template[data-template="${name}"]`);
  const element = template?.content.firstElementChild?.cloneNode(true);
  if (!(element instanceof HTMLElement)) throw new Error(`the page has no template “${name}”`);
  return element;
}

/** Shows a text with its matches marked; hides the element when there is none. */
function fill(element: HTMLElement | null, text: string | 0, forms?: ReadonlySet<string>): void {
  if (!element) return;
  element.hidden = !text;
  if (!text) return;
  element.replaceChildren(
    ...stretches(text, forms ?? new Set()).map(({ text: part, marked }) => {
      if (!marked) return document.createTextNode(part);
      const mark = document.createElement("mark");
      mark.textContent = part;
      return mark;
    }),
  );
}

function fillLogo(element: HTMLElement, initials: string, logo: string): void {
  const picture = slot(element, "logo");
  const letters = slot(element, "initials");
  if (letters) letters.textContent = initials;
  if (!picture || !logo) return;
  picture.setAttribute("src", logo);
  picture.hidden = false;
  if (letters) letters.hidden = true;
}

function fillBadges(setting: Setting, list: HTMLElement | null, levels: number[]): void {
  const badges = levels.flatMap((index) => {
    const level = setting.levels[index];
    if (!level) return [];
    const [name, program, tone] = level;
    const item = clone(setting.root, "badge");
    slot(item, "badge")?.setAttribute("data-tone", String(tone));
    slot(item, "icon")?.setAttribute("href", `#tone-${tone}`);
    fill(slot(item, "level"), name);
    fill(slot(item, "program"), program);
    return [item];
  });
  list?.replaceChildren(...badges);
  if (list) list.hidden = badges.length === 0;
}

function fillTags(
  setting: Setting,
  list: HTMLElement | null,
  specialisations: string[],
  services: string[],
  forms: ReadonlySet<string>,
): void {
  const tag = (text: string, kind: string): HTMLElement => {
    const item = clone(setting.root, "tag");
    fill(slot(item, "text"), text, forms);
    if (kind) item.dataset["kind"] = kind;
    const mark = slot(item, "mark");
    if (mark) mark.hidden = kind !== "specialisation";
    return item;
  };
  const all = [
    ...specialisations.map((text) => ({ text, kind: "specialisation" })),
    ...services.map((text) => ({ text, kind: "" })),
  ];
  const tags = all.slice(0, MOST_TAGS).map(({ text, kind }) => tag(text, kind));
  const more = all.length - tags.length;
  if (more > 0) tags.push(tag(setting.say("more_tags", { n: more }), "more"));
  list?.replaceChildren(...tags);
  if (list) list.hidden = tags.length === 0;
}

/** A route of the index as a link from the page. */
function address(base: string, route: string): string {
  const path = base + route.replace(/^\//, "");
  return location.protocol === "file:" ? indexed(new URL(path, location.href).href) : path;
}
