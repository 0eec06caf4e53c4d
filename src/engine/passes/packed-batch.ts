/**
 * Sequences of vectors as runs of the graph in which what several of them share is computed once (prefix-tree.ts). Sequences are taken
 * in the tree's order, so those that share most stand together.
 */
import { startsOf } from '../../concatenated.ts';
import { prefixTree, type Sequences } from './prefix-tree.ts';

/** What the packed layout reads (layout.ts). N rows, B sequences, T positions of the longest, D width. */
export interface Pack {
  /** Which sequences these are, [B]. */
  readonly sequences: Int32Array;
  /** [N, D] */
  readonly rows: Float32Array;
  /** [B, T] */
  readonly place: Int32Array;
  /** [N] */
  readonly source: Int32Array;
  /** [B] each. */
  readonly ends: Int32Array;
  readonly last: Int32Array;
}

/** What a run may hold, at least one sequence whatever they say. */
export interface RunLimits {
  /** Give or take half a sequence: the size of the matrix products. */
  readonly rows: number;
  /** Each has a row over the vocabulary. */
  readonly sequences: number;
}

export const UNLIMITED: RunLimits = { rows: Number.MAX_SAFE_INTEGER, sequences: Number.MAX_SAFE_INTEGER };

export function packRuns(input: Sequences, most: RunLimits): Pack[] {
  const { lengths } = input;
  checkLengths(lengths);
  const starts = startsOf(lengths);
  const tree = prefixTree(input);
  const paths = Array.from(lengths, (length, sequence) =>
    tree.node.subarray(starts[sequence], starts[sequence] + length),
  );
  const path = (sequence: number): Int32Array => paths[sequence];
  const order = Int32Array.from(lengths, (_, sequence) => sequence).sort(
    (a, b) => compare(paths[a], paths[b]) || a - b,
  );
  // Runs of about equal size: no thread is left with a long last run while the others wait.
  const [rows, sequences] = [tree.position.length, lengths.length];
  const count = Math.max(1, Math.ceil(rows / most.rows), Math.ceil(sequences / most.sequences));
  const even = { rows: Math.ceil(rows / count), sequences: most.sequences };
  const rowOf = new Int32Array(rows).fill(-1);
  return cut(order, path, even, rows).map((sequences) => packOf(sequences, path, tree.position, input, rowOf));
}

/** All sequences as one run, in the order given. */
export function packWhole(input: Sequences): Pack {
  const { lengths } = input;
  checkLengths(lengths);
  const starts = startsOf(lengths);
  const { node, position } = prefixTree(input);
  const all = Array.from({ length: lengths.length }, (_, sequence) => sequence);
  const path = (sequence: number): Int32Array => node.subarray(starts[sequence], starts[sequence] + lengths[sequence]);
  return packOf(all, path, position, input, new Int32Array(position.length).fill(-1));
}

/** Sequences of equal length, [sequences, T, D], in which nothing is shared. */
export function unshared(values: Float32Array, sequences: number, width: number): Pack {
  const time = values.length / (sequences * width);
  if (!Number.isInteger(time))
    throw new RangeError(`pack: ${values.length} values, expected ${sequences} sequences of vectors of ${width}`);
  const place = Int32Array.from({ length: sequences * time }, (_, i) => i);
  return {
    sequences: Int32Array.from({ length: sequences }, (_, b) => b),
    rows: values,
    place,
    source: place,
    ends: new Int32Array(sequences).fill(time - 1),
    last: Int32Array.from({ length: sequences }, (_, b) => (b + 1) * time - 1),
  };
}

function checkLengths(lengths: ArrayLike<number>): void {
  for (let i = 0; i < lengths.length; i++)
    if (!(lengths[i] > 0)) throw new RangeError(`pack: sequence ${i} has ${lengths[i]} positions`);
}

/** By the first node in which two paths differ; a path before its continuations. */
function compare(a: Int32Array, b: Int32Array): number {
  const shared = Math.min(a.length, b.length);
  for (let t = 0; t < shared; t++) if (a[t] !== b[t]) return a[t] - b[t];
  return a.length - b.length;
}

function cut(order: Int32Array, path: (sequence: number) => Int32Array, limit: RunLimits, nodes: number): number[][] {
  const runs: number[][] = [];
  // Of each node the number of the run that holds it, 0 for none.
  const runOf = new Int32Array(nodes);
  let held = 0;
  for (const sequence of order) {
    const own = path(sequence);
    let fresh = 0;
    for (let t = 0; t < own.length; t++) if (runOf[own[t]] !== runs.length) fresh++;
    const run = runs.at(-1);
    const full = held + fresh / 2 > limit.rows || run?.length === limit.sequences;
    if (run === undefined || full) {
      runs.push([sequence]);
      held = own.length;
    } else {
      run.push(sequence);
      held += fresh;
    }
    for (let t = 0; t < own.length; t++) runOf[own[t]] = runs.length;
  }
  return runs;
}

/** @param rowOf -1 of every node, and again afterwards: packs share it */
function packOf(
  sequences: readonly number[],
  path: (sequence: number) => Int32Array,
  position: readonly number[],
  { values, width, lengths }: Sequences,
  rowOf: Int32Array,
): Pack {
  const time = Math.max(...sequences.map((sequence) => lengths[sequence]));
  const place = new Int32Array(sequences.length * time);
  const source: number[] = [];
  const nodes: number[] = [];
  sequences.forEach((sequence, b) => {
    const own = path(sequence);
    for (let t = 0; t < own.length; t++) {
      if (rowOf[own[t]] < 0) {
        rowOf[own[t]] = nodes.length;
        source.push(b * time + t);
        nodes.push(own[t]);
      }
      place[b * time + t] = rowOf[own[t]];
    }
  });
  const rows = new Float32Array(nodes.length * width);
  nodes.forEach((node, row) => {
    const at = position[node] * width;
    rows.set(values.subarray(at, at + width), row * width);
    rowOf[node] = -1;
  });
  const ends = Int32Array.from(sequences, (sequence) => lengths[sequence] - 1);
  const last = ends.map((end, b) => place[b * time + end]);
  return { sequences: Int32Array.from(sequences), rows, place, source: Int32Array.from(source), ends, last };
}
