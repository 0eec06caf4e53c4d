import { expect, it } from 'vitest';
import { MAX_POSITIONS, runLimits } from '../../src/steering/run-limits.ts';

it('holds the rows over a vocabulary within 96 MiB, six of them a sequence', () => {
  expect(runLimits(50_257)).toEqual({ rows: MAX_POSITIONS, sequences: 83 });
  expect(83 * 6 * 4 * 50_257).toBeLessThanOrEqual(96 * 2 ** 20);
  expect(84 * 6 * 4 * 50_257).toBeGreaterThan(96 * 2 ** 20);
  expect(runLimits(1e9).sequences).toBe(1);
});
