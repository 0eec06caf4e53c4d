import { existsSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { StudyError } from '../src/errors.ts';
import {
  batchBytes,
  DEFAULT_MEMORY_BYTES,
  databaseBytes,
  formatBytes,
  leastMemoryBytes,
  parseBytes,
  watchPeakMemory,
} from '../src/memory-budget.ts';

const MIB = 2 ** 20;

describe('a memory budget', () => {
  it('gives batches half of what program and weights leave, and no more than 256 MiB', () => {
    expect(batchBytes(DEFAULT_MEMORY_BYTES, 800 * MIB)).toBe(256 * MIB);
    expect(batchBytes(1024 * MIB, 500 * MIB)).toBe(70 * MIB);
    expect(batchBytes(1024 * MIB, 400 * MIB)).toBe(120 * MIB);
  });

  it('that weights alone fill is refused with what would do, and that does', () => {
    const dividing = (): unknown => batchBytes(DEFAULT_MEMORY_BYTES, 6000 * MIB);
    expect(dividing).toThrow(StudyError);
    expect(dividing).toThrow(
      '--memory: 4.0 GiB for weights of 5.9 GiB, expected at least 6.3 GiB. Run with --memory 6416MiB',
    );
    expect(leastMemoryBytes(6000 * MIB)).toBe(6416 * MIB);
    expect(batchBytes(6416 * MIB, 6000 * MIB)).toBe(16 * MIB);
  });

  it('gives the database a quarter, and enough to start', () => {
    expect(databaseBytes(DEFAULT_MEMORY_BYTES)).toBe(1024 * MIB);
    expect(databaseBytes(MIB)).toBe(128 * MIB);
  });

  it('is read in binary and decimal units, and nothing else', () => {
    expect(['4GiB', '4g', '4 Gi', '512M', '1.5GB', '2tb'].map(parseBytes)).toEqual([
      4096 * MIB,
      4096 * MIB,
      4096 * MIB,
      512 * MIB,
      1.5e9,
      2e12,
    ]);
    for (const text of ['4', '', 'GiB', '-4GiB', '4 bytes', '4GiBs', '1e3M']) expect(parseBytes(text)).toBeUndefined();
    expect([formatBytes(700 * MIB), formatBytes(1536 * MIB)]).toEqual(['700 MiB', '1.5 GiB']);
  });
});

describe('watchPeakMemory', () => {
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
});
