// Loads the index's files by script tags, which works on `file://` too. Each file calls
// `partnersite_search` with its name and its content.

declare global {
  interface Window {
    partnersite_search?: (name: string, content: unknown) => void;
    trustedTypes?: {
      createPolicy(
        name: string,
        rules: { createScriptURL: (url: string) => string },
      ): { createScriptURL(url: string): string };
    };
  }
}

export class LoadError extends Error {}

export class Loader {
  readonly #folder: string;
  readonly #loads = new Map<string, Promise<unknown>>();
  readonly #arrived = new Map<string, unknown>();
  readonly #trusted: (url: string) => string;

  /** `folder` is an address that ends in a slash; files below it may be loaded, no others. */
  constructor(folder: string) {
    this.#folder = folder;
    const createScriptURL = (url: string): string => {
      if (!url.startsWith(folder)) throw new TypeError(`not a file of the index: ${url}`);
      return url;
    };
    const policy = window.trustedTypes?.createPolicy("partnersite", { createScriptURL });
    this.#trusted = (url) => (policy ?? { createScriptURL }).createScriptURL(url);
    window.partnersite_search = (name, content) => this.#arrived.set(name, content);
  }

  /** The content of a file such as `root.0a1b2c3d4e.js`; a failed load may be tried again. */
  load<Content>(file: string): Promise<Content> {
    const known = this.#loads.get(file);
    if (known) return known as Promise<Content>;
    const loading = this.#fetch(file);
    this.#loads.set(file, loading);
    loading.catch(() => this.#loads.delete(file));
    return loading as Promise<Content>;
  }

  #fetch(file: string): Promise<unknown> {
    return new Promise((resolve, reject) => {
      const script = document.createElement("script");
      const name = file.slice(0, file.indexOf("."));
      script.addEventListener("load", () => {
        script.remove();
        if (this.#arrived.has(name)) resolve(this.#arrived.get(name));
        else reject(new LoadError(`${file} does not hold ${name}`));
      });
      script.addEventListener("error", () => {
        script.remove();
        reject(new LoadError(`${file} cannot be loaded`));
      });
      script.src = this.#trusted(this.#folder + file);
      document.head.append(script);
    });
  }
}
