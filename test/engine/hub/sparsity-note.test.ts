import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { RepositoryCache } from '../../../src/engine/hub/cache.ts';
import { sparsityNote } from '../../../src/engine/hub/sparsity-note.ts';
import { temporaryFolder } from '../model/raw-safetensors.ts';
import { HOOK, study } from './fetching.ts';
import { COMMIT } from './hub-server.ts';

test('says what goes without firing frequencies, whether the hub has them or not, and nothing when they are there', () => {
  const environment = { cache: temporaryFolder() };
  expect(sparsityNote(study, environment)).toMatch(
    /^sparsity\.safetensors of org\/saes is not here, though the hub may/,
  );
  const cache = new RepositoryCache(environment.cache, 'org/saes');
  cache.rememberAbsent(COMMIT, `${HOOK}/sparsity.safetensors`);
  expect(sparsityNote(study, environment)).toMatch(/^org\/saes has no sparsity\.safetensors: every feature with/);
  mkdirSync(join(cache.snapshot(COMMIT), HOOK), { recursive: true });
  writeFileSync(join(cache.snapshot(COMMIT), HOOK, 'sparsity.safetensors'), '');
  expect(sparsityNote(study, environment)).toBeNull();
});

test('says nothing of a folder of the user’s own, nor of a branch that was never asked for', () => {
  const environment = { cache: temporaryFolder() };
  expect(sparsityNote({ ...study, sae: { path: '/sae' } }, environment)).toBeNull();
  expect(sparsityNote({ ...study, sae: { ...study.sae, revision: 'main' } }, environment)).toBeNull();
});
