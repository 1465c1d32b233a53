// The fair order of lists: by level, and inside a level the k-th of the n matches stands at
// (k + rotation) mod n. The same as generator/site/order.py.

import { has, type Bits } from "./bits.ts";

export interface Order {
  /** All numbers by level and rank. */
  ranked: readonly number[];
  /** How many of them each level has, from the highest. */
  tiers: readonly number[];
  rotation: number;
}

export function inOrder(order: Order, members: Bits): number[] {
  const ordered: number[] = [];
  let start = 0;
  for (const length of order.tiers) {
    const tier = order.ranked.slice(start, start + length).filter((number) => has(members, number));
    const first = tier.length ? (tier.length - (order.rotation % tier.length)) % tier.length : 0;
    ordered.push(...tier.slice(first), ...tier.slice(0, first));
    start += length;
  }
  return ordered;
}
