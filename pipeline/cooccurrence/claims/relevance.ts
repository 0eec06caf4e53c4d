/** The first thing to know of a study: whether the features that its clusters are made of matter for the task. */
import { type Decision, decide, type Evidence, LEVEL } from '../../../src/run/decide.ts';
import type { RelevanceRow } from '../kernels/relevance/relevance-rows.ts';

/** The row of the table `relevance` that decides: the kept features on held-out prompts. */
export interface KeptRelevance {
  readonly n: number;
  readonly n_units: number | null;
  readonly prompts: number;
  readonly share_abs_attribution: number;
  readonly faithfulness: number | null;
  readonly necessity: number | null;
  readonly random_sets: number | null;
  readonly necessity_random: number | null;
  readonly necessity_low: number | null;
  readonly necessity_high: number | null;
  readonly p: number | null;
  readonly reason: string | null;
}

/** What claims about clusters come to where the clustered features do not matter. */
export const IRRELEVANT = 'The clustered features do not matter for this task.';

/** The row that decides, as the table has it: null where a kernel says NaN. */
export function keptRelevance(rows: readonly RelevanceRow[]): KeptRelevance | undefined {
  const row = rows.find(({ set, scope, stratum }) => set === 'kept' && scope === 'held-out' && stratum === null);
  if (row === undefined) return undefined;
  const stored = (value: number): number | null => (Number.isNaN(value) ? null : value);
  return {
    ...row,
    faithfulness: stored(row.faithfulness),
    necessity: stored(row.necessity),
    necessity_random: stored(row.necessity_random),
    necessity_low: stored(row.necessity_low),
    necessity_high: stored(row.necessity_high),
    p: stored(row.p),
  };
}

/** Whether taking the kept features out costs more than taking out random sets as active does; null where that cannot be said. */
export function clustersMatter(row: KeptRelevance | undefined): boolean | null {
  return row === undefined || unsaid(row) !== null ? null : decided(row as Defined).decision.status === 'supported';
}

/** Why nothing can be said. */
function unsaid(row: KeptRelevance): string | null {
  const { necessity, necessity_random, necessity_low, necessity_high, p, random_sets: sets } = row;
  if (row.reason !== null) return row.reason;
  if (sets !== null && (1 + sets) * LEVEL < 1) return `${sets} random sets are too few to be exceeded at p ≤ ${LEVEL}`;
  const whole = [necessity, necessity_random, necessity_low, necessity_high, p].every((value) => value !== null);
  return whole ? null : 'a number is missing';
}

/** One sentence with its numbers. @param row undefined where the table has none */
export function relevanceSentence(row: KeptRelevance | undefined): string {
  if (row === undefined || row.n === 0) return 'Whether the clustered features matter for the task was not asked: there are no held-out prompts, or no clusters.'; // biome-ignore format: one line
  const reason = unsaid(row);
  if (reason !== null) return `Whether the clustered features matter for the task cannot be said: ${reason}.`;
  const own = clustersMatter(row);
  const { necessity, necessity_random: random, necessity_high: high } = row as Defined;
  const units = row.n_units === null || row.n_units === row.n ? '' : ` (${row.n_units} without copies)`;
  const costs = `taking them out of ${row.prompts} held-out prompts costs ${share(necessity)} of the contrast that all features carry; random sets as active cost ${share(random)}, and 97.5 % of them at most ${share(high)}`; // biome-ignore format: one line
  const says = own ? 'matter for this task' : 'do not matter for this task';
  return `The ${row.n} clustered features${units} ${says}: ${costs}.`;
}

function share(value: number): string {
  return `${(100 * value).toFixed(1)} %`;
}

/** Random sets alike in activation mass, where they stand beside the nulls. */
const RANDOM_SETS = 'random-sets';

/** What the claim has to show: necessity beyond the random sets' median, in brackets beyond their middle 95 %; or why it has nothing. */
export function relevanceEvidence(row: KeptRelevance | undefined): Judged | string {
  const sentence = relevanceSentence(row);
  if (row === undefined || row.n === 0 || unsaid(row) !== null) return sentence;
  const judged = decided(row as Defined);
  return { ...judged, decision: { ...judged.decision, reason: sentence } };
}

function decided({
  necessity,
  necessity_random: random,
  necessity_low: low,
  necessity_high: high,
  p,
}: Defined): Judged {
  const found = [{ null: RANDOM_SETS, p }];
  const evidence = {
    ...{ low: necessity - high, high: necessity - low },
    // The clusters are those of every prompt, the random sets are asked on held-out ones alone.
    ...{ found, heldOut: found, required: [RANDOM_SETS], sesoi: null },
  };
  return { ...evidence, estimate: necessity - random, p, decision: decide(evidence) };
}

interface Judged extends Evidence {
  readonly estimate: number;
  readonly p: number;
  readonly decision: Decision;
}

/** A row with all its numbers. */
type Defined = { readonly [Key in keyof KeptRelevance]: NonNullable<KeptRelevance[Key]> };
