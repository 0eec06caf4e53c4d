import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { attributionNetwork } from '../../../../../pipeline/cooccurrence/kernels/network/attribution-network.ts';
import { onFewerPrompts } from '../../../../../pipeline/cooccurrence/kernels/resampling/fewer-prompts.ts';
import type { Resampling } from '../../../../../pipeline/cooccurrence/kernels/resampling/resample-partitions.ts';
import type { Findings } from '../../../../../pipeline/cooccurrence/kernels/resampling/resample-task.ts';
import { random } from '../../../../../src/random.ts';
import { openShards } from '../../../../../src/run/shards.ts';
import { loadStudy } from '../../../../study.ts';

const FEATURES = [2, 3, 5, 7];
const STRATA = ['x', 'y', 'x', 'y', 'x', 'y', 'y'];
const WORDS = STRATA.map((stratum) => ({ answer: 'a', foil: 'b', stratum }));
const TASK = { measures: false, clusterings: null };

describe('onFewerPrompts', () => {
  const rng = random(1, 'study resampling');
  const rows = STRATA.map(() => FEATURES.map(() => rng.normal()));
  const ids = (list: readonly number[]) => Int32Array.from(list);
  const shape = { rows: STRATA.length, cols: FEATURES.length, values: Float64Array.from(rows.flat()) };
  const matrix = { ...shape, promptIds: ids(STRATA.map((_, prompt) => prompt)), featureIds: ids(FEATURES) };
  const attributed = openShards(mkdtempSync(join(tmpdir(), 'cofire-')), 'attribute', '0'.repeat(64));
  const calls: string[] = [];
  const progress = () => ({ advance: () => calls.push('advance'), done: () => calls.push('done') });
  const tools = { study: 'here', threads: 1, progress: progress as never };

  async function on<Found>(
    settings: readonly string[],
    use: (resampling: Resampling<Findings>) => Promise<Found>,
    words = WORDS,
  ) {
    const { correlation, network: rule } = loadStudy('studies/sports.yaml', ['network.threshold=0.3', ...settings]);
    return onFewerPrompts({ correlation, rule }, { matrix, words, attributed }, TASK, { networks: 2, tools }, use);
  }

  it.each(['pearson', 'spearman', 'cosine'] as const)(
    'makes networks as the study does, within its strata, by %s',
    async (method) => {
      calls.length = 0;
      const chosen = Int32Array.of(0, 1, 3, 4, 6);
      const { graph } = await on([`correlation.method=${method}`, 'correlation.weights=equal'], async (resampling) => {
        expect(resampling.strata).toEqual(STRATA);
        expect(resampling.least).toBe(3);
        return resampling.over(chosen);
      });
      const rule = { threshold: 0.3, strict: true, sign: 'absolute' } as const;
      expect(graph).toEqual(attributionNetwork(shape, rule, { method, gains: null, covariates: [] }, chosen));
      expect(calls).toEqual(['advance', 'done']);
    },
  );

  it('refuses a matrix of other prompts than the table has', async () => {
    await expect(on([], async () => 0, WORDS.slice(1))).rejects.toThrow(
      'prompt_feature: 7 prompts, expected the 6 of the table prompt',
    );
  });

  it('says whose covariates leave too few prompts', async () => {
    const settings = ['correlation.method=partial', 'correlation.covariates=[answer]'];
    const own = WORDS.map((word, i) => ({ ...word, answer: `a${i}` }));
    await expect(on(settings, async () => 0, own)).rejects.toThrow(/here: correlation.covariates/);
  });
});
