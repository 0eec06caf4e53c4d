import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, expect, it, vi } from 'vitest';
import { complainOf } from '../../../src/run/study/complain.ts';
import { layersOf } from '../../../src/run/study/layers-of.ts';

const complain = complainOf('s.yaml', (path) => ['dictionaries', 'res', ...path].join('.'));
const modelWith = (config: string) => {
  const path = mkdtempSync(join(tmpdir(), 'layers-'));
  writeFileSync(join(path, 'config.json'), config);
  return { path };
};

afterEach(() => vi.unstubAllEnvs());

it.each(['n_layer', 'num_hidden_layers', 'n_layers'])('reads %s', (key) => {
  expect(layersOf(modelWith(`{ "${key}": 6 }`), complain)).toBe(6);
});

it('reads the config.json of the cache, for a model of the hub', () => {
  const cache = mkdtempSync(join(tmpdir(), 'layers-'));
  vi.stubEnv('HF_HUB_CACHE', cache);
  const revision = 'a'.repeat(40);
  const model = { hub: 'org/name', revision };
  expect(() => layersOf(model, complain)).toThrow(
    /dictionaries\.res\.layers: all, but the config\.json .* is not here/,
  );
  const snapshot = join(cache, 'models--org--name', 'snapshots', revision);
  mkdirSync(snapshot, { recursive: true });
  writeFileSync(join(snapshot, 'config.json'), '{ "n_layer": 12 }');
  expect(layersOf(model, complain)).toBe(12);
});

it.each(['{}', '{ "n_layer": "six" }', '{ "n_layer": 0 }', '[]', 'not JSON'])('refuses %s', (config) => {
  expect(() => layersOf(modelWith(config), complain)).toThrow(/layers: all, but .* names no number of layers/);
});
