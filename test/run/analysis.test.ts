import { describe, expect, it } from 'vitest';
import { instancesOf, keyOf, nameOf } from '../../src/run/analysis.ts';
import { declared, unitOf } from './declared.ts';
import { BOTH, NO_TASK, read } from './study/long-form.ts';
import { paths, prompts, together, weights } from './study/tiny-analyses.ts';

const study = read(`${BOTH}labels: { file: l.csv, online: true }
analyses: { together: { on: [b, a], preset: seed-exact }, paths: {}, weights: { text: w.txt } }`);

describe('instancesOf', () => {
  it('each dictionary by itself: the first in main, the others in a schema of their name', () => {
    const instances = instancesOf(study, together);
    expect(instances.map(({ scope }) => scope)).toEqual(['main', 'a']);
    expect(instances[0].study).toMatchObject({
      name: 'x',
      file: '/at/x.yaml',
      seed: 1,
      preset: 'seed-exact',
      model: { path: '/at/m' },
      task: { file: '/at/t.csv' },
      sae: { path: '/at/sb', center: 'auto' },
      network: { threshold: 0.7 },
    });
    expect(instances[1].study).toMatchObject({ sae: { path: '/at/sa', center: 'auto' } });
  });

  it('a file of labels is of the first dictionary', () => {
    const labels = instancesOf(study, together).map((instance) => (instance.study as typeof study).labels);
    expect(labels).toEqual([{ file: '/at/l.csv', online: true }, { online: true }]);
  });

  it('all dictionaries as one, or none', () => {
    const [instance, ...others] = instancesOf(study, paths);
    expect(others).toEqual([]);
    expect(instance).toMatchObject({ scope: 'main', study: { dictionaries: [{ name: 'a' }, { name: 'b' }] } });
    expect(instancesOf(study, weights)).toEqual([
      { scope: 'main', study: expect.objectContaining({ text: '/at/w.txt', most: 5 }) },
    ]);
  });

  it('none of an analysis that is not on', () => {
    expect(instancesOf(read(`${NO_TASK}analyses: [weights]`), prompts)).toEqual([]);
  });
});

it('a unit is called as its stage where its tables are those of main, and by its schema elsewhere', () => {
  const network = declared('network', {}, []);
  expect(nameOf(unitOf(network))).toBe('network');
  expect(nameOf(unitOf(network, 'res8'))).toBe('network of res8');
});

it('no two units of a study have one key', () => {
  const [network, cluster] = ['network', 'cluster'].map((name) => declared(name, {}, []));
  const keys = ['one', 'two'].flatMap((analysis) =>
    ['main', 'res8'].flatMap((scope) => [network, cluster].map((stage) => keyOf({ analysis, scope, stage }))),
  );
  expect(new Set(keys).size).toBe(8);
  expect(keys[0]).toBe('one.network@main');
});
