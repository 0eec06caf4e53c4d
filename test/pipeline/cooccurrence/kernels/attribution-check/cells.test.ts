import { describe, expect, it } from 'vitest';
import { checkCells, sampleCells } from '../../../../../pipeline/cooccurrence/kernels/attribution-check/cells.ts';
import type { PositionRule } from '../../../../../src/methods/attribution/positions.ts';

/** Feature 7 on prompt 0 at positions 0, 1 and 3; feature 9 on prompt 0 at 2; feature 7 on prompt 1 at its last token. */
const rows = {
  prompt_id: Int32Array.of(0, 0, 0, 0, 1),
  feature_id: Int32Array.of(7, 7, 7, 9, 7),
  position: Int32Array.of(0, 1, 3, 2, 1),
  activation: Float32Array.of(4, 1, 2, 0.5, 1),
  projection: Float32Array.of(2, -3, 0.5, 0, 1),
  attribution: Float32Array.of(8, -3, 1, 0, 1),
};
const cells = (rule: PositionRule, excludeFirst = false) =>
  checkCells(rows, { rule, excludeFirst, lengths: [5, 2] }).map(({ promptId, featureId, positions, gradient }) => [
    promptId,
    featureId,
    positions,
    gradient,
  ]);

describe('the counted positions are those of the rule', () => {
  it('last: the highest with an attribution', () => {
    expect(cells('last')).toEqual([
      [0, 7, [3], 1],
      [1, 7, [1], 1],
    ]);
  });
  it('sum: all of them', () => {
    expect(cells('sum')[0]).toEqual([0, 7, [0, 1, 3], 6]);
  });
  it('final: the last token, so that a cell without it is none', () => {
    expect(cells('final')).toEqual([[1, 7, [1], 1]]);
  });
  it('max-abs: the largest, without the first position where that is left out', () => {
    expect(cells('max-abs')[0]).toEqual([0, 7, [0], 8]);
    expect(cells('max-abs', true)[0]).toEqual([0, 7, [1], -3]);
  });
});

it('leaves out cells without an attribution, and sums that cancel', () => {
  expect(cells('sum').some(([, feature]) => feature === 9)).toBe(false);
  const cancelling = { ...rows, projection: Float32Array.of(2, -9, 0.5, 0, 1) };
  expect(checkCells(cancelling, { rule: 'sum', excludeFirst: false, lengths: [5, 2] })).toHaveLength(1);
});

describe('sample', () => {
  /** Ten prompts, eight features; feature f has attributions of size f + 1. */
  const cells = Array.from({ length: 80 }, (_, i) => ({
    promptId: Math.floor(i / 8),
    featureId: i % 8,
    positions: [1],
    gradient: ((i % 8) + 1) * (i % 3 === 0 ? -1 : 1),
  }));
  const options = { prompts: 4, topFeatures: 2, cells: 9, seed: 1 };
  const names = (own: typeof options) =>
    sampleCells(cells, own).map(({ promptId, featureId, sample }) => `${promptId}/${featureId}/${sample}`);

  it('takes the largest features on every chosen prompt and draws the rest, none twice', () => {
    const sampled = sampleCells(cells, options);
    expect(new Set(sampled.map(({ promptId }) => promptId)).size).toBe(4);
    const top = sampled.filter(({ sample }) => sample === 'top');
    expect(top).toHaveLength(8);
    expect(new Set(top.map(({ featureId }) => featureId))).toEqual(new Set([6, 7]));
    const drawn = sampled.filter(({ sample }) => sample === 'random');
    expect(drawn).toHaveLength(9);
    expect(drawn.every(({ featureId }) => featureId < 6)).toBe(true);
    expect(new Set(names(options)).size).toBe(17);
  });

  it('is the same for the same seed and another for another', () => {
    expect(names(options)).toEqual(names(options));
    expect(names(options)).not.toEqual(names({ ...options, seed: 2 }));
  });

  it('takes all there is when more is asked for, and nothing when nothing is', () => {
    expect(sampleCells(cells, { prompts: 100, topFeatures: 3, cells: 1000, seed: 1 })).toHaveLength(80);
    expect(sampleCells(cells, { ...options, prompts: 0 })).toEqual([]);
    expect(sampleCells([], options)).toEqual([]);
  });
});
