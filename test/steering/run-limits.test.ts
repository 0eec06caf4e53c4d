import { describe, expect, it } from 'vitest';
import { DEFAULT_MEMORY_BYTES } from '../../src/memory-budget.ts';
import { divideMemory, MAX_POSITIONS, runBytes, runLimits } from '../../src/steering/run-limits.ts';

const MIB = 2 ** 20;
const small = { vocabSize: 50_257, dModel: 768 };

describe('what one run of the outcome graph holds', () => {
  it('is rows over a vocabulary within 96 MiB, six of them a sequence', () => {
    expect(runLimits(small)).toEqual({ rows: MAX_POSITIONS, sequences: 83 });
    expect(83 * 6 * 4 * 50_257).toBeLessThanOrEqual(96 * MIB);
    expect(84 * 6 * 4 * 50_257).toBeGreaterThan(96 * MIB);
    expect(runLimits({ ...small, vocabSize: 1e9 }).sequences).toBe(1);
  });

  it('takes about what its rows and sequences do, within the memory it was given', () => {
    expect(runBytes(small, { rows: 1, sequences: 1 })).toBe(4 * (16 * 768 + 6 * 50_257));
    for (const nBytes of [32 * MIB, 300 * MIB])
      expect(runBytes(small, runLimits(small, nBytes))).toBeLessThanOrEqual(nBytes);
  });

  it('falls with the memory that it may take, to one of each', () => {
    expect(runLimits(small, 32 * MIB)).toEqual({ rows: 341, sequences: 13 });
    expect(runLimits(small, 1)).toEqual({ rows: 1, sequences: 1 });
  });
});

describe('memory divided among workers', () => {
  it('takes nothing from GPT-2 small on a few threads', () => {
    const { workers, nBytes } = divideMemory(DEFAULT_MEMORY_BYTES, 650 * MIB, 2);
    expect(workers).toBe(2);
    expect(runLimits(small, nBytes)).toEqual(runLimits(small));
  });

  it('gives a run the same on any number of threads, so that the bits are the same', () => {
    const [one, ...others] = [1, 2, 8].map((threads) => divideMemory(1200 * MIB, 400 * MIB, threads).nBytes);
    for (const other of others) expect(other).toBe(one);
  });

  it('starts fewer workers than threads where each would take too much', () => {
    const { workers } = divideMemory(1200 * MIB, 400 * MIB, 16);
    expect(workers).toBeGreaterThanOrEqual(1);
    expect(workers).toBeLessThan(4);
    expect(divideMemory(600 * MIB, 180 * MIB, 16).workers).toBe(1);
  });
});
