import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { estimateLines, estimateStudy } from '../../../../../pipeline/cooccurrence/kernels/estimate/estimate-study.ts';
import { openSubject } from '../../../../../src/engine/passes/subject.ts';
import { DEFAULT_MEMORY_BYTES } from '../../../../../src/memory-budget.ts';
import { Tables } from '../../../../../src/run/tables/tables.ts';
import { temporaryFolder } from '../../../../engine/model/raw-safetensors.ts';
import { engineStudy } from '../../../../engine.ts';
import { unplaced } from '../../../../unplaced.ts';

it('takes its counts from an earlier run where there is one', async () => {
  const study = await engineStudy();
  const inputs = await openSubject(study);
  const out = join(temporaryFolder(), 'run');
  const task = [6, 6, 4, 4].map((length, p) => ({
    stratum: 's',
    tokens: Array.from({ length }, (_, t) => 10 * p + t),
  }));
  const estimate = (scope = 'main'): Promise<string> =>
    estimateStudy(study, inputs, task, { threads: 1, memoryBytes: DEFAULT_MEMORY_BYTES, out, scope });
  expect(await estimate()).toContain(
    '65 selected features, 65 of them in 2 kept clusters (assumed), 4 steered prompts',
  );

  mkdirSync(out);
  const tables = await Tables.open(join(out, 'study.duckdb'));
  await tables.replace('feature', {
    feature_id: [1, 2, 3],
    prevalence: [1, 1, 0.5],
    selected: [true, true, false],
    reason: [null, null, 'rare'],
    ...unplaced(3),
    node: [1, 2, null],
  });
  await tables.replace('cluster', {
    feature_id: [1, 2],
    algorithm: ['greedy-modularity', 'greedy-modularity'],
    cluster: [1, 2],
    size: [1, 1],
    kept: [true, false],
  });
  tables.close();
  expect(await estimate()).toContain(
    '2 selected features, 1 of them in 1 kept clusters (as in the last run), 0 steered',
  );
  // The counts of the first dictionary are not those of the second.
  expect(await estimate('layer_4')).toContain('(assumed)');
  const again = await Tables.open(join(out, 'study.duckdb'));
  await again.within('layer_4', 'cooccurrence');
  const one = { feature_id: [7], prevalence: [1], selected: [true], reason: [null], ...unplaced(1), node: [7] };
  await again.replace('feature', one);
  const stage = {
    analysis: ['cooccurrence'],
    scope: ['layer_4'],
    stage: ['load'],
    hash: ['0'.repeat(64)],
    settings: ['{}'],
  };
  await again.replace('stage_run', { ...stage, rows: [1], seconds: [1], peak_rss_bytes: [1] });
  again.close();
  expect(await estimate('layer_4')).toContain('1 selected features, 0 of them in 0 kept clusters (as in the last run)');
});

const stages = [
  { stage: 'evaluate', seconds: 4, nBytes: 500 * 2 ** 20 },
  { stage: 'steer', seconds: 120, nBytes: 2 ** 30 },
];
const machine = { rate: 70e9, threads: 1, memoryBytes: 2 ** 32 };
const counts = { selected: 65, kept: 60, clusters: 3, steered: 57, activePrompts: 1, activeShare: 0.5 };
const work = {
  steer: { count: 12_345, rows: 100_000, stored: 20_000 },
  interaction: { count: 0, rows: 0 },
  relevance: { count: 300, rows: 3000 },
  effect: { count: 0, rows: 0 },
  effectSplits: { count: 0, rows: 0 },
  transfer: { count: 0, rows: 0 },
  source: { count: 0, rows: 0 },
};

it('names the machine and what is assumed; the last row has the sum of times and the largest memory', () => {
  const lines = estimateLines({ stages, machine, counts, work, counted: false }).split('\n');
  expect(lines[0]).toBe(
    'estimate for 1 thread at 70 GFLOP/s; 65 selected features, 60 of them in 3 kept clusters (assumed), 57 steered prompts:',
  );
  expect(lines.slice(1, 4).map((line) => line.trim().split(/\s{2,}/))).toEqual([
    ['evaluate', '4.0 s', '500 MiB'],
    ['steer', '2 min 00 s', '1.0 GiB', '12,345 evaluations of 8.1 positions'],
    ['in all', '2 min 04 s', '1.0 GiB'],
  ]);
  expect(estimateLines({ stages, machine, counts, work, counted: true })).toContain('(as in the last run)');
});
