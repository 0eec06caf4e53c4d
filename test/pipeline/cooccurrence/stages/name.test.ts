import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import { name } from '../../../../pipeline/cooccurrence/stages/name.ts';
import { temporaryFolder } from '../../../engine/model/raw-safetensors.ts';
import { type Bench, openBench } from '../../stage-context.ts';

describe('stage name', () => {
  let bench: Bench;
  beforeEach(async () => {
    bench = await openBench();
    await bench.tables.replace('feature', {
      feature_id: [1, 3, 5],
      prevalence: [1, 1, 0.2],
      selected: [true, true, false],
      reason: [null, null, 'rare'],
    });
    return () => bench.tables.close();
  });

  const labels = () =>
    bench.tables.sql<{ feature_id: number; label: string; source: string; link: string | null }>(
      'SELECT * FROM label ORDER BY feature_id',
    );

  it('names selected features by the labels file, else by the tokens they promote', async () => {
    const file = join(temporaryFolder(), 'labels.csv');
    writeFileSync(file, 'feature_id,label\n3,<i>a name</i>\n');
    await bench.run(name, [`labels.file=${file}`]);
    const found = await labels();
    expect(found.map((row) => [row.feature_id, row.source])).toEqual([
      [1, 'tokens'],
      [3, 'file'],
    ]);
    expect(found[1].label).toBe('<i>a name</i>');
    const tokens = await bench.tables.sql<{ token: string }>(
      "SELECT token FROM promoted_token WHERE feature_id = 1 AND direction = 'promoted' AND rank < 3 ORDER BY rank",
    );
    expect(found[0].label).toBe(tokens.map((row) => row.token.trim() || '␣').join(', '));
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
    expect((await labels()).every(({ source }) => source === 'tokens')).toBe(true);
    expect(bench.notes).toEqual([]);
  });

  it('says why Neuronpedia gave nothing, and names by tokens', async () => {
    await bench.run(name, ['labels.online=true']);
    expect(bench.notes).toEqual([
      expect.stringMatching(/^no labels from Neuronpedia: .*; features are named by the tokens they promote$/),
    ]);
    expect((await labels()).map(({ source }) => source)).toEqual(['tokens', 'tokens']);
  });

  it('asks Neuronpedia by a setting, and reads the labels file as a file: its content is in the hash, its path is not', () => {
    const study = (settings: object) => settings as never;
    expect(name.settings(study({ labels: { file: '/a/b.csv', online: true } }))).toEqual({ online: true });
    expect(name.settings(study({}))).toEqual({ online: false });
    expect(name.reads.labels.file?.(study({ labels: { file: '/a/b.csv' } }))).toBe('/a/b.csv');
  });
});
