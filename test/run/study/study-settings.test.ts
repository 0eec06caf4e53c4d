import { expect, it } from 'vitest';
import { complainOf } from '../../../src/run/study/complain.ts';
import { fill } from '../../../src/run/study/fill.ts';
import { study } from '../../../src/run/study/study-settings.ts';

const complain = complainOf('s.yaml', (path) => path.join('.'));
const of = (keys: object) => fill(study, { name: 'x', model: { path: 'm' }, ...keys }, 'recommended', complain);

it('asks for a name and a model alone; the seed has a default', () => {
  expect(of({})).toEqual({ name: 'x', seed: 1, control: 'none', model: { path: 'm' } });
});

it('refuses a seed that does not fit 31 bits, so that every generator sees the same one', () => {
  expect(() => of({ seed: 2 ** 31 })).toThrow('seed: 2147483648, expected a number of at most 2147483647');
  expect(() => of({ seed: -1 })).toThrow('seed: -1, expected a number of at least 0');
});

it('a model comes from a folder, or from the hub at a commit', () => {
  expect(of({ model: { hub: 'a/b', revision: 'c' } }).model).toEqual({ hub: 'a/b', revision: 'c' });
  expect(() => of({ model: {} })).toThrow('model: neither path nor hub');
  expect(() => of({ model: { path: 'm', hub: 'a/b', revision: 'c' } })).toThrow('model: both path and hub');
  expect(() => of({ model: { hub: 'a/b' } })).toThrow('model.revision: missing');
  expect(() => of({ model: { path: 'm', revision: 'c' } })).toThrow('expected no revision beside model.path');
});
