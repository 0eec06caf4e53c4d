import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { statesOf } from '../../bin/states-of.ts';
import { loadStudy } from '../study.ts';

it('is every stage of a study, none of them run in an empty folder, which stays empty', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'cofire-states-'));
  const states = await statesOf(folder, loadStudy('studies/planted.yaml'));
  expect(states.map(({ stage }) => stage)).toEqual(expect.arrayContaining(['evaluate', 'network', 'verdict']));
  expect(new Set(states.map(({ state }) => state))).toEqual(new Set(['never run']));
  expect(readdirSync(folder)).toEqual([]);
  rmSync(folder, { recursive: true });
});
