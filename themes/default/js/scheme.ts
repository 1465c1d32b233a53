// The colour scheme: what the reader chose, else what the system prefers.
export type Scheme = "light" | "dark";

const KEY = "partnersite-scheme";

/** What was chosen here before; null follows the system. */
export function storedScheme(): Scheme | null {
  try {
    const value = localStorage.getItem(KEY);
    return value === "light" || value === "dark" ? value : null;
  } catch {
    return null; // Storage can be forbidden.
  }
}

function store(scheme: Scheme | null): void {
  try {
    if (scheme) localStorage.setItem(KEY, scheme);
    else localStorage.removeItem(KEY);
  } catch {
    // Then the choice lasts as long as the page.
  }
}

/** Makes the button switch between light and dark; a choice that agrees with the system is dropped. */
export function schemeButton(button: HTMLButtonElement): void {
  const system = matchMedia("(prefers-color-scheme: dark)");
  const root = document.documentElement;
  const preferred = (): Scheme => (system.matches ? "dark" : "light");
  const show = (): void => {
    const dark = (storedScheme() ?? root.dataset.theme ?? preferred()) === "dark";
    button.setAttribute("aria-pressed", String(dark));
  };
  button.addEventListener("click", () => {
    const wanted: Scheme = button.getAttribute("aria-pressed") === "true" ? "light" : "dark";
    root.dataset.theme = wanted;
    store(wanted === preferred() ? null : wanted);
    if (wanted === preferred()) delete root.dataset.theme;
    show();
  });
  system.addEventListener("change", show);
  show();
  button.hidden = false;
}
