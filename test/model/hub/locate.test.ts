import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expect, test } from 'vitest';
import { StudyError } from '../../../src/errors.ts';
import { type HubEnvironment, hubEnvironment } from '../../../src/model/hub/environment.ts';
import { locateStudyFiles } from '../../../src/model/hub/locate.ts';
import { temporaryFolder } from '../raw-safetensors.ts';
import { HOOK, study } from './fetching.ts';
import { COMMIT } from './hub-server.ts';

function environment(): HubEnvironment {
  return hubEnvironment({ HF_HUB_CACHE: temporaryFolder() }, temporaryFolder());
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

test('what is missing is named, of both repositories, with the command to run, every address and every place', () => {
  const env = environment();
  place(env.cache, 'models--org--model', 'config.json', 'model.safetensors', 'vocab.json');
  const locating = (): unknown => locateStudyFiles(study, env);
  expect(locating).toThrow(StudyError);
  expect(locating).toThrow(`model org/model at ${COMMIT} and sae org/saes at ${COMMIT}: not whole in ${env.cache}`);
  expect(locating).toThrow('Run: cofire fetch studies/tiny.yaml\nWithout a connection');
  const line = (repository: string, file: string, note = ''): string => {
    const folder = join(env.cache, `models--${repository.replace('/', '--')}`, 'snapshots', COMMIT);
    return `  https://huggingface.co/${repository}/resolve/${COMMIT}/${file}${note}\n    -> ${join(folder, file)}`;
  };
  for (const file of ['config.json', 'model.safetensors']) expect(locating).toThrow(line('org/model', file));
  expect(locating).toThrow(line('org/model', 'tokenizer.json', ' (or vocab.json and merges.txt)'));
  for (const file of sae) expect(locating).toThrow(line('org/saes', file));
  place(env.cache, 'models--org--model', 'merges.txt');
  expect(locating).toThrow(/^sae org\/saes at/);
});

test('a branch never asked for has no commit yet, and the places say so', () => {
  const branch = { ...study, model: { hub: 'org/model', revision: 'main' } };
  expect(() => locateStudyFiles(branch, environment())).toThrow(/snapshots\/<commit>\/config\.json/);
});
