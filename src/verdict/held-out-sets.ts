/**
 * H2 on held-out prompts: the clusters that the first half of the prompts finds alone, asked of the damage that pairs of features do on
 * the second half. Of several splits the one with the largest p speaks; one that cannot be asked leaves the claim without held-out prompts.
 */
import { type PairRow, pairTable } from './pair-table.ts';
import { withinBetween } from './within-between.ts';

export interface HeldOutInput {
  /** Damage of pairs at equal norm, all prompts. */
  readonly rows: readonly PairRow[];
  readonly clusters: readonly { readonly split: string; readonly feature_id: number; readonly cluster: number }[];
  /** Second half of each split. */
  readonly asked: readonly { readonly split: string; readonly prompt_id: number }[];
  readonly strata: ReadonlyMap<number, string>;
}

/** p of permuted labels; null where it does not exist. */
export function heldOutSets(
  { rows, clusters, asked, strata }: HeldOutInput,
  options: { readonly seed: number; readonly replicates: number },
): number | null {
  const splits = [...new Set(asked.map(({ split }) => split))];
  const ps = splits.map((split) => {
    const second = new Set(asked.filter((row) => row.split === split).map((row) => row.prompt_id));
    const own = new Map(clusters.filter((row) => row.split === split).map((row) => [row.feature_id, row.cluster]));
    const table = pairTable(rows, own, (prompt) => second.has(prompt));
    if (table === null) return null;
    const names = table.promptIds.map((prompt) => strata.get(prompt) ?? '');
    return withinBetween(table.pairs, table.labels, { ...options, strata: names })?.p ?? null;
  });
  return ps.reduce((worst: number | null, p, i) => (i === 0 ? p : worst === null || p === null ? null : Math.max(worst, p)), null); // biome-ignore format: one line
}
