import { existsSync, mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { closingReport, REPORT_FILES } from '../../reports/closing-report.ts';
import { networkFileSchema } from '../../reports/network-file.ts';
import { Tables } from '../../src/run/tables/tables.ts';
import { engineStudy } from '../engine.ts';

it('writes the files it promises, from tables that are mostly empty, and says how large they are', async () => {
  const out = mkdtempSync(join(tmpdir(), 'cofire-closing-'));
  const closing = closingReport(({ module }) => module);
  expect(closing.code).toMatch(/reports\/closing-report\.ts$/);
  expect(closing.files).toEqual(REPORT_FILES);
  const tables = await Tables.open(join(out, 'study.duckdb'));
  await tables.replace('feature', {
    feature_id: [1, 3, 5],
    prevalence: [1, 1, 0.2],
    selected: [true, true, false],
    reason: [null, null, 'rare'],
  });
  await tables.replace('label', {
    feature_id: [1, 3],
    label: ['plain', '<i>a name</i>'],
    source: ['tokens', 'file'],
    link: [null, null],
  });
  const notes: string[] = [];
  await closing.write(out, tables, await engineStudy(), (text) => notes.push(text));
  tables.close();
  for (const file of REPORT_FILES) expect(existsSync(join(out, file)), file).toBe(true);
  expect(notes).toEqual([expect.stringMatching(/report\/index\.html.*: \d+\.\d MB in all$/)]);
  const network = networkFileSchema.parse(JSON.parse(readFileSync(join(out, 'network.json'), 'utf8')));
  expect(network.nodes.map((node) => [node.id, node.label])).toEqual([
    [1, 'plain'],
    [3, '<i>a name</i>'],
  ]);
  expect(readFileSync(join(out, 'report/index.html'), 'utf8')).not.toContain('<i>a name</i>');
});
