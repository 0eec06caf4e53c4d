import { describe, expect, it } from 'vitest';
import { NULL_KINDS, type NullKind } from '../../../../../pipeline/cooccurrence/kernels/nulls/null-kinds.ts';
import {
  nullModelRow,
  nullSource,
  type SourceOptions,
  sourceOptions,
} from '../../../../../pipeline/cooccurrence/kernels/nulls/null-source.ts';
import { random } from '../../../../../src/random.ts';
import { sharedGradient } from './shared-gradient.ts';

const rng = random(1, 'null-source');
const decoder = {
  features: 13,
  width: 2,
  rows: Float32Array.from({ length: 26 }, () => rng.normal()),
  norms: new Float64Array(13).fill(1),
};
const OPTIONS: SourceOptions = {
  decoder,
  logSparsity: null,
  selected: Int32Array.of(0, 1, 2),
  featureIds: Int32Array.of(0, 1, 2),
  prevalence: new Map(),
  prompts: 4,
  method: 'gradient',
  statistics: sharedGradient({ seed: 1, features: 8, candidates: 8 }).nullInput.statistics,
  strata: ['a', 'b', 'a', 'b'],
  matrix: { rows: 4, cols: 3, values: Float64Array.from({ length: 12 }, () => rng.normal()) },
};
const kindOf = (kind: NullKind, options = OPTIONS) => {
  const source = nullSource(kind, options);
  return typeof source === 'string' ? source : source.kind;
};

describe('nullSource', () => {
  it('opens every null of a study with gradient attributions', () => {
    expect(NULL_KINDS.map((kind) => kindOf(kind))).toEqual(NULL_KINDS);
  });

  it('groups prompts by stratum, or not at all', () => {
    expect(nullSource('shuffle-within-strata', OPTIONS)).toMatchObject({ groups: Int32Array.of(0, 1, 0, 1) });
    expect(nullSource('shuffle-prompts', OPTIONS)).toMatchObject({ groups: new Int32Array(4) });
  });

  it('says why a null of directions cannot be asked', () => {
    const exact = { ...OPTIONS, method: 'exact' as const };
    expect(kindOf('rotation', exact)).toContain('method exact');
    expect(kindOf('rewire', exact)).toBe('rewire');
    expect(kindOf('random-rows', { ...OPTIONS, selected: Int32Array.of(0, 1, 2, 3, 4, 5) })).toContain(
      '7 live features of the SAE are not selected',
    );
  });
});

describe('sourceOptions', () => {
  it('has the prevalence of features by id, the strata of prompts, and the selection of the matrix', () => {
    const { decoder, method, statistics, selected } = OPTIONS;
    const values = Float64Array.from(OPTIONS.matrix.values);
    const matrix = {
      ...OPTIONS.matrix,
      values,
      featureIds: Int32Array.of(0, 1, 2),
      promptIds: Int32Array.of(0, 1, 2, 3),
    };
    const features = { feature_id: Int32Array.of(2, 0), prevalence: Float64Array.of(0.75, 0.25) };
    const words = OPTIONS.strata.map((stratum) => ({ stratum }));
    const found = sourceOptions({ decoder, logSparsity: null }, matrix, features, words, {
      method,
      statistics,
      selected,
    });
    const prevalence = new Map([[2, 0.75], [0, 0.25]]); // biome-ignore format: one line
    expect(found).toEqual({ ...OPTIONS, matrix, prevalence });
  });
});

describe('nullModelRow', () => {
  it('says how many prompts a shuffle can move: those that do not stand alone in their stratum', () => {
    const groups = Int32Array.of(0, 0, 1, 2, 2);
    const source = { kind: 'shuffle-within-strata' as const, rows: 5, cols: 1, values: new Float64Array(5), groups };
    expect(nullModelRow('shuffle-within-strata', source, 40)).toMatchObject({
      family: 'N1',
      decisive: false,
      replicates: 40,
      movable_prompts: 4,
      reason: '40 replicates, fewer than the 100 that a p takes: raise nulls.replicates',
    });
    expect(nullModelRow('shuffle-within-strata', source, 100).reason).toBeNull();
  });

  it('has no replicates but a reason where a null cannot be asked', () => {
    expect(nullModelRow('rotation', 'no gradient', 40)).toMatchObject({ decisive: true, replicates: 0, reason: 'no gradient' }); // biome-ignore format: one line
  });

  it('places every kind in the ladder; the decisive ones give other directions', () => {
    const rows = NULL_KINDS.map((kind) => nullModelRow(kind, 'not asked', 1));
    expect(rows.map(({ family }) => family)).toEqual(['N3', 'N3', 'N3', 'N3', 'N0', 'N1', 'N4']);
    expect(rows.filter(({ decisive }) => decisive).every(({ family }) => family === 'N3')).toBe(true);
  });
});
