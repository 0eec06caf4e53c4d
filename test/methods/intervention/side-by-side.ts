import type { Pack } from '../../../src/engine/passes/packed-batch.ts';

/** The sequences of a pack as the graph's attention sees them, each [T, width] of its own length. */
export function sideBySide({ sequences, rows, place, ends }: Pack, width: number): Float32Array[] {
  const time = place.length / sequences.length;
  return Array.from(sequences, (_, b) =>
    Float32Array.from(
      Array.from(place.subarray(b * time, b * time + ends[b]! + 1)).flatMap((row) => [
        ...rows.subarray(row * width, (row + 1) * width),
      ]),
    ),
  );
}
