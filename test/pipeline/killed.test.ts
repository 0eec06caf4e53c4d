import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { runStudy } from '../../src/run/runner.ts';
import { Tables } from '../../src/run/tables/tables.ts';
import { fakeStages, fakeStudy, runOptions } from './fake-stages.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'cofire-killed-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

/** A process that runs the fake study and, in the middle of its second stage, after writing, says so and hangs. */
const HANGING = `
  const { fakeStages, fakeStudy, runOptions } = await import(process.argv[1]);
  const { runStudy } = await import(process.argv[2]);
  const fakes = fakeStages();
  fakes.afterEdges = () => { process.stdout.write('written'); Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0); };
  await runStudy(runOptions(fakeStudy(process.argv[3]), process.argv[3] + '/out', fakes));`;

it('a run killed with no chance to clean up goes on at the stage it was in, and ends with the same tables', async () => {
  const here = (path: string) => new URL(path, import.meta.url).href;
  const words = [
    '--import',
    'tsx',
    '--input-type=module',
    '-e',
    HANGING,
    here('./fake-stages.ts'),
    here('../../src/run/runner.ts'),
    folder,
  ];
  const child = spawn(process.execPath, words, { stdio: ['ignore', 'pipe', 'inherit'] });
  await once(child.stdout, 'data');
  child.kill('SIGKILL');
  await once(child, 'exit');

  const out = join(folder, 'out');
  const state = await Tables.open(join(out, 'study.duckdb'));
  expect(await state.sql('SELECT count(*) AS n FROM correlation')).toEqual([{ n: 2 }]);
  expect(await state.sql('SELECT count(*) AS n FROM edge')).toEqual([{ n: 0 }]);
  state.close();
  expect(JSON.parse(readFileSync(join(out, 'run.json'), 'utf8'))).toMatchObject({ status: 'running' });

  const fakes = fakeStages();
  await runStudy(runOptions(fakeStudy(folder), out, fakes));
  expect(fakes.ran).toEqual(['network', 'report']);
  const resumed = await contents(out);
  await runStudy(runOptions(fakeStudy(folder), join(folder, 'whole'), fakeStages()));
  expect(resumed).toEqual(await contents(join(folder, 'whole')));
});

async function contents(out: string): Promise<unknown> {
  const tables = await Tables.open(join(out, 'study.duckdb'), { readOnly: true });
  const rows = [
    await tables.sql('SELECT * FROM correlation'),
    await tables.sql('SELECT * FROM edge'),
    await tables.sql('SELECT stage, hash FROM stage_run ORDER BY stage'),
  ];
  tables.close();
  return rows;
}
