import { existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { cofire } from '../capture.ts';

const folder = mkdtempSync(join(tmpdir(), 'cofire-status-'));
const out = join(folder, 'run');
afterAll(() => rmSync(folder, { recursive: true }));

interface State {
  readonly stage: string;
  readonly state: string;
  readonly why: string | null;
  readonly shards_done: number | null;
  readonly shards_left: number | null;
}

it('a dry run writes nothing; status says what a run left, what is stale after other settings, and what never ran', async () => {
  const run = (...words: string[]) => cofire('run', 'studies/planted.yaml', '--out', out, '--quiet', ...words);
  const dry = await run('--dry-run');
  expect([dry.status, existsSync(out)]).toEqual([0, false]);
  expect(dry.out).toMatch(/^evaluate +never run\n/);
  expect((await cofire('status', out)).err).toMatch('no run of a study');
  expect((await run('--to', 'attribute')).status).toBe(0);
  const states = async () => JSON.parse((await cofire('status', out, '--format', 'json')).out) as State[];
  const of = (all: readonly State[], stage: string) => all.find((row) => row.stage === stage);
  const first = await states();
  expect(of(first, 'evaluate')).toMatchObject({ state: 'current', why: null });
  expect(of(first, 'attribute')).toMatchObject({ state: 'current', shards_left: 0 });
  expect(of(first, 'attribute')?.shards_done).toBeGreaterThan(0);
  expect(of(first, 'network')).toMatchObject({ state: 'never run', shards_done: null });
  expect((await run('--to', 'evaluate', '--set', 'attribution.contrast=top-wrong')).status).toBe(0);
  expect(of(await states(), 'attribute')).toMatchObject({ state: 'stale' });
  const table = await cofire('status', out);
  expect(table.out).toMatch(/the last run ended; \d+ of \d+ stages are not current\n$/);
  const before = readdirSync(out);
  await cofire('status', out);
  expect(readdirSync(out)).toEqual(before);
}, 60_000);

it('refuses a folder without a run', async () => {
  const { status, err } = await cofire('status', folder);
  expect([status, err.includes('a folder that `cofire run` wrote')]).toEqual([2, true]);
});
