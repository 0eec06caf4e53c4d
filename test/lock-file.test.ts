import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { hostname, tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { StudyError } from '../src/errors.ts';
import { takeLock } from '../src/lock-file.ts';

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
  takeLock(path)();
});

it('never takes over the lock of another machine', () => {
  const { pid } = spawnSync(process.execPath, ['-e', '']);
  write(pid, 'another-machine');
  expect(() => takeLock(path)).toThrow('on another-machine is running here');
});

it('an error of the file system passes through', () => {
  expect(() => takeLock(join(folder, 'none', '.lock'))).toThrow(/ENOENT/);
});
