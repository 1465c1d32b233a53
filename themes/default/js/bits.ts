// Sets of document numbers, a bit for each.

export type Bits = Uint32Array;

export function bits(size: number, numbers: Iterable<number> = []): Bits {
  const set = new Uint32Array((size + 31) >>> 5);
  for (const number of numbers) add(set, number);
  return set;
}

export function add(set: Bits, number: number): void {
  const place = number >>> 5;
  set[place] = (set[place] ?? 0) | (1 << (number & 31));
}

export function has(set: Bits, number: number): boolean {
  return (((set[number >>> 5] ?? 0) >>> (number & 31)) & 1) === 1;
}

export function both(one: Bits, other: Bits): Bits {
  return one.map((word, place) => word & (other[place] ?? 0));
}

export function either(one: Bits, other: Bits): Bits {
  return one.map((word, place) => word | (other[place] ?? 0));
}

export function count(set: Bits, within: Bits = set): number {
  let total = 0;
  for (let place = 0; place < set.length; place++) {
    // The classic count of set bits, in pairs, fours and bytes.
    let word = (set[place] ?? 0) & (within[place] ?? 0);
    word -= (word >>> 1) & 0x55555555;
    word = (word & 0x33333333) + ((word >>> 2) & 0x33333333);
    total += Math.imul((word + (word >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24;
  }
  return total;
}
