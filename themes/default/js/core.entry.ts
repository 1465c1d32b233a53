// Runs on every page.
import { filterDrawer } from "./drawer.ts";
import { completeLinks } from "./files.ts";
import { schemeButton } from "./scheme.ts";

/** A region takes the focus only while there is something to scroll. */
function scrollRegion(region: HTMLElement): void {
  new ResizeObserver(() => {
    const scrolls =
      region.scrollWidth > region.clientWidth || region.scrollHeight > region.clientHeight;
    const style = getComputedStyle(region).overflowX;
    region.tabIndex = scrolls && style !== "visible" ? 0 : -1;
  }).observe(region);
}

/** The menu closes on Escape and on a click elsewhere. */
function menu(details: HTMLDetailsElement): void {
  details.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || !details.open) return;
    details.open = false;
    details.querySelector("summary")?.focus();
  });
  document.addEventListener("click", ({ target }) => {
    if (details.open && !details.contains(target as Node)) details.open = false;
  });
}

/** Page navigation that is folded on narrow screens and open on wide ones. */
function fold(details: HTMLDetailsElement): void {
  details.open = matchMedia("(min-width: 60rem)").matches;
}

if (location.protocol === "file:") completeLinks();
document.querySelectorAll<HTMLButtonElement>("button[data-scheme]").forEach(schemeButton);
document.querySelectorAll<HTMLDetailsElement>("details[data-menu]").forEach(menu);
document.querySelectorAll<HTMLDetailsElement>("details[data-wide-open]").forEach(fold);
document.querySelectorAll<HTMLElement>("[data-scroll], .prose table").forEach(scrollRegion);
const panel = document.querySelector<HTMLElement>("[data-filters]");
const drawer = document.querySelector<HTMLDialogElement>("dialog[data-drawer]");
if (panel && drawer) filterDrawer(panel, drawer);
