import { describe, expect, it } from 'vitest';
import { divideMemory, MAX_POSITIONS, rowLimit, runBytes, runLimits } from '../../../src/engine/passes/run-limits.ts';
import { DEFAULT_MEMORY_BYTES } from '../../../src/memory-budget.ts';

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

  it('is rows alone where nothing is over the vocabulary', () => {
    expect(rowLimit(768, 256 * MIB)).toBe(MAX_POSITIONS);
    expect(rowLimit(768, 32 * MIB)).toBe(682);
    expect(rowLimit(768, 1)).toBe(1);
  });

  it('falls with the memory that it may take, to one of each', () => {
    expect(runLimits(small, 32 * MIB)).toEqual({ rows: 341, sequences: 13 });
    expect(runLimits(small, 1)).toEqual({ rows: 1, sequences: 1 });
  });
});

describe('memory divided among sessions', () => {
  const small = 282 * MIB; // weights after the hook, and the unembedding
  const medium = 665 * MIB;

  it('takes nothing from GPT-2 small on a few threads: a session each', () => {
    const { sessions, threadsEach, nBytes } = divideMemory(DEFAULT_MEMORY_BYTES, small, 2);
    expect([sessions, threadsEach]).toEqual([2, 1]);
    expect(runLimits({ vocabSize: 50_257, dModel: 768 }, nBytes)).toEqual(
      runLimits({ vocabSize: 50_257, dModel: 768 }),
    );
    expect(divideMemory(DEFAULT_MEMORY_BYTES, small, 4)).toMatchObject({ sessions: 4, threadsEach: 1 });
  });

  it('gives a run the same on any number of threads, so that the bits are the same', () => {
    const [one, ...others] = [1, 2, 8].map((threads) => divideMemory(1200 * MIB, 400 * MIB, threads).nBytes);
    for (const other of others) expect(other).toBe(one);
  });

  it('opens one session with all threads inside where two mappings of the weights would be a third of the memory', () => {
    expect(divideMemory(DEFAULT_MEMORY_BYTES, medium, 2)).toMatchObject({ sessions: 1, threadsEach: 2 });
    expect(divideMemory(4 * DEFAULT_MEMORY_BYTES, medium, 2)).toMatchObject({ sessions: 2, threadsEach: 1 });
  });

  it('leaves no core idle, whatever fits', () => {
    for (const memory of [1200 * MIB, DEFAULT_MEMORY_BYTES, 4 * DEFAULT_MEMORY_BYTES])
      for (const threads of [1, 2, 3, 6, 7, 8, 16]) {
        const { sessions, threadsEach } = divideMemory(memory, small, threads);
        expect(sessions * threadsEach).toBe(threads);
        expect((sessions - 1) * small).toBeLessThanOrEqual(0.3 * memory);
      }
    expect(divideMemory(600 * MIB, 180 * MIB, 16)).toMatchObject({ sessions: 1, threadsEach: 16 });
  });
});
