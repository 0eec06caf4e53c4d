/**
 * Batches of prompts, of equal length where no position may be padding. The plan depends only on the lengths and the limit:
 * a run that is resumed computes the same batches, and with them the same bits.
 */

import type { ModelConfig } from '../model/config.ts';

export interface Batch {
  /** Index of each row among the prompts. */
  readonly rows: readonly number[];
  /** Positions of every row. */
  readonly length: number;
}

/** @param maxPositions rows × positions of a batch stay at or below this, at least one row a batch */
export function batchesByLength(lengths: ArrayLike<number>, maxPositions: number): Batch[] {
  const byLength = new Map<number, number[]>();
  for (let row = 0; row < lengths.length; row++) {
    const length = lengths[row];
    const rows = byLength.get(length);
    if (rows === undefined) byLength.set(length, [row]);
    else rows.push(row);
  }
  return [...byLength]
    .sort(([a], [b]) => a - b)
    .flatMap(([length, rows]) => {
      const most = Math.max(1, Math.floor(maxPositions / length));
      return Array.from({ length: Math.ceil(rows.length / most) }, (_, i) => ({
        rows: rows.slice(i * most, (i + 1) * most),
        length,
      }));
    });
}

/** Prompts of any length that are computed together. */
export interface MixedBatch {
  /** Index of each among the prompts. */
  readonly rows: readonly number[];
  readonly lengths: readonly number[];
}

/**
 * Fewer and larger than batches of equal length. Prompts are sorted by length, because attention sets them side by side, each as long as
 * the longest.
 * @param maxPositions rows × the longest stays at or below this, at least one row a batch
 */
export function mixedBatches(lengths: ArrayLike<number>, maxPositions: number): MixedBatch[] {
  const order = Array.from(lengths, (_, row) => row).sort((a, b) => lengths[a] - lengths[b] || a - b);
  const batches: number[][] = [];
  for (const row of order) {
    const last = batches.at(-1);
    if (last !== undefined && (last.length + 1) * lengths[row] <= maxPositions) last.push(row);
    else batches.push([row]);
  }
  return batches.map((rows) => ({ rows, lengths: rows.map((row) => lengths[row]) }));
}

/**
 * Puts the results of batches into the order of the prompts.
 * @param results one array a batch, the same number of values for every row
 */
export function inPromptOrder(batches: readonly Batch[], results: readonly Float32Array[]): Float32Array {
  const prompts = batches.reduce((sum, { rows }) => sum + rows.length, 0);
  const values = results.reduce((sum, { length }) => sum + length, 0);
  const perRow = prompts === 0 ? 0 : values / prompts;
  const ordered = new Float32Array(values);
  batches.forEach(({ rows }, i) => {
    rows.forEach((row, b) => ordered.set(results[i].subarray(b * perRow, (b + 1) * perRow), row * perRow));
  });
  return ordered;
}

/** Positions in a batch of prompts that are answered, where memory allows. */
const MOST_POSITIONS = 1024;

/** Positions for a budget in bytes: some forty vectors of width D each, and the vocabulary's logits a few times for every prompt. */
export function answerPositions(
  nBytes: number,
  { dModel, vocabSize }: Pick<ModelConfig, 'dModel' | 'vocabSize'>,
): number {
  return Math.min(MOST_POSITIONS, Math.max(1, Math.floor(nBytes / (4 * (40 * dModel + vocabSize)))));
}

/** The longest of a class is at most this many times its shortest. */
const SPREAD = 1.25;

/**
 * Prompts of about equal length together: the sequences of a run stand side by side in attention, as long as its longest. One class
 * for all would pad the short ones; one a length would share no prefix between lengths.
 * @returns indices of each class, in the order given; classes by length
 */
export function lengthClasses(lengths: readonly number[]): number[][] {
  const classes: { readonly shortest: number; readonly of: Set<number> }[] = [];
  for (const length of [...new Set(lengths)].sort((a, b) => a - b)) {
    const last = classes.at(-1);
    if (last !== undefined && length <= last.shortest * SPREAD) last.of.add(length);
    else classes.push({ shortest: length, of: new Set([length]) });
  }
  return classes.map(({ of }) => lengths.flatMap((length, i) => (of.has(length) ? [i] : [])));
}
