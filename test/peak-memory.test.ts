import { existsSync } from 'node:fs';
import { expect, it } from 'vitest';
import { watchPeakMemory } from '../src/peak-memory.ts';

const BIG = 200 * 2 ** 20;

it('sees memory that was used and given back since it began to watch', () => {
  const peak = watchPeakMemory();
  const before = process.memoryUsage().rss;
  const sum = new Uint8Array(BIG).fill(1).reduce((total, byte) => total + byte, 0);
  expect(sum).toBe(BIG);
  expect(peak()).toBeGreaterThan(before + BIG * 0.8);
});

it('without Linux the peak of the whole process stands in', () => {
  const peak = watchPeakMemory('/nowhere')();
  expect(peak).toBe(process.resourceUsage().maxRSS * 1024);
  expect(existsSync('/nowhere')).toBe(false);
});
