/**
 * The steering table as blocks: all sets at one mode, scaling and factor, with the damage of each on every prompt. Damage is turned so
 * that positive means harm: baseline minus steered for the answer's probability, log-probability and contrast; steered minus baseline
 * for its rank (0 is the top) and the entropy of the ten likeliest tokens; KL from the baseline as it is.
 */
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

/** Columns of sql/summarise_steering.sql, sorted by mode, scaling, factor, set and prompt. */
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
  readonly promptIds: Int32Array;
  /** [S, P] of each outcome. */
  readonly damage: Readonly<Record<Outcome, Float64Array>>;
}

/** @throws Error when a set of a block lacks a prompt that another has */
export function doseBlocks(rows: SteeringRows, sets: readonly SetRow[]): DoseBlock[] {
  const byId = new Map(sets.map((set) => [set.set_id, set]));
  const same = (i: number, j: number): boolean =>
    rows.mode[i] === rows.mode[j] && rows.scaling[i] === rows.scaling[j] && rows.factor[i] === rows.factor[j];
  const blocks: DoseBlock[] = [];
  for (let from = 0; from < rows.set_id.length; ) {
    let to = from;
    while (to < rows.set_id.length && same(from, to)) to++;
    let prompts = 0;
    while (from + prompts < to && rows.set_id[from + prompts] === rows.set_id[from]) prompts++;
    if ((to - from) % prompts !== 0)
      throw new Error(`steering: ${to - from} rows at a dose, expected ${prompts} prompts of every set`);
    for (let i = from; i < to; i++) {
      const [first, column] = [i - ((i - from) % prompts), (i - from) % prompts];
      if (rows.set_id[i] !== rows.set_id[first] || rows.prompt_id[i] !== rows.prompt_id[from + column])
        throw new Error(
          `steering: set ${rows.set_id[i]}, prompt ${rows.prompt_id[i]}: expected set ${rows.set_id[first]}, prompt ${rows.prompt_id[from + column]}, as every set has the same prompts`,
        );
    }
    const own = Array.from({ length: (to - from) / prompts }, (_, s) => {
      const set = byId.get(rows.set_id[from + s * prompts]);
      if (set === undefined) throw new Error(`steering: there is no set ${rows.set_id[from + s * prompts]}`);
      return set;
    });
    blocks.push({
      mode: rows.mode[from],
      scaling: rows.scaling[from],
      factor: rows.factor[from],
      sets: own,
      promptIds: rows.prompt_id.slice(from, from + prompts),
      damage: Object.fromEntries(OUTCOMES.map((name) => [name, rows[name].subarray(from, to)])) as DoseBlock['damage'],
    });
    from = to;
  }
  return blocks;
}
