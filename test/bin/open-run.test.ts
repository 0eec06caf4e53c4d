import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { afterAll, expect, it } from 'vitest';
import { openRun } from '../../bin/open-run.ts';
import { cofire } from './capture.ts';

const folder = mkdtempSync(join(tmpdir(), 'cofire-open-run-'));
const out = join(folder, 'run');
afterAll(() => rmSync(folder, { recursive: true }));

it('tables of finished stages are read while the run goes on, and all of them after', async () => {
  const program = fileURLToPath(new URL('../../bin/cofire', import.meta.url));
  const run = spawn(program, ['run', 'studies/planted.yaml', '--out', out, '--to', 'attribute', '--quiet'], {
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  let ended = false;
  const end = once(run, 'exit').then(([status]) => {
    ended = true;
    return status as number;
  });
  const counts = 'SELECT (SELECT count(*) FROM stage_run) AS stages, (SELECT count(*) FROM prompt) AS prompts';
  const seen: { stages: number; prompts: number }[] = [];
  const notes: string[] = [];
  while (!ended) {
    await setTimeout(50);
    if (!existsSync(join(out, 'study.duckdb'))) continue;
    const read = await cofire('sql', out, counts, '--format', 'json');
    // The tables themselves are being made.
    if (read.status !== 0 && /does not exist/.test(read.err)) continue;
    expect(read).toMatchObject({ status: 0 });
    seen.push(...(JSON.parse(read.out) as typeof seen));
    if (read.err.includes('a run is going on')) notes.push(read.err);
  }
  expect(await end).toBe(0);
  expect(notes[0]).toMatch(
    /^note: a run is going on in this folder; the tables are as its last finished stage left them\n/,
  );
  for (const { stages, prompts } of seen) expect(prompts > 0).toBe(stages > 0);
  const tables = await openRun(out);
  expect(tables.isSnapshot).toBe(false);
  expect(await tables.sql('SELECT DISTINCT stage FROM stage_run ORDER BY 1')).toEqual([{ stage: 'attribute' }, { stage: 'evaluate' }]); // biome-ignore format: one line
  tables.close();
}, 60_000);
