import fs, { appendFileSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { syncBuiltinESMExports } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { openSnapshot } from '../../../src/run/tables/snapshot.ts';

const { copyFileSync } = fs;

/** Does something after each copy of a file. */
function afterCopy(work: () => void): void {
  fs.copyFileSync = (...given) => {
    copyFileSync(...given);
    work();
  };
  syncBuiltinESMExports();
}

let folder: string;
let path: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'cofire-copied-'));
  path = join(folder, 'study.duckdb');
  writeFileSync(path, 'one');
});
afterEach(() => {
  fs.copyFileSync = copyFileSync;
  syncBuiltinESMExports();
  rmSync(folder, { recursive: true });
});

const copies = () => readdirSync(tmpdir()).filter((name) => name.startsWith('cofire-snapshot-'));

it('copies the database with its log, and deletes the copy', async () => {
  writeFileSync(`${path}.wal`, 'two');
  const { opened, remove } = await openSnapshot(path, async (copy) => {
    expect(readdirSync(dirname(copy)).sort()).toEqual(['study.duckdb', 'study.duckdb.wal']);
    return copy;
  });
  expect(dirname(opened)).not.toBe(folder);
  remove();
  expect(existsSync(dirname(opened))).toBe(false);
});

it('takes another copy where the first cannot be opened, and leaves none', async () => {
  const before = copies();
  const seen: string[] = [];
  const { opened, remove } = await openSnapshot(path, async (copy) => {
    seen.push(copy);
    if (seen.length < 3) throw new Error('damaged');
    return seen.length;
  });
  expect(opened).toBe(3);
  expect(seen.map((copy) => existsSync(copy))).toEqual([false, false, true]);
  remove();
  await expect(openSnapshot(path, () => Promise.reject(new Error('damaged for good')))).rejects.toThrow('for good');
  expect(copies()).toEqual(before);
});

it('opens no copy of a database or a log that changed meanwhile', async () => {
  for (const changed of [path, `${path}.wal`]) {
    let changes = 0;
    afterCopy(() => {
      if (changes++ < 4) appendFileSync(changed, 'more');
    });
    const { opened, remove } = await openSnapshot(path, async (copy) => readFileSync(copy, 'utf8'));
    expect(changes).toBeGreaterThan(4);
    expect(opened).toBe(readFileSync(path, 'utf8'));
    remove();
  }
  afterCopy(() => appendFileSync(path, 'always'));
  await expect(openSnapshot(path, async () => 'opened')).rejects.toThrow('a run that is writing all the time');
});
