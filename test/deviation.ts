/** How far values are from a reference, as the oracles of the engine state it: relative to the reference's largest magnitude. */
import { readFileSync } from 'node:fs';
import { expect } from 'vitest';

/** max |got − expected| / max |expected|; 0 over 0 is 0. @throws when the lengths differ or a value is not finite */
export function deviation(got: ArrayLike<number>, expected: ArrayLike<number>, scale?: number): number {
  if (got.length !== expected.length) throw new RangeError(`${got.length} values, expected ${expected.length}`);
  let largest = scale ?? 0;
  let worst = 0;
  for (let i = 0; i < got.length; i++) {
    if (!Number.isFinite(got[i]!)) throw new RangeError(`value ${got[i]} at ${i}`);
    if (scale === undefined) largest = Math.max(largest, Math.abs(expected[i]!));
    worst = Math.max(worst, Math.abs(got[i]! - expected[i]!));
  }
  return worst === 0 ? 0 : worst / largest;
}

export function expectWithin(
  got: ArrayLike<number>,
  expected: ArrayLike<number>,
  tolerance: number,
  what: string,
  scale?: number,
): void {
  expect(deviation(got, expected, scale), what).toBeLessThanOrEqual(tolerance);
}

/** One of the oracle files that fixtures/oracles/engine.py, neox.py and gated.py write. */
export function engineOracle<T>(
  area: 'ops' | 'gpt2' | 'neox' | 'sae' | 'attribution' | 'neox-attribution' | 'gated' | 'gated-attribution',
): T & { readonly tolerance: number } {
  const file = new URL(`../fixtures/oracles/engine-${area}.oracle.json`, import.meta.url);
  return JSON.parse(readFileSync(file, 'utf8'));
}
