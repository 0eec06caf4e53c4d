import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { findRuns } from '../../../reports/atlas/find-runs.ts';

const root = mkdtempSync(join(tmpdir(), 'cofire-find-'));

it('finds runs one and two folders down, not deeper, hidden or within a run', () => {
  for (const folder of ['b', 'a', 'night/2', 'night/1', 'a/inside', 'x/y/z', '.hidden']) {
    mkdirSync(join(root, folder), { recursive: true });
    writeFileSync(join(root, folder, 'study.duckdb'), '');
  }
  mkdirSync(join(root, 'empty'));
  expect(findRuns(root)).toEqual(['a', 'b', join('night', '1'), join('night', '2')]);
});

it('says that there is no such folder', () => {
  expect(() => findRuns(join(root, 'gone'))).toThrow(/gone: there is no such folder, expected a folder of runs/);
});
