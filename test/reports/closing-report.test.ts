import { existsSync, mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import * as analyses from '../../pipeline/analyses.ts';
import { closingReport } from '../../reports/closing-report.ts';
import { networkFileSchema } from '../../reports/network-file.ts';
import { Tables } from '../../src/run/tables/tables.ts';
import { unplaced } from '../unplaced.ts';
import { syntheticStages, syntheticStudy } from './synthetic-study.ts';

const FILES = ['report/index.html', 'report/summary.json', 'report/network.html', 'network.json', 'network.gexf'];

it('writes the files it promises, from tables that are mostly empty, and says how large they are', async () => {
  const out = mkdtempSync(join(tmpdir(), 'cofire-closing-'));
  const study = syntheticStudy('small', false);
  const asked: string[] = [];
  const closing = await closingReport(study, Object.values(analyses), ({ module }) => {
    asked.push(module.replace(/^.*\/reports\//, ''));
    return module;
  });
  expect(asked).toEqual(['closing-report.ts', 'task/index.ts', 'cooccurrence/index.ts']);
  expect(closing.files).toEqual(FILES);
  const tables = await Tables.open(join(out, 'study.duckdb'));
  await tables.replace('stage_run', syntheticStages(study));
  await tables.replace('feature', {
    feature_id: [1, 3, 5],
    prevalence: [1, 1, 0.2],
    selected: [true, true, false],
    reason: [null, null, 'rare'],
    ...unplaced(3),
    node: [1, 3, null],
  });
  await tables.replace('label', {
    feature_id: [1, 3],
    label: ['plain', '<i>a name</i>'],
    source: ['promoted', 'file'],
    link: [null, null],
  });
  const notes: string[] = [];
  await closing.write(out, tables, study, (text) => notes.push(text));
  tables.close();
  for (const file of FILES) expect(existsSync(join(out, file)), file).toBe(true);
  expect(notes).toEqual([expect.stringMatching(/report\/index\.html.*: \d+\.\d MB in all$/)]);
  const network = networkFileSchema.parse(JSON.parse(readFileSync(join(out, 'network.json'), 'utf8')));
  expect(network.nodes.map((node) => [node.id, node.label])).toEqual([
    [1, 'plain'],
    [3, '<i>a name</i>'],
  ]);
  expect(readFileSync(join(out, 'report/index.html'), 'utf8')).not.toContain('<i>a name</i>');
});

it('promises a network for every dictionary', async () => {
  const study = syntheticStudy('layers', true);
  const { files } = await closingReport(study, Object.values(analyses), ({ module }) => module);
  expect(files).toEqual([...FILES, 'report/network-layer_4.html', 'network-layer_4.json', 'network-layer_4.gexf']);
});
