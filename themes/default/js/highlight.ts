// Which stretches of a text a query matched.

import { fold, isUnspaced, pieces } from "./words.ts";

export interface Stretch {
  text: string;
  marked: boolean;
}

/** The text in stretches; words (or pairs of characters) whose form is in `forms` are marked. */
export function stretches(text: string, forms: ReadonlySet<string>): Stretch[] {
  const found: Stretch[] = [];
  let end = 0;
  for (const [start, stop] of matched(text, forms)) {
    if (start > end) found.push({ text: text.slice(end, start), marked: false });
    found.push({ text: text.slice(start, stop), marked: true });
    end = stop;
  }
  if (end < text.length) found.push({ text: text.slice(end), marked: false });
  return found;
}

function matched(text: string, forms: ReadonlySet<string>): [number, number][] {
  const found: [number, number][] = [];
  const mark = (start: number, stop: number) => {
    const last = found.at(-1);
    if (last && last[1] >= start) last[1] = stop;
    else found.push([start, stop]);
  };
  for (const { word, start } of forms.size ? pieces(text) : []) {
    if (!isUnspaced(word)) {
      if (forms.has(fold(word))) mark(start, start + word.length);
      continue;
    }
    const characters = [...word];
    let at = start;
    characters.forEach((character, index) => {
      const pair = character + (characters[index + 1] ?? "");
      if (forms.has(fold(pair))) mark(at, at + pair.length);
      at += character.length;
    });
  }
  return found;
}
