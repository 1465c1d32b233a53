// Pages opened from a folder: no server turns `a/` into `a/index.html`, so links say it in full.

/** The address of the page itself, query and fragment kept. */
export function indexed(address: string): string {
  const url = new URL(address);
  if (url.protocol === "file:" && url.pathname.endsWith("/")) url.pathname += "index.html";
  return url.href;
}

/** Completes all links and forms, and those added later when they are used. */
export function completeLinks(): void {
  const complete = (link: HTMLAnchorElement): void => {
    if (link.href) link.href = indexed(link.href);
  };
  document.querySelectorAll<HTMLAnchorElement>("a[href]").forEach(complete);
  for (const form of document.forms) form.action = indexed(form.action);
  for (const event of ["click", "auxclick"]) {
    const late = ({ target }: Event): void => {
      const link = target instanceof Element ? target.closest("a") : null;
      if (link) complete(link);
    };
    document.addEventListener(event, late, { capture: true });
  }
}
