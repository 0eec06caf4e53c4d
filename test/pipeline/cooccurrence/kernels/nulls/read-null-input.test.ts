import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { readPromptMatrix } from '../../../../../pipeline/cooccurrence/kernels/matrix/read-prompt-matrix.ts';
import { observedStatistics } from '../../../../../pipeline/cooccurrence/kernels/nulls/observed.ts';
import { openDictionary } from '../../../../../pipeline/cooccurrence/kernels/nulls/open-dictionary.ts';
import { gather } from '../../../../../pipeline/cooccurrence/kernels/nulls/read-null-input.ts';
import { namesOf } from '../../../../../pipeline/cooccurrence/kernels/nulls/replicates.ts';
import { STAGES } from '../../../../../pipeline/order.ts';
import { takeDecoderRows } from '../../../../../src/engine/dictionary/whole-decoder.ts';
import { runStudy } from '../../../../../src/run/runner.ts';
import { openShards } from '../../../../../src/run/shards.ts';
import { Tables } from '../../../../../src/run/tables/tables.ts';
import { loadStudy } from '../../../../study.ts';
import { writeSmallStudy } from '../../../small-study.ts';

const STEPS = ['evaluate', 'attribute', 'load', 'correlate', 'network', 'cluster'];
const QUICK = ['stability.seeds=0', 'stability.subsamples=0'];

let folder: string;
let file: string;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'cofire-gather-'));
  file = await writeSmallStudy(folder);
});
afterAll(() => rmSync(folder, { recursive: true }));

it('gathers what gives the stored matrix back from the own decoder rows, and both halves', async () => {
  const study = loadStudy(file, [...QUICK, 'correlation.method=partial', 'correlation.covariates=[log-gradient]']);
  const out = join(folder, 'run');
  const target = { mode: 'quiet' as const, width: 80, now: () => 0, write: () => undefined };
  const stages = STAGES.filter(({ name }) => STEPS.includes(name));
  const reports = await runStudy({ study, out, stages, codeOf: () => 'test', force: false, threads: 1, target });
  const tables = await Tables.open(join(out, 'study.duckdb'), { readOnly: true });
  const hash = reports.find(({ stage }) => stage === 'attribute')?.hash ?? '';
  const matrix = await readPromptMatrix(tables);
  const dictionary = await openDictionary(study);
  const ingredients = await gather(study, tables, openShards(out, 'attribute', hash), matrix, dictionary);
  tables.close();
  expect(ingredients.splits.map(({ name }) => name)).toEqual(['strata']);
  expect(ingredients.statistics.correlation.covariates).toHaveLength(1);
  const own = takeDecoderRows(dictionary.decoder, matrix.featureIds);
  const observed = await observedStatistics(ingredients, own, matrix.values, 'gradient');
  expect(observed.statistics).toHaveLength(namesOf(ingredients).length);
});
