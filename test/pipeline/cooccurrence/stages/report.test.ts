import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { report } from '../../../../pipeline/cooccurrence/stages/report.ts';
import { networkFileSchema } from '../../../../reports/network-file.ts';
import { DEFAULT_MEMORY_BYTES } from '../../../../src/memory-budget.ts';
import type { StageContext } from '../../../../src/run/stage.ts';
import type { Study } from '../../../../src/run/study/study.ts';
import { Tables } from '../../../../src/run/tables/tables.ts';
import { temporaryFolder } from '../../../engine/model/raw-safetensors.ts';
import { engineStudy } from '../../../engine.ts';

const out = temporaryFolder();
const notes: string[] = [];
let study: Study;
let tables: Tables;

beforeAll(async () => {
  const labels = join(temporaryFolder(), 'labels.csv');
  writeFileSync(labels, 'feature_id,label\n3,<i>a name</i>\n');
  study = { ...(await engineStudy()), labels: { file: labels } };
  tables = await Tables.open(':memory:');
  await tables.replace('feature', {
    feature_id: [1, 3, 5],
    prevalence: [1, 1, 0.2],
    selected: [true, true, false],
    reason: [null, null, 'rare'],
  });
  const context: StageContext = {
    study,
    tables,
    out,
    hash: '0'.repeat(64),
    hashOf: () => '0'.repeat(64),
    threads: 1,
    memoryBytes: DEFAULT_MEMORY_BYTES,
    progress: () => ({ advance: () => undefined, done: () => undefined }),
    note: (text) => notes.push(text),
  };
  await tables.transaction(() => report.run(context));
});
afterAll(() => tables.close());

describe('report stage', () => {
  it('names selected features by the labels file, else by the tokens they promote', async () => {
    const labels = await tables.sql<{ feature_id: number; label: string; source: string; link: string | null }>(
      'select * from label order by feature_id',
    );
    expect(labels.map((row) => [row.feature_id, row.source])).toEqual([
      [1, 'tokens'],
      [3, 'file'],
    ]);
    expect(labels[1].label).toBe('<i>a name</i>');
    const tokens = await tables.sql<{ token: string }>(
      "select token from promoted_token where feature_id = 1 and direction = 'promoted' and rank < 3 order by rank",
    );
    expect(labels[0].label).toBe(tokens.map((row) => row.token.trim() || '␣').join(', '));
    expect(notes).toContain('1 of 2 features have a label in the file');
  });

  it('writes the files it promises, from tables that are mostly empty', () => {
    for (const file of report.outputs?.(out, '') ?? []) expect(existsSync(file), file).toBe(true);
    const network = networkFileSchema.parse(JSON.parse(readFileSync(join(out, 'network.json'), 'utf8')));
    expect(network.nodes.map((node) => [node.id, node.label])).toEqual([
      [1, network.nodes[0].label],
      [3, '<i>a name</i>'],
    ]);
    expect(readFileSync(join(out, 'report/index.html'), 'utf8')).not.toContain('<i>a name</i>');
  });

  it('depends on the labels file and on every table but its own', () => {
    expect(report.files?.(study)).toContain(study.labels?.file);
    expect(report.reads).toContain('verdict');
    expect(report.reads).not.toContain('label');
  });
});
