import { appendFileSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Stage } from '../../src/run/stage.ts';
import { canonical, producersOf, stageHash, upstreamOf } from '../../src/run/stage-hash.ts';
import { fakeStages, fakeStudy } from '../pipeline/fake-stages.ts';

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'cofire-hash-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

const { stages } = fakeStages();
const [correlate, network] = stages;
const producers = producersOf(stages);

describe('stageHash', () => {
  const upstream = new Map([['correlate', 'a'.repeat(64)]] as const);
  const hash = (overrides: readonly string[] = [], code = 'code', inputs: Parameters<typeof stageHash>[3] = upstream) =>
    stageHash(network, fakeStudy(folder, overrides), code, inputs, producers);

  it('is a sha256 that depends on settings, code and upstream hashes, and on nothing else of the study', () => {
    expect(hash()).toMatch(/^[0-9a-f]{64}$/);
    expect(hash(['network.threshold=0.6'])).not.toBe(hash());
    expect(hash([], 'newer')).not.toBe(hash());
    expect(hash([], 'code', new Map([['correlate', 'b'.repeat(64)]]))).not.toBe(hash());
    expect(hash(['seed=9', 'name=other'])).toBe(hash());
  });

  it('depends on the content of files, not on where the study lies', () => {
    const elsewhere = mkdtempSync(join(tmpdir(), 'cofire-elsewhere-'));
    const hashIn = (place: string) => stageHash(correlate, fakeStudy(place), 'code', new Map(), producers);
    const here = hashIn(mkdtempSync(join(folder, 'here-')));
    expect(hashIn(elsewhere)).toBe(here);
    appendFileSync(join(elsewhere, 'task.csv'), 'r,c\n');
    expect(stageHash(correlate, fakeStudy(elsewhere), 'code', new Map(), producers)).not.toBe(here);
    rmSync(elsewhere, { recursive: true });
  });

  it('needs the hash of every stage it builds on', () => {
    expect(() => hash([], 'code', new Map())).toThrow(
      'stage network: reads from correlate, which is not an earlier stage',
    );
  });
});

it('a table has one writer, and a table nobody writes cannot be read', () => {
  expect(() => producersOf([network, { ...correlate, writes: ['edge'] }])).toThrow(
    'table edge: written by network and correlate',
  );
  const reader: Stage = { ...network, reads: ['verdict'] };
  expect(() => upstreamOf(reader, producers)).toThrow('stage network: reads table verdict, which no stage writes');
});

it('a view is written by the stage that completes its tables', () => {
  const made = [
    { ...correlate, writes: ['prompt', 'feature'] as const },
    { ...network, writes: ['prompt_feature_value'] as const },
  ];
  expect(producersOf(made).get('prompt_feature')).toBe('network');
  expect(producersOf(made.slice(0, 1)).has('prompt_feature')).toBe(false);
});

it('upstream is by tables and by `after`, each once', () => {
  expect(upstreamOf({ ...network, reads: ['correlation', 'correlation'], after: ['attribute'] }, producers)).toEqual([
    'attribute',
    'correlate',
  ]);
});

describe('canonical', () => {
  it('does not depend on the order of keys, and leaves undefined ones out', () => {
    expect(canonical({ b: [1, { d: null, c: 'x' }], a: true, e: undefined })).toBe(
      '{"a":true,"b":[1,{"c":"x","d":null}]}',
    );
  });

  it('tells numbers, texts and lists apart', () => {
    expect(new Set([1, '1', [1], [[1]], { 1: 1 }, true, null].map(canonical)).size).toBe(7);
  });

  it('refuses what JSON would turn into null', () => {
    expect(() => canonical({ a: Number.NaN })).toThrow('NaN, expected a finite number');
  });
});
