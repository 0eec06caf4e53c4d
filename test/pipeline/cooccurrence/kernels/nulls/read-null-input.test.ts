import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { readMatrix } from '../../../../../pipeline/cooccurrence/kernels/matrix/matrix-inputs.ts';
import { attributionsOf } from '../../../../../pipeline/cooccurrence/kernels/nulls/attributions.ts';
import { observedStatistics } from '../../../../../pipeline/cooccurrence/kernels/nulls/observed.ts';
import { openDictionary } from '../../../../../pipeline/cooccurrence/kernels/nulls/open-dictionary.ts';
import { gather } from '../../../../../pipeline/cooccurrence/kernels/nulls/read-null-input.ts';
import { namesOf } from '../../../../../pipeline/cooccurrence/kernels/nulls/replicates.ts';
import { type NullInputs, type NullSettings, nulls } from '../../../../../pipeline/cooccurrence/stages/nulls.ts';
import { takeDecoderRows } from '../../../../../src/engine/dictionary/whole-decoder.ts';
import { runStudy } from '../../../../../src/run/runner.ts';
import { stage } from '../../../../../src/run/stage.ts';
import { loadStudy } from '../../../../../src/run/study/study.ts';
import { Tables } from '../../../../../src/run/tables/tables.ts';
import { writeSmallStudy } from '../../../small-study.ts';
import { unitsOfStages } from '../../../units-of-stages.ts';

const STEPS = ['evaluate', 'attribute', 'load', 'correlate', 'network', 'cluster'];
const QUICK = ['stability.seeds=0', 'stability.subsamples=0'];

let folder: string;
let file: string;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'cofire-gather-'));
  file = await writeSmallStudy(folder);
});
afterAll(() => rmSync(folder, { recursive: true }));

interface Seen {
  readonly own: NullSettings;
  readonly inputs: NullInputs;
}

/** Runs what stands before the nulls, and hands over what they would be handed. */
async function handed(out: string): Promise<Seen> {
  const seen: Seen[] = [];
  const probe = stage({
    name: 'probe',
    module: import.meta.url,
    settings: (study: never) => nulls.settings(study),
    reads: nulls.reads,
    writes: [],
    run(own, inputs) {
      seen.push({ own: own as NullSettings, inputs: inputs as unknown as NullInputs });
      return {};
    },
  });
  const study = loadStudy(file, [...QUICK, 'correlation.method=partial', 'correlation.covariates=[log-gradient]']);
  const units = [...unitsOfStages(study, STEPS), { analysis: 'cooccurrence', scope: 'main', study, stage: probe }];
  const target = { mode: 'quiet' as const, width: 80, now: () => 0, write: () => undefined };
  await runStudy({ study, out, units, codeOf: () => 'test', force: false, threads: 1, target });
  return seen[0];
}

it('gathers what gives the stored matrix back from the own decoder rows, and both halves', async () => {
  const out = join(folder, 'run');
  const { own, inputs } = await handed(out);
  const matrix = readMatrix(inputs);
  const dictionary = await openDictionary(inputs.subject);
  const ingredients = gather(own, inputs, matrix, dictionary);
  expect(ingredients.splits.map(({ name }) => name)).toEqual(['strata']);
  expect(ingredients.statistics.correlation.covariates).toHaveLength(1);
  const rows = takeDecoderRows(dictionary.decoder, matrix.featureIds);
  const { statistics, projections } = await observedStatistics(ingredients, rows, matrix.values, 'gradient');

  // The matrix that stage `load` stored, from codes and gradients read another way.
  const again = attributionsOf(ingredients.codes, projections, ingredients.rule);
  const largest = Math.max(...matrix.values.map(Math.abs));
  expect(largest).toBeGreaterThan(0);
  matrix.values.forEach((value, cell) => expect(Math.abs(again[cell] - value)).toBeLessThan(1e-5 * largest));

  // Each prompt is in one half: of the finding or of the test of it.
  const [{ train, test }] = ingredients.splits;
  expect([...train, ...test].sort((a, b) => a - b)).toEqual([...matrix.promptIds.keys()]);
  expect(Math.abs(train.length - test.length)).toBeLessThanOrEqual(2);

  // The gradient has one more row for all steered prompts and one for each second half; each is the mean push of its prompts.
  const { gradient, steered, gains } = ingredients;
  expect(steered.map(({ row }) => row)).toEqual([gradient.rows - 2, gradient.rows - 1]);
  expect(steered.map(({ prompts }) => prompts)).toEqual([matrix.rows, test.length]);
  expect(gains).toHaveLength(matrix.rows);

  const tables = await Tables.open(join(out, 'study.duckdb'), { readOnly: true });
  const [{ edges }] = await tables.sql<{ edges: number }>('SELECT count(*) AS edges FROM edge');
  tables.close();
  const names = namesOf(ingredients);
  expect(statistics).toHaveLength(names.length);
  expect(statistics[names.indexOf('edges')]).toBe(edges);
});
