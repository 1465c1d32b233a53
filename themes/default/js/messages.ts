// Texts of the page's language, as the catalogues hold them: `{name}` is filled in, and a text that
// depends on the number `n` has one form per plural category.

export type Catalogue = Record<string, string | Record<string, string>>;
export type Say = (name: string, values?: Record<string, string | number>) => string;

export function messages(catalogue: Catalogue, language: string): Say {
  const plural = new Intl.PluralRules(language);
  const numbers = new Intl.NumberFormat(language);
  return (name, values = {}) => {
    const message = catalogue[name] ?? name;
    const form = plural.select(Number(values["n"] ?? 0));
    const text = typeof message === "string" ? message : (message[form] ?? message["other"] ?? name);
    return text.replace(/\{(\w+)\}/g, (slot, key: string) => {
      const value = values[key];
      return typeof value === "number" ? numbers.format(value) : (value ?? slot);
    });
  };
}
