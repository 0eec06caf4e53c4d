import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { WordRow } from '../../../../../pipeline/cooccurrence/kernels/matrix/prompt-matrix.ts';
import { type MatrixCells, promptMatrix } from '../../../../../pipeline/cooccurrence/kernels/matrix/prompt-matrix.ts';
import type { CodeRows } from '../../../../../pipeline/cooccurrence/kernels/nulls/codes.ts';
import { observedStatistics } from '../../../../../pipeline/cooccurrence/kernels/nulls/observed.ts';
import {
  mergedColumns,
  type NullPrompt,
  openDictionary,
  readNullInput,
} from '../../../../../pipeline/cooccurrence/kernels/nulls/read-null-input.ts';
import { askedOf } from '../../../../../pipeline/cooccurrence/kernels/nulls/replicates.ts';
import type { Member } from '../../../../../pipeline/cooccurrence/kernels/steering/members.ts';
import { NodeMembers } from '../../../../../pipeline/cooccurrence/kernels/units/node-members.ts';
import { takeDecoderRows } from '../../../../../src/engine/dictionary/decoder-rows.ts';
import { openSubject } from '../../../../../src/engine/passes/subject.ts';
import { runStudy } from '../../../../../src/run/runner.ts';
import { openShards } from '../../../../../src/run/shards.ts';
import { Tables } from '../../../../../src/run/tables/tables.ts';
import { loadStudy } from '../../../../study.ts';
import { writeSmallStudy } from '../../../small-study.ts';
import { unitsOfStages } from '../../../units-of-stages.ts';

const STEPS = ['evaluate', 'attribute', 'load', 'correlate', 'network', 'cluster'];
const QUICK = ['stability.seeds=0', 'stability.subsamples=0'];

let folder: string;
let file: string;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'cofire-readNullInput-'));
  file = await writeSmallStudy(folder);
});
afterAll(() => rmSync(folder, { recursive: true }));

it('gathers what gives the stored matrix back from the own decoder rows, and both halves', async () => {
  const study = loadStudy(file, [...QUICK, 'correlation.method=partial', 'correlation.covariates=[log-gradient]']);
  const out = join(folder, 'run');
  const target = { mode: 'quiet' as const, width: 80, now: () => 0, write: () => undefined };
  const units = unitsOfStages(study, STEPS);
  const reports = await runStudy({ study, out, units, codeOf: () => 'test', force: false, threads: 1, target });
  const tables = await Tables.open(join(out, 'study.duckdb'), { readOnly: true });
  const hash = reports.find(({ stage }) => stage === 'attribute')?.hash ?? '';
  const { prompt_id: prompts } = await tables.columns<{ prompt_id: Int32Array }>('prompt_id');
  const { feature_id: features } = await tables.columns<{ feature_id: Int32Array }>('selected_feature');
  const matrix = promptMatrix(prompts, features, await tables.columns<MatrixCells>('matrix_cell'));
  const dictionary = await openDictionary(await openSubject(study));
  const sources = {
    task: await tables.query<NullPrompt>('prompts_to_run'),
    words: await tables.query<WordRow>('prompt_words'),
    clustered: await tables.query<Member>('kept_clusters', { algorithm: study.cluster.algorithm }),
    codes: await tables.columns<CodeRows>('nulls_code'),
    columns: mergedColumns(matrix.featureIds, new NodeMembers([])),
    attributed: openShards(out, 'attribute', hash),
  };
  const nullInput = readNullInput(study, sources, matrix, dictionary, 'test');
  tables.close();
  expect(nullInput.splits.map(({ name }) => name)).toEqual(['strata']);
  expect(nullInput.statistics.correlation.covariates).toHaveLength(1);
  const own = takeDecoderRows(dictionary.decoder, matrix.featureIds);
  const observed = await observedStatistics(nullInput, own, matrix.values, 'gradient');
  expect(observed.statistics).toHaveLength(askedOf(nullInput).length);
});

describe('open dictionary', () => {
  let folder: string;
  let file: string;
  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'cofire-dictionary-'));
    file = await writeSmallStudy(folder);
  });
  afterAll(() => rmSync(folder, { recursive: true }));

  it('opens the decoder of the study with what is known of its features', async () => {
    const { config, center, decoder, logSparsity } = await openDictionary(await openSubject(loadStudy(file)));
    expect([decoder.features, decoder.width]).toEqual([config.dSae, config.dIn]);
    expect(decoder.norms.every((norm) => norm > 0)).toBe(true);
    expect([center, logSparsity]).toEqual([false, null]);
  });
});

it('has the features of nodes ascending, and no columns of their own where no copies are merged', () => {
  const nodes = [{ feature_id: 2, node: 2 }, { feature_id: 7, node: 2 }, { feature_id: 4, node: 4 }]; // biome-ignore format: one line
  const { featureIds, nodes: columns } = mergedColumns(Int32Array.of(2, 4), new NodeMembers(nodes));
  expect([[...featureIds], columns?.count, [...(columns?.of ?? [])]]).toEqual([[2, 4, 7], 2, [0, 1, 0]]); // biome-ignore format: one line
  const alone = mergedColumns(Int32Array.of(2, 4), new NodeMembers(nodes.slice(0, 1)));
  expect(alone).toEqual({ featureIds: Int32Array.of(2, 4), nodes: undefined });
});
