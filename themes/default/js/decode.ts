// Reads what generator/index/encode.py writes.

import { bits, type Bits } from "./bits.ts";

/** Whole numbers, seven bits to a byte, lowest first, the eighth bit saying that more follow. */
export function numbers(packed: string): number[] {
  const found: number[] = [];
  const bytes = atob(packed);
  let value = 0;
  let scale = 1;
  for (let index = 0; index < bytes.length; index++) {
    const byte = bytes.charCodeAt(index);
    value += (byte & 0x7f) * scale;
    scale *= 128;
    if (byte < 0x80) {
      found.push(value);
      value = 0;
      scale = 1;
    }
  }
  return found;
}

/** Ascending numbers from the first one and the steps to the next. */
export function ascending(steps: number[]): number[] {
  let at = 0;
  return steps.map((step) => (at += step));
}

/** Numbers below `size`: `s` and steps, or `b` and a bit for each. */
export function numberSet(text: string, size: number): Bits {
  if (text.startsWith("s")) return bits(size, ascending(numbers(text.slice(1))));
  const bytes = atob(text.slice(1));
  const set = bits(size);
  for (let index = 0; index < bytes.length; index++) {
    const place = index >>> 2;
    set[place] = (set[place] ?? 0) | (bytes.charCodeAt(index) << ((index & 3) * 8));
  }
  return set;
}

/** Sorted words; each is what it shares with the one before (counted from `0`), and the rest. */
export function frontCoded(text: string): string[] {
  let before = "";
  if (!text) return [];
  return text.split(" ").map((item) => {
    // Python counts characters, so the shared beginning is cut by characters too.
    const shared = Array.from(before).slice(0, item.charCodeAt(0) - 48);
    return (before = shared.join("") + item.slice(1));
  });
}
