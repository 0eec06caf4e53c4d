/**
 * Seeded randomness. Every consumer derives its own generator from the study's seed and its own name, so adding a
 * consumer never shifts the numbers of another. There is no other source of randomness in cofire.
 *
 * Generator: xoroshiro128+ from pure-rand. Seeding: the first 32 bits of sha256("<seed>/<name>/<name>…").
 */
import { createHash } from 'node:crypto';
import { uniformFloat64 } from 'pure-rand/distribution/uniformFloat64';
import { uniformInt } from 'pure-rand/distribution/uniformInt';
import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus';

export interface Random {
  /** Uniform in [0, 1), 53 random bits. */
  uniform(): number;
  /** Uniform integer in [0, bound). Unbiased. `bound` ≥ 1. */
  integer(bound: number): number;
  /** Standard normal (Box-Muller, both values used). */
  normal(): number;
}

/** A 32-bit seed that depends on `seed` and every name, the same on every machine. */
export function derive(seed: number, ...names: readonly (string | number)[]): number {
  return createHash('sha256')
    .update([seed, ...names].join('/'))
    .digest()
    .readInt32LE(0);
}

/** The generator of one consumer: `random(study.seed, 'nulls', 'random-rows', replicate)`. */
export function random(seed: number, ...names: readonly (string | number)[]): Random {
  const generator = xoroshiro128plus(derive(seed, ...names));
  let spare: number | undefined;
  const uniform = (): number => uniformFloat64(generator);
  return {
    uniform,
    integer(bound) {
      if (!Number.isInteger(bound) || bound < 1)
        throw new RangeError(`integer: bound ${bound}, expected an integer of at least 1`);
      return uniformInt(generator, 0, bound - 1);
    },
    normal() {
      if (spare !== undefined) {
        const value = spare;
        spare = undefined;
        return value;
      }
      // 1 - u is in (0, 1], so the logarithm is finite.
      const radius = Math.sqrt(-2 * Math.log(1 - uniform()));
      const angle = 2 * Math.PI * uniform();
      spare = radius * Math.sin(angle);
      return radius * Math.cos(angle);
    },
  };
}

/** Fisher-Yates in place; returns the same array. */
export function shuffle<T extends { length: number; [index: number]: unknown }>(items: T, rng: Random): T {
  for (let last = items.length - 1; last > 0; last--) {
    const other = rng.integer(last + 1);
    const held = items[last];
    items[last] = items[other];
    items[other] = held;
  }
  return items;
}
