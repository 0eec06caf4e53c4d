import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expect, test } from 'vitest';
import { StudyError } from '../../../src/errors.ts';
import type { HubEnvironment } from '../../../src/model/hub/environment.ts';
import { locateStudyFiles } from '../../../src/model/hub/locate.ts';
import { temporaryFolder } from '../raw-safetensors.ts';
import { HOOK, study } from './fetching.ts';
import { COMMIT } from './hub-server.ts';

function environment(): HubEnvironment {
  return { endpoint: 'https://huggingface.co', cache: temporaryFolder(), token: null, offline: false };
}

function place(cache: string, repository: string, ...files: string[]): void {
  for (const file of files) {
    const path = join(cache, repository, 'snapshots', COMMIT, file);
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, '');
  }
}

const sae = [`${HOOK}/cfg.json`, `${HOOK}/sae_weights.safetensors`];

test('paths are given back as they are, without looking at the cache', () => {
  const source = { file: 's.yaml', model: { path: '/m' }, sae: { path: '/s', center: false } };
  expect(locateStudyFiles(source, environment())).toEqual({ model: '/m', sae: '/s' });
});

test('a whole snapshot with either form of tokenizer is found', () => {
  for (const tokenizer of [['tokenizer.json'], ['vocab.json', 'merges.txt']]) {
    const env = environment();
    place(env.cache, 'models--org--model', 'config.json', 'model.safetensors', ...tokenizer);
    place(env.cache, 'models--org--saes', ...sae);
    expect(locateStudyFiles(study, env)).toEqual({
      model: join(env.cache, 'models--org--model', 'snapshots', COMMIT),
      sae: join(env.cache, 'models--org--saes', 'snapshots', COMMIT, HOOK),
    });
  }
});

test('what is missing is named with the command to run, every address and every place', () => {
  const env = environment();
  place(env.cache, 'models--org--model', 'config.json', 'model.safetensors', 'vocab.json');
  const locating = (): unknown => locateStudyFiles(study, env);
  expect(locating).toThrow(StudyError);
  expect(locating).toThrow(
    `model: org/model at ${COMMIT}: not whole in ${env.cache}, expected its files in the cache. Run: cofire fetch studies/tiny.yaml`,
  );
  expect(locating).toThrow(/or in a folder named by model\.path: \(or vocab\.json and merges\.txt for the last\)/);
  for (const file of ['config.json', 'model.safetensors', 'tokenizer.json']) {
    const folder = join(env.cache, 'models--org--model', 'snapshots', COMMIT);
    expect(locating).toThrow(
      `  https://huggingface.co/org/model/resolve/${COMMIT}/${file}\n    -> ${join(folder, file)}`,
    );
  }
  place(env.cache, 'models--org--model', 'merges.txt');
  expect(locating).toThrow(new RegExp(`sae: org/saes at .*${HOOK}/cfg\\.json`, 's'));
});

test('a branch never asked for has no commit yet, and the places say so', () => {
  const branch = { ...study, model: { hub: 'org/model', revision: 'main' } };
  expect(() => locateStudyFiles(branch, environment())).toThrow(/snapshots\/<commit>\/config\.json/);
});
