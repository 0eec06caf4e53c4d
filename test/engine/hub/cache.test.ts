import { existsSync, lstatSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { afterEach, describe, expect, test } from 'vitest';
import { RepositoryCache } from '../../../src/engine/hub/cache.ts';
import { temporaryFolder } from '../model/raw-safetensors.ts';
import { failing } from './failing-disk.ts';
import { COMMIT } from './hub-server.ts';

function cacheWithBlob(): RepositoryCache {
  const cache = new RepositoryCache(temporaryFolder(), 'org/name');
  mkdirSync(dirname(cache.blob('e1')), { recursive: true });
  writeFileSync(cache.blob('e1'), 'bytes');
  return cache;
}

test('a linked file is there, knows its blob, and can be linked anew', async () => {
  const cache = cacheWithBlob();
  expect(cache.folder.endsWith('models--org--name')).toBe(true);
  expect(cache.has(COMMIT, 'a/b.json')).toBe(false);
  for (const _ of [1, 2]) await cache.link(COMMIT, 'a/b.json', 'e1', false);
  expect(cache.has(COMMIT, 'a/b.json')).toBe(true);
  expect(cache.etagOf(COMMIT, 'a/b.json')).toBe('e1');
  expect(readFileSync(join(cache.snapshot(COMMIT), 'a/b.json'), 'utf8')).toBe('bytes');
});

test('a link to a blob that is gone is not there; a plain file has no etag', async () => {
  const cache = cacheWithBlob();
  await cache.link(COMMIT, 'gone', 'e2', false);
  expect(cache.has(COMMIT, 'gone')).toBe(false);
  writeFileSync(join(cache.snapshot(COMMIT), 'plain'), '');
  expect(cache.etagOf(COMMIT, 'plain')).toBeUndefined();
});

test('a commit is itself, a branch is what was last heard, and nonsense is nothing', () => {
  const cache = cacheWithBlob();
  expect(cache.commitOf(COMMIT)).toBe(COMMIT);
  expect(cache.commitOf('main')).toBeUndefined();
  cache.rememberCommit('main', COMMIT);
  cache.rememberCommit('refs/pr/1', COMMIT);
  expect(cache.commitOf('main')).toBe(COMMIT);
  expect(cache.commitOf('refs/pr/1')).toBe(COMMIT);
  writeFileSync(join(cache.folder, 'refs', 'main'), 'x');
  expect(cache.commitOf('main')).toBeUndefined();
});

test('absence is remembered for its commit', () => {
  const cache = cacheWithBlob();
  cache.rememberAbsent(COMMIT, 'f/sparsity.safetensors');
  expect(cache.isKnownAbsent(COMMIT, 'f/sparsity.safetensors')).toBe(true);
  expect(cache.isKnownAbsent(COMMIT, 'f/other')).toBe(false);
});

test('absence that cannot be written down is asked for again', () => {
  const cache = cacheWithBlob();
  writeFileSync(join(cache.folder, '.no_exist'), '');
  cache.rememberAbsent(COMMIT, 'f');
  expect(cache.isKnownAbsent(COMMIT, 'f')).toBe(false);
});

describe('where there are no symbolic links', () => {
  let restore = (): void => {};
  afterEach(() => restore());

  const plain = (cache: RepositoryCache, path: string): string => {
    const file = join(cache.snapshot(COMMIT), path);
    expect(lstatSync(file).isSymbolicLink()).toBe(false);
    return readFileSync(file, 'utf8');
  };

  test.each(['EPERM', 'ENOSYS', 'ENOTSUP'])(
    '%s: a copy of the blob, or the blob itself when nothing else needs it',
    async (code) => {
      restore = failing('symlink', code);
      const cache = cacheWithBlob();
      await cache.link(COMMIT, 'a/b.json', 'e1', false);
      expect(plain(cache, 'a/b.json')).toBe('bytes');
      expect(existsSync(cache.blob('e1'))).toBe(true);
      await cache.link(COMMIT, 'c.json', 'e1', true);
      expect(plain(cache, 'c.json')).toBe('bytes');
      expect(existsSync(cache.blob('e1'))).toBe(false);
    },
  );

  test('any other fault is one', async () => {
    restore = failing('symlink', 'ENOSPC');
    await expect(cacheWithBlob().link(COMMIT, 'x', 'e1', false)).rejects.toThrow('ENOSPC of symlink');
  });
});
