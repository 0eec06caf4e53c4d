import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import { readCorrelationOptions } from '../../../../../pipeline/cooccurrence/kernels/matrix/correlation-options.ts';
import { leastPrompts } from '../../../../../src/methods/stats/correlation/correlation-options.ts';
import { dummies } from '../../../../../src/methods/stats/correlation/dummies.ts';
import { openShards } from '../../../../../src/run/shards.ts';
import { parseStudy } from '../../../../study.ts';
import { fillPrompts } from '../../../network-bench.ts';
import { type Bench, openBench } from '../../../stage-context.ts';

const PROMPTS = 6;
const HASH = '0'.repeat(64);

describe('readCorrelationOptions', () => {
  let bench: Bench;
  let out: string;
  beforeEach(async () => {
    bench = await openBench();
    out = mkdtempSync(join(tmpdir(), 'cofire-options-'));
    await fillPrompts(bench, Array(PROMPTS).fill('one'));
    return () => bench.tables.close();
  });

  function read(...settings: string[]) {
    const text = 'name: test\npreset: seed-exact\nmodel: { path: m }\nsae: { path: s }\ntask: { file: t.csv }\n';
    const study = parseStudy(text, '/nowhere/test.yaml', settings);
    const promptIds = Int32Array.from({ length: PROMPTS }, (_, prompt) => prompt);
    return readCorrelationOptions({ study, tables: bench.tables, out, hashOf: () => HASH }, promptIds);
  }

  function writeGradients(): void {
    const shards = openShards(out, 'attribute', HASH, { batches: [0] });
    shards.write(0, {
      prompt: { data: Int32Array.from({ length: PROMPTS }, (_, id) => id), dims: [PROMPTS] },
      length: { data: new Int32Array(PROMPTS).fill(1), dims: [PROMPTS] },
      gradient: {
        data: Float32Array.from({ length: 2 * PROMPTS }, (_, k) => (k % 2 === 0 ? 1 + k / 2 : 0)),
        dims: [PROMPTS, 2],
      },
    });
  }

  it('opens no shards where no gradient is needed', async () => {
    for (const method of ['pearson', 'spearman', 'cosine']) {
      expect(await read(`correlation.method=${method}`)).toEqual({ method, gains: null, covariates: [] });
    }
  });

  it('numbers the strata whose prompts are to count alike', async () => {
    const { classes } = await read('correlation.weights=class-balanced');
    expect(classes).toHaveLength(PROMPTS);
    expect(classes?.[0]).toBe(0);
  });

  it('reads the gains that are divided out', async () => {
    writeGradients();
    const { gains } = await read('correlation.gain=divide');
    expect([...(gains ?? [])]).toEqual([1, 2, 3, 4, 5, 6]);
  });

  it('reads what partial holds fixed', async () => {
    writeGradients();
    const found = await read('correlation.method=partial', 'correlation.covariates=[answer, log-gradient]');
    const logs = Float64Array.from({ length: PROMPTS }, (_, id) => Math.log(1 + id));
    expect(found).toMatchObject({ method: 'partial', gains: null });
    expect(found.covariates).toEqual([...dummies(Array(PROMPTS).fill('a')), logs]);
    expect(leastPrompts(found)).toBe(4);
  });

  it('refuses more covariates than prompts allow', async () => {
    await fillPrompts(bench, ['a', 'b']);
    writeGradients();
    const text = 'name: test\npreset: seed-exact\nmodel: { path: m }\nsae: { path: s }\ntask: { file: t.csv }\n';
    const study = parseStudy(text, '/nowhere/test.yaml', [
      'correlation.method=partial',
      'correlation.covariates=[log-gradient]',
    ]);
    const context = { study, tables: bench.tables, out, hashOf: () => HASH };
    await expect(readCorrelationOptions(context, Int32Array.of(0, 1))).rejects.toThrow(
      /test: correlation.covariates: 1 independent covariates for 2 prompts/,
    );
  });
});
