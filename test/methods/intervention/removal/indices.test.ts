import { beforeAll, describe, expect, it } from 'vitest';
import { interactions } from '../../../../src/methods/intervention/removal/indices.ts';
import {
  interactionPlan,
  pairAt,
  pairPool,
  singleAt,
  tinyAt,
} from '../../../../src/methods/intervention/removal/removal-plan.ts';
import {
  type Kind,
  meanOf,
  PLANTED,
  type PlantedRun,
  plantedRun,
  STRENGTH,
} from '../../../pipeline/cooccurrence/kernels/interaction/planted.ts';

const CONTROLS = 4;
/** The planted term is read at two positions. */
const EFFECT = 2 * STRENGTH;

describe('the index of a pair', () => {
  it('is Δ(a, b) − Δ(a) − Δ(b), per prompt and dictionary', () => {
    const plan = interactionPlan(2, pairPool([1, 1], 1, 1), 1);
    const m = new Float64Array(plan.count * 2);
    const set = (at: number, first: number, second: number) => m.set([first, second], at * 2);
    set(0, 10, 20);
    set(singleAt(plan, 0, 0), 9, 18);
    set(singleAt(plan, 0, 1), 7, 20);
    set(pairAt(plan, 0, 0), 1, 17);
    set(singleAt(plan, 1, 0), 8, 20);
    set(singleAt(plan, 1, 1), 8, 20);
    set(pairAt(plan, 1, 0), 6, 20);
    set(tinyAt(plan, 0), 10, 20);
    set(tinyAt(plan, 0) + 1, 10, 20);
    set(tinyAt(plan, 0) + 2, 9, 20);
    const found = interactions(plan, m, 2);
    expect(Array.from(found.singles)).toEqual([1, 2, 3, 0]);
    expect(Array.from(found.damage)).toEqual([9, 3]);
    expect(found.index.map((values) => Array.from(values))).toEqual([
      [5, 1],
      [0, 0],
    ]);
    expect(found.noiseFloor).toBe(0.5);
  });
  it('refuses outcomes of another plan', () => {
    expect(() => interactions(interactionPlan(2, pairPool([1, 1], 1, 1), 1), new Float32Array(3), 1)).toThrow(
      RangeError,
    );
  });
});

describe('planted synergy', () => {
  const runs = new Map<Kind, PlantedRun>();
  beforeAll(async () => {
    for (const kind of ['either', 'both', 'none'] as const) runs.set(kind, await plantedRun(kind, CONTROLS));
  });
  const values = (kind: Kind, dictionary: number) => {
    const { plan, index, prompts } = runs.get(kind)!;
    return plan.pairs.map((pair, n) => ({ pair, value: meanOf(index[dictionary], n, prompts) }));
  };
  const isPlanted = ([a, b]: readonly number[]) => a === PLANTED[0] && b === PLANTED[1];

  it('of two features that stand in for each other is found whole, and nothing else', () => {
    for (const { pair, value } of values('either', 0))
      expect(Math.abs(value - (isPlanted(pair) ? EFFECT : 0))).toBeLessThan(0.01 * EFFECT);
  });
  it('of two features that are worth nothing alone is found with the other sign', () => {
    for (const { pair, value } of values('both', 0)) {
      if (isPlanted(pair)) expect(value).toBeLessThan(-EFFECT);
      else expect(Math.abs(value)).toBeLessThan(1e-4);
    }
  });
  it('is absent in its controls, which have the same single first-order effects', () => {
    for (let k = 1; k <= CONTROLS; k++) {
      for (const { value } of values('either', k)) expect(Math.abs(value)).toBeLessThan(0.1 * EFFECT);
      for (const { value } of values('both', k)) expect(Math.abs(value)).toBeLessThan(0.5 * EFFECT);
    }
  });
  it('is nowhere in a linear model: what is left is the noise floor', () => {
    const { noiseFloor } = runs.get('none')!;
    expect(noiseFloor).toBeGreaterThan(0);
    expect(noiseFloor).toBeLessThan(1e-5);
    for (let k = 0; k <= CONTROLS; k++)
      for (const { value } of values('none', k)) expect(Math.abs(value)).toBeLessThan(6 * noiseFloor);
  });
  it('the noise floor does not grow with the interaction', () => {
    expect(runs.get('either')!.noiseFloor).toBeLessThan(1e-5);
  });
});
