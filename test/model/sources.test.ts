import { basename, join } from 'node:path';
import { afterEach, expect, test, vi } from 'vitest';
import { sourceFiles, sourceFolders } from '../../src/model/sources.ts';
import { parseStudy } from '../../src/study/study.ts';
import { temporaryFolder } from './raw-safetensors.ts';
import { writeModel, writeSae } from './tiny-model.ts';

afterEach(() => vi.unstubAllEnvs());

const study = (model: string, sae: string): ReturnType<typeof parseStudy> =>
  parseStudy(`name: s\npreset: seed-exact\nmodel: ${model}\nsae: ${sae}\ntask: { file: t.csv }\n`, '/studies/s.yaml');

test("a study's own folders, and those of their files that decide its numbers", async () => {
  const [model, sae] = [await writeModel(), await writeSae()];
  const source = study(`{ path: ${model} }`, `{ path: ${sae} }`);
  expect(sourceFolders(source)).toEqual({ model, sae });
  const names = ['config.json', 'model.safetensors', 'vocab.json', 'merges.txt', 'cfg.json', 'sae_weights.safetensors'];
  expect(sourceFiles(source).map((file) => basename(file))).toEqual(names);
});

test('what the hub has and the cache lacks is asked for by the command that fetches it', () => {
  const cache = join(temporaryFolder(), 'hub');
  vi.stubEnv('HF_HUB_CACHE', cache);
  const source = study('{ hub: org/model, revision: main }', '{ path: sae }');
  expect(() => sourceFolders(source)).toThrow(`model org/model at main: not whole in ${cache}`);
  expect(() => sourceFolders(source)).toThrow('Run: cofire fetch /studies/s.yaml');
});
