import { execFileSync } from 'node:child_process';
import { expect, it } from 'vitest';
import { SLOW_TESTS } from './slow-tests.ts';

/** The test files that a run would take, as vitest lists them. */
function listed(tests: string): string[] {
  const words = ['node_modules/vitest/vitest.mjs', 'list', '--filesOnly', '--json'];
  const out = execFileSync(process.execPath, words, { encoding: 'utf8', env: { ...process.env, TESTS: tests } });
  return (JSON.parse(out.slice(out.indexOf('['))) as { file: string }[]).map(({ file }) => file);
}

it('a quick run leaves out what is slow and nothing else', () => {
  const quick = new Set(listed('quick'));
  const left = listed('all').filter((file) => !quick.has(file));
  expect(left.length).toBeGreaterThanOrEqual(SLOW_TESTS.length);
  expect(left.every((file) => /browser|whole-study|training|studies|\.slow\./.test(file))).toBe(true);
});
