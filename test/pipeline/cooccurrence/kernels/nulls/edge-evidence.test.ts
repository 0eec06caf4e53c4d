import { describe, expect, it } from 'vitest';
import { edgeEvidence, survivalRows } from '../../../../../pipeline/cooccurrence/kernels/nulls/edge-evidence.ts';
import {
  addCounts,
  emptyCounts,
  traitGroups,
} from '../../../../../pipeline/cooccurrence/kernels/nulls/edge-survival.ts';
import { studyNetwork } from '../../../../../pipeline/cooccurrence/kernels/nulls/study-network.ts';
import { random } from '../../../../../src/random.ts';
import { sharedGradient } from './shared-gradient.ts';

const row = (name: string, q: number, feature_b = 2) => ({ feature_a: 1, feature_b, null: name, p: q / 2, q });

describe('edgeEvidence', () => {
  it('lists for each edge the nulls it survives among those asked', () => {
    const rows = [row('random-rows', 0.05), row('second-moment', 0.051), row('rotation', 0.001)];
    expect(edgeEvidence([...rows, row('random-rows', 0.2, 3)])).toEqual([
      {
        feature_a: 1,
        feature_b: 2,
        asked: ['random-rows', 'second-moment', 'rotation'],
        survives: ['random-rows', 'rotation'],
        survives_decisive: false,
      },
      { feature_a: 1, feature_b: 3, asked: ['random-rows'], survives: [], survives_decisive: null },
    ]);
  });

  it('survives the decisive nulls when it survives each of them', () => {
    const rows = ['random-rows', 'second-moment', 'rotation'].map((name) => row(name, 0.01));
    expect(edgeEvidence(rows)[0].survives_decisive).toBe(true);
    expect(edgeEvidence([])).toEqual([]);
  });
});

it('has a row for every edge, q over all pairs, and calls edges of noise by name', () => {
  const { statistics } = sharedGradient({ seed: 1, features: 8, candidates: 8 }).nullInput;
  const rng = random(1, 'survival');
  const noise = () => Float64Array.from({ length: 40 * 10 }, () => rng.normal());
  const signal = Array.from({ length: 40 }, () => rng.normal());
  // Features 0 to 2 follow one signal.
  const values = noise().map((x, i) => (i % 10 < 3 ? 5 * signal[Math.floor(i / 10)] : 0) + x);
  const shape = { rows: 40, cols: 10, promptIds: Int32Array.from({ length: 40 }, (_, p) => p) };
  const matrix = { ...shape, values, featureIds: Int32Array.from({ length: 10 }, (_, f) => 100 + f) };
  const groups = traitGroups(Float64Array.from({ length: 10 }, (_, f) => f));
  const counts = emptyCounts();
  for (let k = 0; k < 200; k++)
    addCounts(counts, studyNetwork({ ...shape, values: noise() }, statistics).pairs, groups);
  const rows = survivalRows('some-null', matrix, { statistics, groups }, counts);
  expect(rows.map((row) => [row.feature_a, row.feature_b])).toEqual([[100, 101], [100, 102], [101, 102]]); // biome-ignore format: one line
  expect(rows.every(({ p, q }) => p <= q && q < 0.05)).toBe(true);
  const none = survivalRows('some-null', matrix, { statistics, groups }, emptyCounts());
  expect(none.every(({ p, q }) => p === 1 && q === 1)).toBe(true);
});
