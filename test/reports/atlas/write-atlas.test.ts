import { mkdirSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { writeAtlas } from '../../../reports/atlas/write-atlas.ts';
import { summaryOf, writeRun } from '../run-summaries.ts';

it('shows 500 runs in a page that stays small, without opening a database', () => {
  const root = mkdtempSync(join(tmpdir(), 'cofire-atlas-'));
  for (let k = 0; k < 500; k++) writeRun(join(root, 'a task', `run ${k}`), summaryOf(`study ${k}`));
  mkdirSync(join(root, 'bare'));
  writeFileSync(join(root, 'bare', 'study.duckdb'), '');
  const { path, runs } = writeAtlas(root);
  const page = readFileSync(path, 'utf8');
  expect([path, runs]).toEqual([join(root, 'index.html'), 500]);
  expect(page).toContain('href="a%20task/run%207/report/index.html"');
  expect(page).toContain('<code>bare</code>: it has no report');
  expect(page.length / runs).toBeLessThan(4000);
});
