/** Numbers compared as the oracle file states: relative to the expected value, or absolutely on the scale given. */
import { expect } from 'vitest';
import oracle from '../../../fixtures/oracles/stats.oracle.json' with { type: 'json' };

export { oracle };

export function near(actual: number, expected: number, scale = 0, relative = oracle.tolerance.relative): void {
  const allowed = Math.max(relative * Math.abs(expected), oracle.tolerance.scale * scale);
  if (!(Math.abs(actual - expected) <= allowed)) {
    expect.fail(`${actual} is ${Math.abs(actual - expected)} from ${expected}, expected within ${allowed}`);
  }
  expect(Math.abs(actual - expected)).toBeLessThanOrEqual(allowed);
}
