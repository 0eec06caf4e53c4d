import { describe, expect, it } from 'vitest';
import { decide, type Evidence, untestable } from '../../src/run/decide.ts';

const NULLS = ['random-rows', 'second-moment', 'rotation'];
const ps = (...values: number[]) => values.map((p, i) => ({ null: NULLS[i], p }));
const STRONG: Evidence = { low: 0.3, high: 0.5, found: ps(0.01, 0.02, 0.025), heldOut: ps(0.01, 0.01, 0.01), required: NULLS, sesoi: 0.2 }; // biome-ignore format: one line

describe('decide', () => {
  it('supports what survives every required null and is found again', () => {
    expect(decide(STRONG)).toEqual({ status: 'supported', survives: NULLS, reason: null });
  });

  it.each([
    ['a null that reproduces it', { found: ps(0.01, 0.03, 0.01) }, 'not distinguishable', 'second-moment'],
    ['not found again', { heldOut: ps(0.01, 0.01, 0.4) }, 'not distinguishable', 'held-out prompts, against: rotation'],
    ['a null that was left out', { found: ps(0.01, 0.01) }, 'not testable', 'rotation'],
    ['no held-out prompts', { heldOut: [] }, 'not testable', 'no held-out prompts'],
    ['a small effect', { low: -0.1, high: 0.19 }, 'not supported', '±0.2'],
    ['an interval that holds zero', { low: -0.12, high: 0.34 }, 'not distinguishable', 'the interval holds zero'],
    ['the opposite sign', { low: -0.9, high: -0.3 }, 'not supported', 'below zero'],
    [
      'the opposite sign, without a smallest effect',
      { low: -0.9, high: -0.3, sesoi: null },
      'not supported',
      'below zero',
    ],
  ] as const)('%s', (_, change, status, reason) => {
    const found = decide({ ...STRONG, ...change });
    expect(found.status).toBe(status);
    expect(found.reason).toContain(reason);
  });

  it('lists what is survived whatever the status', () => {
    expect(decide({ ...STRONG, found: ps(0.01, 0.5, 0.02) }).survives).toEqual(['random-rows', 'rotation']);
  });

  it('lets an absent interval decide nothing', () => {
    expect(decide({ ...STRONG, low: Number.NaN, high: Number.NaN }).status).toBe('supported');
  });

  it('prefers a decided failure to a missing null', () => {
    expect(decide({ ...STRONG, found: ps(0.5) }).status).toBe('not distinguishable');
  });
});

it('untestable carries its reason', () => {
  expect(untestable('why')).toEqual({ status: 'not testable', survives: [], reason: 'why' });
});
