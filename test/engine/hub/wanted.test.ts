import { mkdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { RepositoryCache } from '../../../src/engine/hub/cache.ts';
import { studyRepositories } from '../../../src/engine/hub/repository.ts';
import { findWanted, type Search } from '../../../src/engine/hub/wanted.ts';
import { HOOK, study, useHub } from './fetching.ts';
import { COMMIT } from './hub-server.ts';

const at = useHub();
const [model, sae] = studyRepositories(study);

const search = (): Search => ({ ...at().effects, damaged: new Set(), fix: () => 'By hand.' });

async function wanted(repository = model): Promise<string[]> {
  const cache = new RepositoryCache(at().cache, repository.name);
  const { commit, files } = await findWanted(repository, cache, search());
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

test('a 404 without the hub’s code is not remembered; of a required file it may be a firewall’s', async () => {
  at().hub.forever = true;
  at().hub.hubFaults.push((request, response) =>
    request.url?.includes('sparsity') ? Boolean(response.writeHead(404).end()) : false,
  );
  await wanted(sae);
  const cache = new RepositoryCache(at().cache, sae.name);
  expect(cache.isKnownAbsent(COMMIT, `${HOOK}/sparsity.safetensors`)).toBe(false);
  expect(cache.isKnownAbsent(COMMIT, `${HOOK}/activation_scaler.json`)).toBe(true);
  at().hub.hubFaults.splice(0, 1, (_, response) => Boolean(response.writeHead(404).end()));
  await expect(wanted(model)).rejects.toThrow(/no config\.json, .*tree.* By hand\.$/);
});

describe('without the hub', () => {
  /** The required files of both, as a user puts them there; the model's weights too. */
  function placeAll(commit = COMMIT): void {
    for (const [name, bytes] of at().hub.files) {
      const [org = '', repository = '', ...path] = name.split('/');
      const file = join(at().repositoryFolder(`${org}--${repository}`), 'snapshots', commit, ...path);
      mkdirSync(dirname(file), { recursive: true });
      writeFileSync(file, bytes);
    }
  }

  test('a repository that is whole wants nothing; the failure is noted, and absence is not made up', async () => {
    placeAll();
    await at().hub.close();
    expect(await wanted(sae)).toEqual([]);
    expect(at().waits).toEqual([500, 1000, 2000, 4000]);
    expect(at().notes.at(-1)).toMatch(/ECONNREFUSED.*\n {2}The required files of org\/saes are here; going on/);
    expect(new RepositoryCache(at().cache, sae.name).isKnownAbsent(COMMIT, `${HOOK}/sparsity.safetensors`)).toBe(false);
  });

  test.each([401, 403, 407, 418])('a whole commit needs no answer better than %d', async (code) => {
    placeAll();
    at().hub.hubFaults.push((_, response) => Boolean(response.writeHead(code).end()));
    expect(await wanted(sae)).toEqual([]);
    expect(at().notes).toHaveLength(1);
  });

  test('a repository that lacks a file, or holds a damaged one, is an error', async () => {
    placeAll();
    const file = join(at().repositoryFolder('org--saes'), 'snapshots', COMMIT, HOOK, 'cfg.json');
    rmSync(file);
    await at().hub.close();
    await expect(wanted(sae)).rejects.toThrow(/cfg\.json: no connection.*By hand/);
    const blob = join(at().repositoryFolder('org--saes'), 'blobs', 'a'.repeat(40));
    mkdirSync(dirname(blob));
    writeFileSync(blob, 'damaged');
    symlinkSync(blob, file);
    const damaged = search();
    await expect(findWanted(sae, new RepositoryCache(at().cache, sae.name), damaged)).rejects.toThrow(/cfg\.json: no/);
    expect([...damaged.damaged]).toEqual([file]);
  });

  test('a branch is taken where it was when last asked for, which is noted; a hub that answers is believed', async () => {
    const main = { ...model, revision: 'main' };
    placeAll();
    new RepositoryCache(at().cache, model.name).rememberCommit('main', COMMIT);
    at().hub.hubFaults.push((_, response) => Boolean(response.writeHead(401).end()));
    await expect(wanted(main)).rejects.toThrow(/may not be read \(status 401\)/);
    await at().hub.close();
    expect(await wanted(main)).toEqual([]);
    expect(at().notes.at(-1)).toContain(`where main was at ${COMMIT} when last asked for; going on`);
  });
});
