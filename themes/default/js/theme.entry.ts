// Runs in the head, before anything is painted: no flash of the wrong colours.
import { storedScheme } from "./scheme.ts";

const scheme = storedScheme();
if (scheme) document.documentElement.dataset.theme = scheme;
document.documentElement.classList.add("has-script");
