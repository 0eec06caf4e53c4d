import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import { name } from '../../../../pipeline/cooccurrence/stages/name.ts';
import { temporaryFolder } from '../../../engine/model/raw-safetensors.ts';
import { unplaced } from '../../../unplaced.ts';
import { type Bench, openBench } from '../../stage-context.ts';
import { expectRows } from '../kernels/oracle-rows.ts';
import { bundledFeatures, featureOracle } from './bundled-features.ts';

describe('stage name', () => {
  let bench: Bench;
  beforeEach(async () => {
    bench = await openBench();
    await bench.tables.replace('feature', {
      feature_id: [1, 3, 5],
      prevalence: [1, 1, 0.2],
      selected: [true, true, false],
      reason: [null, null, 'rare'],
      ...unplaced(3),
      node: [1, 3, null],
    });
    return () => bench.tables.close();
  });

  const labels = () =>
    bench.tables.sql<{ feature_id: number; label: string; source: string; link: string | null }>(
      'SELECT * FROM label ORDER BY feature_id',
    );

  it('names selected features by the labels file, else by what they promote over what they suppress', async () => {
    const file = join(temporaryFolder(), 'labels.csv');
    writeFileSync(file, 'feature_id,label\n3,<i>a name</i>\n');
    await bench.run(name, [`labels.file=${file}`]);
    const found = await labels();
    expect(found.map((row) => [row.feature_id, row.source])).toEqual([
      [1, 'promoted'],
      [3, 'file'],
    ]);
    expect(found[1].label).toBe('<i>a name</i>');
    const [up, down] = await Promise.all(
      ['promoted', 'suppressed'].map(async (direction) => {
        const tokens = await bench.tables.sql<{ token: string }>(
          `SELECT token FROM promoted_token WHERE feature_id = 1 AND direction = '${direction}' AND rank < 3 ORDER BY rank`,
        );
        return tokens.map((row) => row.token.trim() || '␣').join(', ');
      }),
    );
    expect(found[0].label).toBe(`${up} over ${down}`);
    expect(bench.notes).toEqual(['1 of 2 features have a label in the file']);
  });

  it('stores ten tokens each way for every selected feature, the strongest first', async () => {
    await bench.run(name);
    const rows = await bench.tables.sql<{ feature_id: number; direction: string; rank: number; weight: number }>(
      'SELECT * FROM promoted_token ORDER BY feature_id, direction, rank',
    );
    expect(rows).toHaveLength(2 * 2 * 10);
    for (const id of [1, 3])
      for (const direction of ['promoted', 'suppressed']) {
        const sign = direction === 'promoted' ? 1 : -1;
        const own = rows.filter((row) => row.feature_id === id && row.direction === direction);
        expect(own.map(({ rank }) => rank)).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9]);
        own.slice(1).forEach(({ weight }, i) => {
          expect(sign * weight).toBeLessThanOrEqual(sign * own[i].weight);
        });
      }
    expect((await labels()).every(({ source }) => source === 'promoted')).toBe(true);
    expect(bench.notes).toEqual([]);
  });

  it('says why Neuronpedia gave nothing, and names from tables', async () => {
    await bench.run(name, ['labels.online=true']);
    expect(bench.notes).toEqual([
      expect.stringMatching(/^no labels from Neuronpedia: .*; features are named from tables$/),
    ]);
    expect((await labels()).map(({ source }) => source)).toEqual(['promoted', 'promoted']);
  });

  it('asks Neuronpedia by a setting, and reads the labels file as a file: its content is in the hash, its path is not', () => {
    const study = (settings: object) => settings as never;
    expect(name.settings(study({ labels: { file: '/a/b.csv', online: true } }))).toEqual({ online: true });
    expect(name.settings(study({}))).toEqual({ online: false });
    expect(name.reads.labels.file?.(study({ labels: { file: '/a/b.csv' } }))).toBe('/a/b.csv');
  });

  it('names the bundled features as NumPy does (fixtures/oracles/features.py): tokens, answers, and their shares', async () => {
    const { query } = await bundledFeatures(['name'], ['features.min_prevalence=0.05']);
    const found = await query<{ feature_id: number; label: string; source: string; share: number | null }>(
      'SELECT label.*, feature.constant, feature.before_difference FROM label JOIN feature USING (feature_id) ORDER BY feature_id',
    );
    const own = new Map(featureOracle.name.map((row) => [row.feature_id, row]));
    const sources = new Set<string>();
    for (const { feature_id, label, source, share } of found) {
      sources.add(source);
      const { answer, hits, prompts, of, token_share: onToken } = own.get(feature_id) as (typeof featureOracle.name)[number]; // biome-ignore format: one line
      if (source === 'answer') {
        expect([label, share]).toEqual([`${answer} ${hits}/${prompts}`, hits / prompts]);
        expect(hits / prompts).toBeGreaterThanOrEqual((1 + prompts / of) / 2);
      } else {
        expect(onToken >= 0.5, label).toBe(source === 'token');
        if (source === 'token') expect(Math.abs((share as number) - onToken)).toBeLessThan(1e-5);
      }
    }
    expect([...sources].sort()).toEqual(['answer', 'promoted', 'token']);
    // Every feature that could be named by an answer is, but for those that cannot tell prompts apart.
    const blind = await query<{ feature_id: number }>('SELECT feature_id FROM feature WHERE constant OR before_difference'); // biome-ignore format: one line
    const apart = new Set(blind.map(({ feature_id: id }) => id));
    for (const { feature_id, source } of found) {
      const { hits, prompts, of } = own.get(feature_id) as (typeof featureOracle.name)[number];
      const speaks = prompts > 0 && hits / prompts >= (1 + prompts / of) / 2 && !apart.has(feature_id);
      expect([feature_id, source === 'answer']).toEqual([feature_id, speaks]);
    }
  }, 300_000);

  it('promotes and suppresses the tokens that PyTorch finds (fixtures/oracles/single.py)', async () => {
    const { promoted_token: wanted, tolerance } = JSON.parse(readFileSync('fixtures/oracles/single.oracle.json', 'utf8')); // biome-ignore format: one line
    const { query } = await bundledFeatures(['name'], ['features.min_prevalence=0.05']);
    const ids = [...new Set(wanted.map((row: { feature_id: number }) => row.feature_id))];
    const order = 'ORDER BY feature_id, direction, rank';
    const found = await query<object>(`SELECT * FROM promoted_token WHERE feature_id IN (${ids.join()}) ${order}`);
    expectRows(found, wanted, tolerance.weight);
  }, 300_000);
});
