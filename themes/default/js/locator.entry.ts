// The locator: search, filters and results, on top of a page that reads without it.

import { locator } from "./locator.ts";

const root = document.querySelector<HTMLElement>("[data-locator]");
if (root) locator(root);
