import { mkdirSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { StudyError } from '../src/errors.ts';
import { sha256, sha256OfPath } from '../src/sha256.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'cofire-sha-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

it('gives the published digest of "abc", from memory and from a file', () => {
  const abc = 'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad';
  writeFileSync(join(folder, 'f'), 'abc');
  expect(sha256('abc')).toBe(abc);
  expect(sha256OfPath(join(folder, 'f'))).toBe(abc);
});

it('reads a file larger than one piece', () => {
  const bytes = new Uint8Array(9_000_001).fill(7);
  writeFileSync(join(folder, 'f'), bytes);
  expect(sha256OfPath(join(folder, 'f'))).toBe(sha256(bytes));
});

it('notices a change of content', () => {
  const path = join(folder, 'f');
  writeFileSync(path, 'one');
  const before = sha256OfPath(path);
  writeFileSync(path, 'two');
  utimesSync(path, new Date(), new Date(Date.now() + 5000));
  expect(sha256OfPath(path)).not.toBe(before);
});

it('a folder depends on its names and contents, not on where it lies', () => {
  for (const name of ['a', 'b']) {
    mkdirSync(join(folder, name, 'sub'), { recursive: true });
    writeFileSync(join(folder, name, 'sub', 'x'), '1');
    writeFileSync(join(folder, name, 'y'), '2');
  }
  expect(sha256OfPath(join(folder, 'a'))).toBe(sha256OfPath(join(folder, 'b')));
  writeFileSync(join(folder, 'b', 'z'), '');
  expect(sha256OfPath(join(folder, 'a'))).not.toBe(sha256OfPath(join(folder, 'b')));
});

it('names a missing path', () => {
  expect(() => sha256OfPath(join(folder, 'none'))).toThrow(StudyError);
});
