import { expect, it } from 'vitest';
import { codeAt, compiledFile, compiledName } from '../src/code-at.mjs';

it('of sources is where they are', () => {
  const href = new URL('../src/errors.ts', import.meta.url).href;
  expect(codeAt(href)).toBe(href);
});

it('nothing is beside them', () => {
  expect(compiledFile('minified.json')).toBeUndefined();
});

it('compiled modules have a name of their own, all in one folder', () => {
  expect(compiledName('src/a/b-worker.ts')).toBe('src+a+b-worker.mjs');
  expect(compiledName('reports/task/commands.mjs')).toBe('reports+task+commands.mjs');
});
