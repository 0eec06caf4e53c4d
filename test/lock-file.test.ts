import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readdirSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { hostname, tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { StudyError } from '../src/errors.ts';
import { isHeld, takeLock } from '../src/lock-file.ts';

let folder: string;
let path: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'cofire-lock-'));
  path = join(folder, '.lock');
});
afterEach(() => rmSync(folder, { recursive: true }));

const write = (pid: number, host: string) => writeFileSync(path, JSON.stringify({ pid, host }));

it('is held until released, and can be taken again', () => {
  const release = takeLock(path);
  expect(() => takeLock(path)).toThrow(StudyError);
  expect(() => takeLock(path)).toThrow(
    `process ${process.pid} on ${hostname()} is running here, expected one run at a time`,
  );
  release();
  expect(existsSync(path)).toBe(false);
  takeLock(path)();
});

it('takes over the lock of a process that is gone, and one that was never finished', () => {
  const { pid } = spawnSync(process.execPath, ['-e', '']);
  write(pid, hostname());
  takeLock(path)();
  writeFileSync(path, '');
  expect(() => takeLock(path)).toThrow('a process that has just begun on');
  const longAgo = new Date(Date.now() - 60_000);
  utimesSync(path, longAgo, longAgo);
  takeLock(path)();
  expect(readdirSync(folder)).toEqual([]);
});

it('leaves a dead lock to the process that is taking it over', () => {
  const { pid } = spawnSync(process.execPath, ['-e', '']);
  write(pid, hostname());
  writeFileSync(`${path}.takeover`, '');
  expect(() => takeLock(path)).toThrow('.lock.takeover: another run is taking this folder over');
  rmSync(`${path}.takeover`);
  takeLock(path)();
});

it('is held by whoever lives or is on another machine', () => {
  expect(isHeld(path)).toBe(false);
  const release = takeLock(path);
  expect(isHeld(path)).toBe(true);
  release();
  write(spawnSync(process.execPath, ['-e', '']).pid, hostname());
  expect(isHeld(path)).toBe(false);
  write(1, 'another-machine');
  expect(isHeld(path)).toBe(true);
});

it('of many processes that find the same dead lock, one gets it', async () => {
  const { pid } = spawnSync(process.execPath, ['-e', '']);
  write(pid, hostname());
  const module = new URL('../src/lock-file.ts', import.meta.url).href;
  // Every process says that it is ready, tries when told to, says what came of it, and lives until its input ends.
  const script = `import { isHeld, takeLock } from ${JSON.stringify(module)};
    process.stdin.once('data', () => {
      try { takeLock(${JSON.stringify(path)}); process.stdout.write('mine'); } catch (error) { process.stdout.write(error.name); }
    });
    process.stdout.write('ready');`;
  const children = Array.from({ length: 4 }, () =>
    spawn(process.execPath, ['--import', 'tsx', '--input-type=module', '-e', script], {
      stdio: ['pipe', 'pipe', 'inherit'],
    }),
  );
  const next = () => Promise.all(children.map(async ({ stdout }) => String((await once(stdout, 'data'))[0])));
  expect(new Set(await next())).toEqual(new Set(['ready']));
  const answering = next();
  for (const { stdin } of children) stdin.write('go');
  const answers = await answering;
  for (const { stdin } of children) stdin.end();
  expect(answers.sort()).toEqual(['StudyError', 'StudyError', 'StudyError', 'mine']);
});

it('never takes over the lock of another machine', () => {
  const { pid } = spawnSync(process.execPath, ['-e', '']);
  write(pid, 'another-machine');
  expect(() => takeLock(path)).toThrow('on another-machine is running here');
});

it('an error of the file system passes through', () => {
  expect(() => takeLock(join(folder, 'none', '.lock'))).toThrow(/ENOENT/);
});
