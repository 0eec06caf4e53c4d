import { describe, expect, it } from 'vitest';
import { packRuns, packWhole, UNLIMITED, unshared } from '../../../src/engine/passes/packed-batch.ts';
import { sideBySide } from '../../methods/intervention/side-by-side.ts';

/** Width 1: a sequence is its values. */
const SEQUENCES = [
  [1, 2, 3],
  [5, 6],
  [1, 2, 4, 7],
  [1, 2, 3],
  [5, 8],
];
const lengths = SEQUENCES.map((own) => own.length);
const input = { values: Float32Array.from(SEQUENCES.flat()), width: 1, lengths };

describe('packRuns', () => {
  it('holds every sequence once and gives it back, whatever a run may hold', () => {
    for (const limits of [
      UNLIMITED,
      { rows: 1, sequences: 9 },
      { rows: 4, sequences: 9 },
      { rows: 99, sequences: 2 },
    ]) {
      const runs = packRuns(input, limits);
      const found = runs.flatMap((run) =>
        Array.from(run.sequences, (sequence, b) => [sequence, sideBySide(run, 1)[b]]),
      );
      expect(found.sort(([a], [b]) => Number(a) - Number(b))).toEqual(
        SEQUENCES.map((own, sequence) => [sequence, Float32Array.from(own)]),
      );
      for (const { sequences } of runs) expect(sequences.length).toBeLessThanOrEqual(limits.sequences);
    }
  });
  it('stores what sequences share once, those that share most as neighbours', () => {
    const [run, ...others] = packRuns(input, UNLIMITED);
    expect(others).toEqual([]);
    expect(Array.from(run!.sequences)).toEqual([0, 3, 2, 1, 4]);
    expect(Array.from(run!.rows)).toEqual([1, 2, 3, 4, 7, 5, 6, 8]);
    expect(Array.from(run!.ends)).toEqual([2, 2, 3, 1, 1]);
    expect(Array.from(run!.last)).toEqual([2, 2, 4, 6, 7]);
  });
  it('says of every row one place where it stands', () => {
    for (const { source, place } of packRuns(input, { rows: 4, sequences: 9 }))
      source.forEach((at, row) => expect(place[at]).toBe(row));
  });
  it('evens runs out instead of leaving a short last one', () => {
    const own = { values: Float32Array.from({ length: 12 }, (_, i) => i), width: 1, lengths: new Array(12).fill(1) };
    expect(packRuns(own, { rows: 5, sequences: 99 }).map(({ sequences }) => sequences.length)).toEqual([4, 4, 4]);
  });
  it('packs nothing into no run, and refuses a sequence without positions', () => {
    expect(packRuns({ values: new Float32Array(0), width: 1, lengths: [] }, UNLIMITED)).toEqual([]);
    expect(() => packRuns({ values: Float32Array.of(1), width: 1, lengths: [1, 0] }, UNLIMITED)).toThrow(
      'sequence 1 has 0 positions',
    );
  });
});

describe('unshared', () => {
  it('leaves sequences of equal length as they are', () => {
    const values = Float32Array.from({ length: 12 }, (_, i) => i);
    const pack = unshared(values, 2, 2);
    expect(pack.rows).toBe(values);
    expect(sideBySide(pack, 2)).toEqual([values.slice(0, 6), values.slice(6)]);
    expect([Array.from(pack.ends), Array.from(pack.last)]).toEqual([
      [2, 2],
      [2, 5],
    ]);
    expect(() => unshared(values, 5, 2)).toThrow('12 values, expected 5 sequences of vectors of 2');
  });
});

describe('packWhole', () => {
  it('keeps the order of the sequences and stores what they share once', () => {
    const run = packWhole(input);
    expect(Array.from(run.sequences)).toEqual([0, 1, 2, 3, 4]);
    expect(sideBySide(run, 1)).toEqual(SEQUENCES.map((own) => Float32Array.from(own)));
    expect(Array.from(run.rows)).toEqual([1, 2, 3, 5, 6, 4, 7, 8]);
  });
});
