/**
 * The steering table as blocks: all sets at one mode, scaling and factor, with the damage of each on every prompt. Damage is turned so
 * that positive means harm: baseline minus steered for the answer's probability, log-probability and contrast; steered minus baseline
 * for its rank (0 is the top) and the entropy of the ten likeliest tokens; KL from the baseline as it is. Sets of an arm may have met some
 * of the prompts each, all as many (steering.prompts_per_set); single features, the pool and the experiments have met all.
 */
import { isThinned } from '../steering/prompts-per-set.ts';

export const OUTCOMES = ['logit_diff', 'answer_prob', 'answer_log_prob', 'answer_rank', 'top10_entropy', 'kl'] as const;
export type Outcome = (typeof OUTCOMES)[number];

/** A row of steering_set. */
export interface SetRow {
  readonly set_id: number;
  readonly arm: string;
  readonly cluster: number | null;
  readonly size: number;
  readonly feature_ids: readonly number[];
}

/** Columns of the query summarise_steering, sorted by mode, scaling, factor, set and prompt. */
export interface SteeringRows extends Readonly<Record<Outcome, Float64Array>> {
  readonly mode: readonly string[];
  readonly scaling: readonly string[];
  readonly factor: Float64Array;
  readonly set_id: Int32Array;
  readonly prompt_id: Int32Array;
}

export interface DoseBlock {
  readonly mode: string;
  readonly scaling: string;
  readonly factor: number;
  /** S. */
  readonly sets: readonly SetRow[];
  /** Every prompt of the table, P. */
  readonly promptIds: Int32Array;
  /** Of each set: whether it met only some of the prompts. */
  readonly partial: readonly boolean[];
  /** [S, P] of each outcome; NaN where the set did not meet the prompt. */
  readonly damage: Readonly<Record<Outcome, Float64Array>>;
}

/** @throws Error when a set of a block lacks a prompt that it should have */
export function doseBlocks(rows: SteeringRows, sets: readonly SetRow[]): DoseBlock[] {
  const byId = new Map(sets.map((set) => [set.set_id, set]));
  const promptIds = Int32Array.from(new Set(rows.prompt_id)).sort();
  const same = (i: number, j: number): boolean =>
    rows.mode[i] === rows.mode[j] && rows.scaling[i] === rows.scaling[j] && rows.factor[i] === rows.factor[j];
  const blocks: DoseBlock[] = [];
  for (let from = 0; from < rows.set_id.length; ) {
    let to = from;
    while (to < rows.set_id.length && same(from, to)) to++;
    const runs = runsOf(rows, from, to);
    const own = runs.map(([start]) => {
      const set = byId.get(rows.set_id[start]);
      if (set === undefined) throw new Error(`steering: there is no set ${rows.set_id[start]}`);
      return set;
    });
    const partial = runs.map(([start, end]) => end - start < promptIds.length);
    checkCounts(runs, own, promptIds.length);
    blocks.push({
      mode: rows.mode[from],
      scaling: rows.scaling[from],
      factor: rows.factor[from],
      sets: own,
      promptIds,
      partial,
      damage: damageOf(rows, runs, promptIds, partial.includes(true)),
    });
    from = to;
  }
  return blocks;
}

/** First row and end of each set of a block. */
function runsOf({ set_id: ids, prompt_id: prompts }: SteeringRows, from: number, to: number): [number, number][] {
  const runs: [number, number][] = [];
  for (let start = from; start < to; ) {
    let end = start + 1;
    while (end < to && ids[end] === ids[start]) {
      if (prompts[end] <= prompts[end - 1])
        throw new Error(`steering: set ${ids[start]} has prompt ${prompts[end]} twice, or rows are not sorted`);
      end++;
    }
    runs.push([start, end]);
    start = end;
  }
  return runs;
}

function checkCounts(runs: readonly [number, number][], sets: readonly SetRow[], prompts: number): void {
  const thinned = runs.findIndex((_, s) => isThinned(sets[s].arm));
  const ofArms = thinned < 0 ? prompts : runs[thinned][1] - runs[thinned][0];
  runs.forEach(([start, end], s) => {
    const expected = isThinned(sets[s].arm) ? ofArms : prompts;
    if (end - start !== expected)
      throw new Error(`steering: set ${sets[s].set_id} has ${end - start} prompts, expected ${expected}`);
  });
}

function damageOf(
  rows: SteeringRows,
  runs: readonly [number, number][],
  promptIds: Int32Array,
  sparse: boolean,
): DoseBlock['damage'] {
  const [from, to] = [runs[0][0], runs[runs.length - 1][1]];
  const place = new Map(Array.from(promptIds, (id, p) => [id, p]));
  const of = (values: Float64Array): Float64Array => {
    if (!sparse) return values.subarray(from, to);
    const dense = new Float64Array(runs.length * promptIds.length).fill(Number.NaN);
    runs.forEach(([start, end], s) => {
      for (let i = start; i < end; i++)
        dense[s * promptIds.length + (place.get(rows.prompt_id[i]) as number)] = values[i];
    });
    return dense;
  };
  return Object.fromEntries(OUTCOMES.map((name) => [name, of(rows[name])])) as DoseBlock['damage'];
}
