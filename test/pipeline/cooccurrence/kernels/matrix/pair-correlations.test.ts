import { describe, expect, it } from 'vitest';
import { pairCorrelations } from '../../../../../pipeline/cooccurrence/kernels/matrix/pair-correlations.ts';
import { promptCells } from '../../../../../pipeline/cooccurrence/kernels/matrix/prompt-matrix.ts';
import type { CorrelationPair } from '../../../../../pipeline/cooccurrence/kernels/summary/mean-similarity.ts';
import { correlate } from '../../../../../pipeline/cooccurrence/stages/correlate.ts';
import type { CorrelationOptions } from '../../../../../src/methods/stats/correlation/correlation-options.ts';
import { random } from '../../../../../src/random.ts';
import { fillActivations, fillCorrelation, fillPrompts, fillValues } from '../../../network-bench.ts';
import { openBench } from '../../../stage-context.ts';

const FEATURES = Array.from({ length: 40 }, (_, k) => 2 * k + 1);
const PROMPTS = 30;
const SAE = new URL('../../../../../fixtures/sports-sae', import.meta.url).pathname;
const STORED = 'SELECT feature_a, feature_b, r FROM correlation ORDER BY feature_a, feature_b';

async function pairs(mostPairs: number, method: CorrelationOptions['method']) {
  const rng = random(6, 'pair correlations');
  const settings = [`sae.path=${SAE}`, `correlation.method=${method}`, `correlation.most_pairs=${mostPairs}`];
  const bench = await openBench();
  await fillCorrelation(bench, FEATURES, []);
  const values = Array.from({ length: PROMPTS }, () => {
    const factor = rng.normal();
    return FEATURES.map((_, k) => (k === 3 ? 1 : (k % 4 === 0 ? factor : 0) + rng.normal()));
  });
  await fillValues(bench, FEATURES, values);
  await fillPrompts(bench, Array(PROMPTS).fill('one'));
  await fillActivations(bench, FEATURES, 5);
  await bench.run(correlate, settings);
  const stored = await bench.tables.sql<CorrelationPair>(STORED);
  const [{ stored_from: storedFrom }] = await bench.tables.sql<{ stored_from: number }>(
    'SELECT stored_from FROM correlation_scope',
  );
  const [promptIds, featureIds] = [values.map((_, prompt) => prompt), FEATURES].map((ids) => Int32Array.from(ids));
  const cells = values.flatMap((row, prompt) =>
    row.map((value, column) => ({ prompt, feature: FEATURES[column], value })),
  );
  const matrix = promptCells(promptIds, featureIds, {
    prompt_id: Int32Array.from(cells, ({ prompt }) => prompt),
    feature_id: Int32Array.from(cells, ({ feature }) => feature),
    value: Float64Array.from(cells, ({ value }) => value),
  });
  let asked = 0;
  const options = (): CorrelationOptions => {
    asked++;
    return { method, gains: null, covariates: [] };
  };
  const read = pairCorrelations([1, 3, 7, 9, 17, 33], { stored, storedFrom }, () => matrix, options);
  bench.tables.close();
  return { stored, read, asked };
}

describe('pairCorrelations', () => {
  it('takes what is stored where all pairs are', async () => {
    const { stored, read, asked } = await pairs(1e6, 'pearson');
    expect(read).toBe(stored);
    expect(asked).toBe(0);
  });

  it.each(['pearson', 'spearman'] as const)('computes pairs that blocks leave out, to the bit: %s', async (method) => {
    const all = (await pairs(1e6, method)).stored;
    const { stored, read } = await pairs(200, method);
    const among = new Set([1, 3, 9, 17, 33]); // feature 7 is constant
    expect(stored.length).toBeLessThan(all.length);
    expect(read).toEqual(all.filter((pair) => among.has(pair.feature_a) && among.has(pair.feature_b)));
    expect(read).toHaveLength(10);
  });
});
