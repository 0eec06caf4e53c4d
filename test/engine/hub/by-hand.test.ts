import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expect, test } from 'vitest';
import { byHand } from '../../../src/engine/hub/by-hand.ts';
import { RepositoryCache } from '../../../src/engine/hub/cache.ts';
import { studyRepositories } from '../../../src/engine/hub/repository.ts';
import { temporaryFolder } from '../model/raw-safetensors.ts';
import { HOOK, study } from './fetching.ts';
import { COMMIT } from './hub-server.ts';

const [model, sae] = studyRepositories(study);
const endpoint = 'https://huggingface.co';

function place(cache: string, ...files: string[]): string[] {
  return files.map((file) => {
    const path = join(cache, 'models--org--saes', 'snapshots', COMMIT, HOOK, file);
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, '');
    return path;
  });
}

const placesOf = (text: string): string[] => [...text.matchAll(/ {4}-> .*\/(.+)/g)].map(([, name]) => name);

test('names optional files as such, until they are there or the hub has said that there are none', () => {
  const cache = temporaryFolder();
  const list = (): string => byHand([sae], { endpoint, cache });
  expect(placesOf(list())).toEqual([
    'cfg.json',
    'sae_weights.safetensors',
    'sparsity.safetensors',
    'activation_scaler.json',
  ]);
  expect(list()).toContain(`${COMMIT}/${HOOK}/sparsity.safetensors (where there is one)\n`);
  place(cache, 'cfg.json', 'sparsity.safetensors');
  new RepositoryCache(cache, sae.name).rememberAbsent(COMMIT, `${HOOK}/activation_scaler.json`);
  expect(placesOf(list())).toEqual(['sae_weights.safetensors']);
});

test('is empty when nothing is missing, and names only keys of what is', () => {
  const cache = temporaryFolder();
  expect(byHand([], { endpoint, cache })).toBe('');
  place(cache, 'cfg.json', 'sae_weights.safetensors', 'sparsity.safetensors', 'activation_scaler.json');
  expect(byHand([sae], { endpoint, cache })).toBe('');
  expect(byHand([model, sae], { endpoint, cache })).toContain('that the study names by model.path:\n');
});

test('names damaged files', () => {
  const cache = temporaryFolder();
  const [cfg = ''] = place(cache, 'cfg.json', 'sae_weights.safetensors', 'sparsity.safetensors');
  expect(placesOf(byHand([sae], { endpoint, cache }, new Set([cfg])))).toEqual(['cfg.json', 'activation_scaler.json']);
});

test('of a branch: addresses by the commit last heard; without one, where that commit is written down', () => {
  const cache = temporaryFolder();
  const main = { ...model, revision: 'main' };
  const folder = join(cache, 'models--org--model');
  const unknown = byHand([main], { endpoint, cache });
  expect(unknown).toContain(`/resolve/main/config.json\n    -> ${folder}/snapshots/<commit>/config.json`);
  expect(unknown).toMatch(/<commit> is the commit of main, 40 hex digits; name it in the study \(model\.revision\)/);
  expect(unknown.endsWith(`\n    -> ${folder}/refs/main`)).toBe(true);
  new RepositoryCache(cache, model.name).rememberCommit('main', COMMIT);
  const known = byHand([main], { endpoint, cache });
  expect(known).toContain(`/resolve/${COMMIT}/config.json\n    -> ${folder}/snapshots/${COMMIT}/config.json`);
  expect(known).not.toContain('<commit>');
});
