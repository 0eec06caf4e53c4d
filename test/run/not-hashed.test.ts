import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { NOT_HASHED } from '../../src/run/not-hashed.ts';

it.each(NOT_HASHED.map(({ path, reason }) => [path, reason]))('%s is there, and has a reason', (path, reason) => {
  const places = path.endsWith('/') ? [path] : [`${path}.ts`, `${path}.mjs`];
  expect(places.some((place) => existsSync(fileURLToPath(new URL(`../../${place}`, import.meta.url))))).toBe(true);
  expect(reason).not.toBe('');
});
