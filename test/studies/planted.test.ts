/** The planted studies, through the command that users run: the verdicts are what their READMEs say is true. Half a minute each. */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { Tables } from '../../src/run/tables/tables.ts';

const MINUTES = 60_000;

interface Verdict {
  readonly hypothesis: string;
  readonly status: string;
}

async function verdictsOf(study: string): Promise<Verdict[]> {
  const folder = mkdtempSync(join(tmpdir(), `cofire-${study}-`));
  const out = join(folder, 'run');
  execFileSync('bin/cofire', ['run', `studies/${study}.yaml`, '--out', out, '--to', 'verdict', '--threads', '2', '--quiet']); // biome-ignore format: one line
  const tables = await Tables.open(join(out, 'study.duckdb'), { readOnly: true });
  const rows = await tables.sql<Verdict>('SELECT hypothesis, status FROM verdict');
  tables.close();
  rmSync(folder, { recursive: true });
  return rows;
}

it('planted: whatever is planted is supported', { timeout: 15 * MINUTES }, async () => {
  const found = await verdictsOf('planted');
  const status = new Map(found.map((row) => [row.hypothesis, row.status]));
  const hypotheses = found.filter(({ hypothesis }) => /^(relevance|H\d[a-z]?)$/.test(hypothesis));
  expect([...status.keys()]).toEqual(expect.arrayContaining(['relevance', 'H1', 'H2', 'H3', 'H4', 'H5a', 'H5b']));
  // Six like features have one place in their clique: the importance of central ones is not planted.
  expect(status.get('H3')).not.toBe('supported');
  const planted = hypotheses.filter(({ hypothesis }) => hypothesis !== 'H3');
  expect(planted.filter((row) => row.status !== 'supported')).toEqual([]);
});

it('planted-classes: clusters do what they should, and a trivial grouping does so too', {
  timeout: 15 * MINUTES,
}, async () => {
  const status = new Map((await verdictsOf('planted-classes')).map((row) => [row.hypothesis, row.status]));
  for (const hypothesis of ['relevance', 'H1', 'H2', 'H4'])
    expect(status.get(hypothesis), hypothesis).toBe('supported');
  expect(status.get('H5a')).toBe('supported');
  expect(status.get('H5b')).not.toBe('supported');
});

it('planted-null: no claim is supported', { timeout: 15 * MINUTES }, async () => {
  const found = await verdictsOf('planted-null');
  expect(found.length).toBeGreaterThan(15);
  expect(found.filter(({ status }) => status === 'supported')).toEqual([]);
  // There are clusters to be wrong about: H1 was asked.
  expect(found.find(({ hypothesis }) => hypothesis === 'H1')?.status).toMatch(/^not (supported|distinguishable)$/);
});
