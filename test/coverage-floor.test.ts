/** The list of files that may be less covered than the others is short, true and has reasons. */
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { EXCEPTIONS, FLOOR, thresholds } from './coverage-floor.ts';

const entries = Object.entries(EXCEPTIONS);

it('names files that are there', () => {
  const gone = entries.filter(([path]) => !existsSync(fileURLToPath(new URL(`../${path}`, import.meta.url))));
  expect(gone.map(([path]) => path)).toEqual([]);
});

it('gives each a floor under that of the others, and a reason', () => {
  for (const [path, { lines, reason }] of entries) {
    expect(path).toMatch(/^src\/.*\.ts$/);
    expect(lines).toBeLessThan(FLOOR);
    expect(reason.length).toBeGreaterThan(20);
  }
});

it('asks the floor of every other file', () => {
  expect(thresholds(['src/errors.ts'])).toEqual({ 'src/errors.ts': { lines: FLOOR } });
  for (const [path, { lines }] of entries) expect(thresholds([path])).toEqual({ [path]: { lines } });
});
