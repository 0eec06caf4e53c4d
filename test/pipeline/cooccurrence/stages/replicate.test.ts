import { join } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import { replicate } from '../../../../pipeline/cooccurrence/stages/replicate.ts';
import { parseSaeCfg } from '../../../../src/engine/dictionary/cfg.ts';
import { openSafetensors } from '../../../../src/engine/model/files/safetensors.ts';
import { writeSafetensors } from '../../../../src/engine/model/files/write-safetensors.ts';
import { temporaryFolder } from '../../../engine/model/raw-safetensors.ts';
import { type Bench, openBench } from '../../stage-context.ts';

/** A subject of which only the decoder is there. */
async function withDecoder(rows: readonly (readonly number[])[]): Promise<object> {
  const path = join(temporaryFolder(), 'sae.safetensors');
  const shape = [rows.length, rows[0].length];
  await writeSafetensors(path, { W_dec: { shape, values: Float32Array.from(rows.flat()) } }, {});
  const config = parseSaeCfg(
    {
      ...{ architecture: 'standard', d_sae: shape[0], d_in: shape[1], dtype: 'float32' },
      metadata: { hook_name: 'blocks.0.hook_resid_pre', sae_lens_version: '6.0.0' },
    },
    { where: 'cfg.json' },
  );
  return { sae: { config, tensors: (await openSafetensors(path)).tensors, scalingFactor: null } };
}

const featuresOf = (ids: readonly number[], clusters: readonly number[]) => ({
  feature_id: Int32Array.from(ids),
  cluster: Int32Array.from(clusters),
});
const degreesOf = (ids: readonly number[], values: readonly number[]) =>
  ids.flatMap((id, k) => [
    { weighted: false, measure: 'degree', feature_id: id, value: values[k] },
    { weighted: true, measure: 'degree', feature_id: id, value: -k * k },
  ]);
/** Features that fire with code 2 at these prompts and positions. */
const codesOf = (fired: readonly (readonly [feature: number, prompt: number, position: number])[]) => ({
  feature_id: Int32Array.from(fired, ([feature]) => feature),
  prompt_id: Int32Array.from(fired, ([, prompt]) => prompt),
  position: Int32Array.from(fired, ([, , position]) => position),
  activation: new Float32Array(fired.length).fill(2),
});

/** By direction the features 1, 2, 3, 4 are 6, 4, 2, 0 of `b`; by their codes 0, 4, 2, 6. */
async function inputs() {
  const [own, other] = [[1, 2, 3, 4], [0, 2, 4, 6]]; // biome-ignore format: one line
  const [one, two, three, four, none] = [[1, 0, 0, 0], [0, 1, 0, 0], [0, 0, 1, 0], [0, 0, 0, 1], [0, 0, 0, 0]]; // biome-ignore format: one line
  const b = <Value>(value: Value) => [{ scope: 'b', value }];
  return {
    words: own.map(() => ({ n_tokens: 3 })),
    clusters: featuresOf(own, [1, 1, 2, 2]),
    centralities: degreesOf(own, [0, 1, 2, 3]),
    codes: codesOf([[1, 0, 1], [2, 1, 1], [3, 2, 1], [4, 3, 1]]), // biome-ignore format: one line
    nodes: [],
    subject: await withDecoder([none, one, two, three, four]),
    otherClusters: b(featuresOf(other, [1, 1, 2, 2])),
    otherCentralities: b(degreesOf(other, [3, 2, 1, 0])),
    otherCodes: b(codesOf([[0, 0, 1], [0, 0, 2], [2, 2, 1], [4, 1, 1], [6, 3, 1]])), // biome-ignore format: one line
    otherNodes: b([]),
    otherSubjects: b(await withDecoder([four.map((x) => -2 * x), none, three, none, two, none, one])),
  };
}

describe('stage replicate', () => {
  let bench: Bench;
  beforeEach(async () => {
    bench = await openBench();
    return () => bench.tables.close();
  });

  /** Stores what the stage makes of these values. */
  const runWith = (values: object) =>
    bench.run({
      ...replicate,
      settings: () => ({ seed: 1 }),
      reads: {},
      run: (settings, _, tools) => replicate.run?.(settings, values, tools) ?? { replication: [] },
    });
  const stored = (columns: string) => bench.tables.sql<Record<string, unknown>>(`SELECT ${columns} FROM replication`);

  it('matches the features of the other dictionary by direction and by code', async () => {
    await runWith(await inputs());
    // The code of 0 fires once more, at a token of the 12 where nothing else does.
    const once = 10 / 12 / Math.sqrt((11 / 12) * (20 / 12));
    const wanted = [
      ['cosine', 'match', 1],
      ['cosine', 'ari', 1],
      ['cosine', 'r:degree', 1],
      ['activation', 'match', (3 + once) / 4],
      ['activation', 'ari', -0.5],
      ['activation', 'r:degree', -0.8],
    ] as const;
    const found = await stored('*');
    expect(found.map(({ by, statistic }) => [by, statistic])).toEqual(wanted.map(([by, name]) => [by, name]));
    found.forEach((row, k) => {
      expect(row).toMatchObject({ dictionary: 'b', n: 4, n_units: null, reason: null });
      expect(row.value).toBeCloseTo(wanted[k][2], 6);
    });
    expect(bench.notes).toEqual([
      'b: clusters matched by cosine agree by 1.00 (adjusted Rand index)',
      'b: clusters matched by activation agree by -0.50 (adjusted Rand index)',
    ]);
  });

  it('takes every other dictionary in its own, and says why one without features has no values', async () => {
    const both = await inputs();
    const c = <Value>(list: { scope: string; value: Value }[], value: Value) => [{ scope: 'c', value }, ...list];
    await runWith({
      ...both,
      otherClusters: c(both.otherClusters, featuresOf([], [])),
      otherCentralities: c(both.otherCentralities, []),
      otherCodes: c(both.otherCodes, codesOf([])),
      otherNodes: c(both.otherNodes, []),
      otherSubjects: c(both.otherSubjects, await withDecoder([[1, 0, 0, 0]])),
    });
    const reason = '0 features have a partner, and two are needed';
    const without = { value: null, random_mean: null, random_sd: null, p: null, reason };
    expect(await stored('* EXCLUDE (n, n_units)')).toEqual([
      ...['cosine', 'activation'].flatMap((by) =>
        ['match', 'ari'].map((statistic) => ({ dictionary: 'c', by, statistic, ...without })),
      ),
      ...new Array(6).fill(expect.objectContaining({ dictionary: 'b', reason: null })),
    ]);
  });

  it('leaves its table empty in a study of one dictionary', async () => {
    await bench.run(replicate);
    expect(await stored('*')).toEqual([]);
    expect(bench.notes).toEqual([]);
  });

  it('reads in the other instances what it reads in its own, and sees the seed and the algorithm alone', () => {
    const { reads } = replicate;
    for (const [own, other] of [
      ['clusters', 'otherClusters'],
      ['centralities', 'otherCentralities'],
      ['codes', 'otherCodes'],
      ['subject', 'otherSubjects'],
    ])
      expect(reads[other]).toEqual({ ...reads[own], besideOthers: undefined, others: true });
    const settings: (study: never) => object = replicate.settings;
    const study = { seed: 4, cluster: { algorithm: 'louvain', resolution: 2 } };
    expect(settings(study as never)).toEqual({ seed: 4, algorithm: 'louvain' });
  });
});
