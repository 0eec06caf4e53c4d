import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expect, test } from 'vitest';
import { RepositoryCache } from '../../../src/model/hub/cache.ts';
import { temporaryFolder } from '../raw-safetensors.ts';
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
  for (const _ of [1, 2]) await cache.link(COMMIT, 'a/b.json', 'e1');
  expect(cache.has(COMMIT, 'a/b.json')).toBe(true);
  expect(cache.etagOf(COMMIT, 'a/b.json')).toBe('e1');
  expect(readFileSync(join(cache.snapshot(COMMIT), 'a/b.json'), 'utf8')).toBe('bytes');
});

test('a link to a blob that is gone is not there; a plain file has no etag', async () => {
  const cache = cacheWithBlob();
  await cache.link(COMMIT, 'gone', 'e2');
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
