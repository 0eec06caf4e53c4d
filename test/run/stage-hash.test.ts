import { appendFileSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { canonical, filesOf, stageHash } from '../../src/run/stage-hash.ts';
import { file, files, subject } from '../../src/run/stage-input.ts';
import { engineStudy } from '../engine.ts';
import { fakeStages, fakeStudy, fakeUnits } from '../pipeline/fake-stages.ts';
import type { ShortStudy } from '../study.ts';
import { declared, unitOf } from './declared.ts';

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'cofire-hash-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

const { stages } = fakeStages();

describe('stageHash', () => {
  const upstream = new Map([['fake.correlate@main', 'a'.repeat(64)]]);
  const hash = (overrides: readonly string[] = [], code = 'code', inputs: ReadonlyMap<string, string> = upstream) => {
    const units = fakeUnits(fakeStudy(folder, overrides), stages);
    return stageHash(units[1], units, code, inputs);
  };

  it('is a sha256 that depends on settings, code and upstream hashes, and on nothing else of the study', () => {
    expect(hash()).toMatch(/^[0-9a-f]{64}$/);
    expect(hash(['network.threshold=0.6'])).not.toBe(hash());
    expect(hash([], 'newer')).not.toBe(hash());
    expect(hash([], 'code', new Map([['fake.correlate@main', 'b'.repeat(64)]]))).not.toBe(hash());
    expect(hash(['seed=9', 'name=other'])).toBe(hash());
  });

  it('depends on the content of files, not on where the study lies', () => {
    const elsewhere = mkdtempSync(join(tmpdir(), 'cofire-elsewhere-'));
    const hashIn = (place: string) => {
      const units = fakeUnits(fakeStudy(place), stages);
      return stageHash(units[0], units, 'code', new Map());
    };
    const here = hashIn(mkdtempSync(join(folder, 'here-')));
    expect(hashIn(elsewhere)).toBe(here);
    appendFileSync(join(elsewhere, 'task.csv'), 'r,c\n');
    expect(hashIn(elsewhere)).not.toBe(here);
    rmSync(elsewhere, { recursive: true });
  });

  it('depends on the files of the model and the dictionary under study, and on how they are read', async () => {
    const study = await engineStudy();
    const hashOf = (own: ShortStudy) => {
      const unit = unitOf(declared('reader', { subject: subject() }, []), 'main', 'test', own);
      return stageHash(unit, [unit], 'code', new Map());
    };
    const before = hashOf(study);
    expect(hashOf({ ...study, seed: 9, name: 'other', file: '/elsewhere/study.yaml' })).toBe(before);
    expect(hashOf({ ...study, sae: { ...study.sae, center: false } })).not.toBe(before);
    expect(hashOf({ ...study, sae: { ...study.sae, prepend_bos: false } })).not.toBe(before);
    appendFileSync(join(study.sae.path ?? '', 'cfg.json'), '\n');
    expect(hashOf(study)).not.toBe(before);
  });

  it('is that of its place among stages: the same work on other tables has another', () => {
    const of = (name: string, writes: readonly string[]) => {
      const unit = unitOf(declared(name, {}, writes));
      return stageHash(unit, [unit], 'code', new Map());
    };
    expect(of('one', ['edge'])).not.toBe(of('two', ['edge']));
    expect(of('one', ['edge'])).not.toBe(of('one', ['component']));
  });

  it('needs every stage it builds on to stand before it', () => {
    const units = fakeUnits(fakeStudy(folder), stages).toReversed();
    expect(() => stageHash(units[0], units, 'code', new Map())).toThrow(
      'stage network: reads from fake.correlate@main, which is not earlier',
    );
  });
});

it('the files of a unit are those it declares, and none where the study names none', async () => {
  const labels = file(({ labels }: { labels?: string }) => labels);
  const unit = (study: object) => unitOf(declared('reader', { labels }, []), 'main', 'test', study);
  expect(filesOf(unit({ labels: '/a.csv' }))).toEqual(['/a.csv']);
  expect(filesOf(unit({}))).toEqual([]);
  const both = unitOf(declared('reader', { labels, subject: subject() }, []), 'main', 'test', await engineStudy());
  expect(filesOf(both).map((path) => path.split('/').at(-1))).toEqual(
    expect.arrayContaining(['cfg.json', 'sae_weights.safetensors', 'config.json', 'model.safetensors']),
  );
});

it('the files of a unit are all of those that one input names', () => {
  const tasks = files(({ tasks }: { tasks: string[] }) => tasks);
  const unit = unitOf(declared('reader', { tasks }, []), 'main', 'test', { tasks: ['/a.csv', '/b.csv'] });
  expect(filesOf(unit)).toEqual(['/a.csv', '/b.csv']);
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
