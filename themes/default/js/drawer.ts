// The filters stand beside the list on wide screens and in a dialog on narrow ones.

const WIDE = "(min-width: 60rem)";

/** Moves the panel between its place and the dialog as the window changes; opens and closes it. */
export function filterDrawer(panel: HTMLElement, dialog: HTMLDialogElement): void {
  const place = panel.parentElement;
  const body = dialog.querySelector("[data-drawer-body]");
  if (!place || !body) return;
  const wide = matchMedia(WIDE);
  const settle = (): void => {
    if (wide.matches && dialog.open) dialog.close();
    (wide.matches ? place : body).append(panel);
  };
  for (const opener of document.querySelectorAll("[data-open-drawer]")) {
    opener.addEventListener("click", () => dialog.showModal());
  }
  dialog.addEventListener("click", (event) => {
    const target = event.target as Element;
    // A click on the dialog itself is one on its backdrop.
    if (target === dialog || target.closest("[data-close-drawer]")) dialog.close();
  });
  wide.addEventListener("change", settle);
  settle();
}
