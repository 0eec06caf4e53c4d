/** Steered pairs from their long form, restricted to features with a cluster and to some prompts. */
import type { PairDamage } from './within-between.ts';

/** One row per pair and prompt, sorted by pair, then prompt. */
export interface PairRow {
  readonly feature_a: number;
  readonly feature_b: number;
  readonly prompt_id: number;
  readonly damage: number;
}

export interface PairTable {
  readonly pairs: PairDamage;
  /** Cluster of each feature that some pair names. */
  readonly labels: Int32Array;
  /** Prompts of the columns of damage, ascending. */
  readonly promptIds: readonly number[];
}

/** Null where no pair is left. @param clusters cluster by feature; a pair with a feature that has none is left out */
export function pairTable(
  rows: readonly PairRow[],
  clusters: ReadonlyMap<number, number>,
  wanted: (promptId: number) => boolean,
): PairTable | null {
  const kept = rows.filter(
    (row) => clusters.has(row.feature_a) && clusters.has(row.feature_b) && wanted(row.prompt_id),
  );
  if (kept.length === 0) return null;
  const promptIds = [...new Set(kept.map((row) => row.prompt_id))].sort((a, b) => a - b);
  const count = Math.ceil(kept.length / promptIds.length);
  const features = [...new Set(kept.flatMap((row) => [row.feature_a, row.feature_b]))].sort((a, b) => a - b);
  const index = new Map(features.map((feature, i) => [feature, i]));
  const [a, b] = [new Int32Array(count), new Int32Array(count)];
  kept.forEach((row, i) => {
    const [pair, column] = [Math.floor(i / promptIds.length), i % promptIds.length];
    const first = kept[pair * promptIds.length];
    if (row.prompt_id !== promptIds[column] || row.feature_a !== first.feature_a || row.feature_b !== first.feature_b)
      throw incomplete(row);
    a[pair] = index.get(row.feature_a) ?? -1;
    b[pair] = index.get(row.feature_b) ?? -1;
  });
  if (count * promptIds.length !== kept.length) throw incomplete(kept[kept.length - 1]);
  return {
    pairs: { a, b, damage: Float64Array.from(kept, (row) => row.damage) },
    labels: Int32Array.from(features, (feature) => clusters.get(feature) ?? 0),
    promptIds,
  };
}

function incomplete({ feature_a, feature_b }: PairRow): Error {
  return new Error(
    `steering: pair ${feature_a}, ${feature_b} is not there on every prompt, expected the same prompts for all`,
  );
}
