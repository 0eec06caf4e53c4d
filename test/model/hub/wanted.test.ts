import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { RepositoryCache } from '../../../src/model/hub/cache.ts';
import { studyRepositories } from '../../../src/model/hub/repository.ts';
import { findWanted } from '../../../src/model/hub/wanted.ts';
import { study, useHub } from './fetching.ts';
import { COMMIT } from './hub-server.ts';

const at = useHub();
const [model, sae] = studyRepositories(study);

async function wanted(repository = model): Promise<string[]> {
  const cache = new RepositoryCache(at().cache, repository.name);
  const { commit, files } = await findWanted(repository, cache, { ...at().effects, fix: '' });
  expect(commit).toBe(COMMIT);
  return files.map(({ path }) => path.split('/').at(-1) ?? '');
}

test('of an empty cache everything is wanted, with the tokenizer the repository has', async () => {
  expect(await wanted()).toEqual(['config.json', 'model.safetensors', 'vocab.json', 'merges.txt']);
  at().hub.files.set('org/model/tokenizer.json', Buffer.from('{}'));
  expect(await wanted()).toEqual(['config.json', 'model.safetensors', 'tokenizer.json']);
});

test('a tokenizer that is there is kept, whichever form it has', async () => {
  at().hub.files.set('org/model/tokenizer.json', Buffer.from('{}'));
  const folder = join(at().repositoryFolder(), 'snapshots', COMMIT);
  mkdirSync(folder, { recursive: true });
  for (const name of ['vocab.json', 'merges.txt']) writeFileSync(join(folder, name), '');
  expect(await wanted()).toEqual(['config.json', 'model.safetensors']);
});

test('an optional file that the hub lacks is asked for once', async () => {
  expect(await wanted(sae)).toEqual(['cfg.json', 'sae_weights.safetensors']);
  const asked = (): number => at().hub.seen.filter(({ path }) => path.includes('sparsity')).length;
  expect(asked()).toBe(1);
  await wanted(sae);
  expect(asked()).toBe(1);
});
