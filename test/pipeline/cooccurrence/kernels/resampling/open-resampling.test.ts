import { describe, expect, it } from 'vitest';
import { attributionNetwork } from '../../../../../pipeline/cooccurrence/kernels/network/attribution-network.ts';
import { openStudyResampling } from '../../../../../pipeline/cooccurrence/kernels/resampling/open-resampling.ts';
import type { CorrelationOptions } from '../../../../../src/methods/stats/correlation/correlation-options.ts';
import { random } from '../../../../../src/random.ts';

const FEATURES = [2, 3, 5, 7];
const STRATA = ['x', 'y', 'x', 'y', 'x', 'y', 'y'];
const TASK = { measures: false, clusterings: null };

describe('openStudyResampling', () => {
  const rng = random(1, 'study resampling');
  const rows = STRATA.map(() => FEATURES.map(() => rng.normal()));
  const ids = (list: readonly number[]) => Int32Array.from(list);
  const shape = { rows: STRATA.length, cols: FEATURES.length, values: Float64Array.from(rows.flat()) };
  const matrix = { ...shape, promptIds: ids(STRATA.map((_, prompt) => prompt)), featureIds: ids(FEATURES) };
  const rule = { threshold: 0.3, strict: true, sign: 'absolute' } as const;

  function open(method: CorrelationOptions['method'], strata = STRATA, advance = () => undefined) {
    const source = { matrix, strata, correlation: { method, gains: null, covariates: [] }, rule, most: 1e6 };
    return openStudyResampling(source, TASK, { networks: 2, threads: 1, advance });
  }

  it.each(['pearson', 'spearman', 'cosine'] as const)('makes networks as the study does, by %s', async (method) => {
    let advanced = 0;
    const resampling = await open(method, STRATA, () => {
      advanced++;
      return undefined;
    });
    expect(resampling.strata).toEqual(STRATA);
    expect(resampling.least).toBe(3);
    const chosen = Int32Array.of(0, 1, 3, 4, 6);
    const { graph } = await resampling.over(chosen);
    await resampling.close();
    expect(graph).toEqual(attributionNetwork(shape, rule, { method, gains: null, covariates: [] }, chosen));
    expect(advanced).toBe(1);
  });

  it('refuses a matrix of other prompts than the table has', async () => {
    await expect(open('pearson', STRATA.slice(1))).rejects.toThrow(
      'prompt_feature: 7 prompts, expected the 6 of the table prompt',
    );
  });
});
