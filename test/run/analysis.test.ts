import { expect, it } from 'vitest';
import { keyOf, nameOf } from '../../src/run/analysis.ts';
import { declared, unitOf } from './declared.ts';

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
