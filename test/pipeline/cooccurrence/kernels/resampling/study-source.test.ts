import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { studySource } from '../../../../../pipeline/cooccurrence/kernels/resampling/study-source.ts';
import { openShards } from '../../../../../src/run/shards.ts';
import { loadStudy } from '../../../../study.ts';

const matrix = {
  rows: 3,
  cols: 1,
  values: Float64Array.of(1, 2, 4),
  promptIds: Int32Array.of(0, 1, 2),
  featureIds: Int32Array.of(5),
};
const words = ['x', 'y', 'x'].map((stratum) => ({ answer: 'a', foil: 'b', stratum }));
const attributed = openShards(mkdtempSync(join(tmpdir(), 'cofire-')), 'attribute', '0'.repeat(64));

it("has the study's strata, similarity, rule and bound on pairs", () => {
  const settings = ['correlation.method=spearman', 'correlation.most_pairs=1234', 'correlation.weights=equal'];
  const { correlation, network: rule } = loadStudy('studies/sports.yaml', settings);
  const source = studySource({ correlation, rule }, matrix, { words, attributed }, 'test');
  expect(source).toEqual({
    matrix,
    strata: ['x', 'y', 'x'],
    correlation: { method: 'spearman', gains: null, covariates: [] },
    rule,
    most: 1234,
  });
});

it('says whose covariates leave too few prompts', () => {
  const settings = ['correlation.method=partial', 'correlation.covariates=[answer]'];
  const { correlation, network: rule } = loadStudy('studies/sports.yaml', settings);
  const three = words.map((word, i) => ({ ...word, answer: `a${i}` }));
  expect(() => studySource({ correlation, rule }, matrix, { words: three, attributed }, 'here')).toThrow(
    /here: correlation.covariates/,
  );
});
