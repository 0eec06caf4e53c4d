import { expect, it } from 'vitest';
import { lineOf, readCount } from './count-reporter.ts';

it('a second run is counted on top of the first', () => {
  const first = lineOf([{ passed: 2135, failed: 0 }]);
  expect(first).toBe('2135 passed, 0 failed\n');
  expect(lineOf([readCount(first), { passed: 1800, failed: 3 }])).toBe('3935 passed, 3 failed\n');
});

it.each(['', 'done\n', '1 passed\n', '1 passed, 2 failed\nmore\n'])(
  'a line that is no count is an error: %j',
  (line) => {
    expect(() => readCount(line)).toThrow('build/tests.txt');
  },
);
