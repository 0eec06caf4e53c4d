/** The first thing to know of a study: whether the features that its clusters are made of matter for the task. */

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

/** What later claims are told where the clustered features do not matter. */
export const IRRELEVANT = 'the clustered features do not matter for this task';

/** Whether taking the kept features out costs more than taking out random sets as active does; null where that cannot be said. */
export function matters(row: KeptRelevance | undefined): boolean | null {
  if (row === undefined || row.necessity === null || row.necessity_high === null || row.p === null) return null;
  return row.necessity > row.necessity_high;
}

/** One sentence with its numbers. @param row undefined where the table has none */
export function relevanceSentence(row: KeptRelevance | undefined): string {
  if (row === undefined) return 'Whether the clustered features matter for the task was not asked: there are no held-out prompts, or no clusters.'; // biome-ignore format: one line
  const own = matters(row);
  const { necessity, necessity_random: random, necessity_high: high } = row;
  if (own === null || necessity === null || random === null || high === null)
    return `Whether the clustered features matter for the task cannot be said: ${row.reason ?? 'a number is missing'}.`;
  const units = row.n_units === null || row.n_units === row.n ? '' : ` (${row.n_units} without copies)`;
  const costs = `taking them out of ${row.prompts} held-out prompts costs ${share(necessity)} of the contrast that all features carry; random sets as active cost ${share(random)}, and 97.5 % of them at most ${share(high)}`; // biome-ignore format: one line
  const says = own ? 'matter for this task' : 'do not matter for this task';
  return `The ${row.n} clustered features${units} ${says}: ${costs}.`;
}

function share(value: number): string {
  return `${(100 * value).toFixed(1)} %`;
}
