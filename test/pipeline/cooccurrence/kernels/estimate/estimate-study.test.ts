import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { estimateStudy } from '../../../../../pipeline/cooccurrence/kernels/estimate/estimate-study.ts';
import { openSubject } from '../../../../../src/engine/passes/subject.ts';
import { DEFAULT_MEMORY_BYTES } from '../../../../../src/memory-budget.ts';
import { Tables } from '../../../../../src/run/tables/tables.ts';
import { temporaryFolder } from '../../../../engine/model/raw-safetensors.ts';
import { engineStudy } from '../../../../engine.ts';

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
  const one = { feature_id: [7], prevalence: [1], selected: [true], reason: [null] };
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
