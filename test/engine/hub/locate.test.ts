import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { afterEach, describe, expect, it, test, vi } from 'vitest';
import { type HubEnvironment, hubEnvironment } from '../../../src/engine/hub/environment.ts';
import { locateStudyFiles, sourceFiles, sourceFolders } from '../../../src/engine/hub/locate.ts';
import { SIDE_FILES } from '../../../src/engine/model/tokenizer-files.ts';
import { StudyError } from '../../../src/errors.ts';
import { engineStudy } from '../../engine.ts';
import { parseStudy } from '../../study.ts';
import { temporaryFolder } from '../model/raw-safetensors.ts';
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

test('a control has a model of its own, whose files enter the hash', () => {
  const cache = temporaryFolder();
  vi.stubEnv('XDG_CACHE_HOME', cache);
  const at = (name: string): string => join(import.meta.dirname, '../../../fixtures', name);
  const itself = { model: { path: at('sports-model') }, sae: { path: at('sports-sae') }, file: 's.yaml' };
  const control = { ...itself, control: 'shuffled-weights' as const, seed: 1 };
  const folders = sourceFolders(control);
  expect(folders.sae).toBe(sourceFolders(itself).sae);
  expect(dirname(folders.model)).toBe(join(cache, 'cofire', 'shuffled-weights'));
  const weights = (sources: typeof itself): Buffer =>
    readFileSync(sourceFiles(sources).find((file) => file.endsWith('model.safetensors')) ?? '');
  const [before, after] = [weights(itself), weights(control)];
  expect(after.equals(before)).toBe(false);
  expect(after.length).toBe(before.length);
  expect(sourceFolders({ ...control, seed: 2 }).model).not.toBe(folders.model);
  vi.unstubAllEnvs();
});

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
  const locating = (): unknown => locateStudyFiles(study, env);
  expect(locating).toThrow(StudyError);
  expect(locating).toThrow(`model org/model at ${COMMIT} and sae org/saes at ${COMMIT}: not whole in ${env.cache}`);
  expect(locating).toThrow('Run: cofire fetch studies/tiny.yaml\nWithout a connection');
  const line = (repository: string, file: string, note = ''): string => {
    const folder = join(env.cache, `models--${repository.replace('/', '--')}`, 'snapshots', COMMIT);
    return `  https://huggingface.co/${repository}/resolve/${COMMIT}/${file}${note}\n    -> ${join(folder, file)}`;
  };
  const lines = [
    line('org/model', 'config.json'),
    line('org/model', 'model.safetensors', ' (or model.safetensors.index.json and the files it names)'),
    line('org/model', 'tokenizer.json', ' (or vocab.json and merges.txt)'),
    ...SIDE_FILES.map((file) => line('org/model', file, ' (where there is one)')),
    ...sae.map((file) => line('org/saes', file)),
  ];
  expect(locating).toThrow(`:\n${lines.join('\n')}`);
  // What is there is not asked for, and a set that is there in part is completed.
  place(env.cache, 'models--org--model', 'config.json', 'model.safetensors', 'vocab.json');
  place(env.cache, 'models--org--saes', ...sae);
  expect(locating).toThrow(`:\n${line('org/model', 'merges.txt')}`);
  expect(locating).not.toThrow(/\/config\.json|tokenizer\.json/);
  place(env.cache, 'models--org--model', 'merges.txt');
  expect(locating).not.toThrow();
});

test('a branch never asked for has no commit yet, and the places say so', () => {
  const branch = { ...study, model: { hub: 'org/model', revision: 'main' } };
  expect(() => locateStudyFiles(branch, environment())).toThrow(/snapshots\/<commit>\/config\.json/);
});

test('weights in parts are whole when every part that the index names is there', () => {
  const env = environment();
  place(env.cache, 'models--org--model', 'config.json', 'tokenizer.json', 'model.safetensors.index.json');
  place(env.cache, 'models--org--saes', ...sae);
  const snapshot = join(env.cache, 'models--org--model', 'snapshots', COMMIT);
  writeFileSync(
    join(snapshot, 'model.safetensors.index.json'),
    JSON.stringify({ weight_map: { a: 'one.safetensors' } }),
  );
  expect(() => locateStudyFiles(study, env)).toThrow(
    `resolve/${COMMIT}/one.safetensors\n    -> ${snapshot}/one.safetensors`,
  );
  place(env.cache, 'models--org--model', 'one.safetensors');
  expect(locateStudyFiles(study, env).model).toBe(snapshot);
});

describe('sources', () => {
  afterEach(() => vi.unstubAllEnvs());

  describe('sources', () => {
    it('on this machine need no settings of the network to be right', async () => {
      const study = await engineStudy();
      vi.stubEnv('ALL_PROXY', 'socks5h://127.0.0.1:1080');
      vi.stubEnv('HF_ENDPOINT', 'huggingface.co');
      vi.stubEnv('HF_TOKEN_PATH', '/');
      expect(sourceFolders(study).model).toBeTruthy();
    });
    it('are the study’s own folders, and the files in them that decide numbers', async () => {
      const study = await engineStudy();
      const folders = sourceFolders(study);
      const files = sourceFiles(study);
      expect(files.filter((file) => file.startsWith(folders.model)).map((file) => basename(file))).toEqual([
        'config.json',
        'model.safetensors',
        'vocab.json',
        'merges.txt',
      ]);
      expect(files.filter((file) => file.startsWith(folders.sae)).map((file) => basename(file))).toEqual([
        'cfg.json',
        'sae_weights.safetensors',
      ]);
    });
    it('are refused when a study names a hub that was never fetched', () => {
      const text = [
        'name: hub',
        'preset: seed-exact',
        'model: { hub: nobody/no-such-model, revision: a000000000000000000000000000000000000000 }',
        'sae: { path: sae, center: true }',
        'task: { file: task.csv }',
      ].join('\n');
      expect(() => sourceFolders(parseStudy(text, '/nowhere/study.yaml'))).toThrow(/cofire fetch/);
    });
  });
});
