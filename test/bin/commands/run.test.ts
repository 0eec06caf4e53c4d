import { spawnSync } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { hostname, tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { cofire } from '../capture.ts';

const PROGRAM = fileURLToPath(new URL('../../../bin/cofire', import.meta.url));

let folder: string;
let study: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'cofire-run-'));
  chmodSync(folder, 0o755);
  // Complete as far as the command looks before it opens the run folder.
  study = join(folder, 'study.yaml');
  for (const name of ['model', 'sae']) mkdirSync(join(folder, name));
  writeFileSync(join(folder, 'task.csv'), 'prompt,answer\np,a\nq,b\nr,b\n');
  writeFileSync(
    study,
    'name: x\npreset: seed-exact\nmodel: { path: model }\nsae: { path: sae }\ntask: { file: task.csv }\n',
  );
});
afterAll(() => rmSync(folder, { recursive: true }));

it('a run folder that may not be written is one message, and nothing is made', () => {
  const locked = join(folder, 'locked');
  mkdirSync(locked, { mode: 0o555 });
  const command = [PROGRAM, 'run', study, '--out', join(locked, 'run')];
  // Root may write anywhere, so under root the run is started without that right. (Another user might not read the checkout.)
  if (process.getuid?.() === 0) command.unshift('setpriv', '--bounding-set=-dac_override,-dac_read_search');
  const { status, stdout, stderr } = spawnSync(command[0], command.slice(1), { encoding: 'utf8' });
  expect({ status, stdout }).toEqual({ status: 2, stdout: '' });
  expect(stderr).toBe(`${join(locked, 'run')}: permission denied, expected a place this user may use.\n`);
});

it('a run folder that is a file is one message', async () => {
  const file = join(folder, 'file');
  writeFileSync(file, '');
  const { status, err } = await cofire('run', study, '--out', file);
  expect(status).toBe(2);
  expect(err).toBe(`${file}: a file stands where a folder should be, expected a folder.\n`);
});

it('a second run on the same folder is refused with the process that has it', async () => {
  const out = join(folder, 'busy');
  mkdirSync(out);
  writeFileSync(join(out, '.lock'), JSON.stringify({ pid: process.pid, host: hostname() }));
  const { status, err } = await cofire('run', study, '--out', out);
  expect(status).toBe(2);
  expect(err).toContain(`${join(out, '.lock')}: process ${process.pid} on ${hostname()} is running here`);
});

it('a database of something else is one message', async () => {
  const out = join(folder, 'foreign');
  mkdirSync(out);
  writeFileSync(join(out, 'study.duckdb'), 'not a database at all\n'.repeat(1000));
  const { status, err } = await cofire('run', study, '--out', out);
  expect(status).toBe(2);
  expect(err).toContain('expected a database of this version of cofire. Delete it and run again.');
});

it('positions that no prompt has are refused before the run folder is made', async () => {
  const out = join(folder, 'beyond');
  const { status, err } = await cofire('run', 'studies/sports.yaml', '--out', out, '--set', 'steering.positions=[200]');
  expect(status).toBe(2);
  expect(err).toContain('sports.yaml: steering.positions: 200, which no prompt has, expected positions from 0 to');
  expect(existsSync(out)).toBe(false);
});

it('a memory budget that is no size or too small is refused before anything runs', async () => {
  for (const size of ['much', '4', '100MiB']) {
    const { status, err } = await cofire('run', study, '--memory', size);
    expect(status).toBe(2);
    expect(err).toContain('Expected a size such as 4GiB, at least 512 MiB.');
  }
});
