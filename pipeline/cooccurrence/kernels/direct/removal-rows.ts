/**
 * Rows of the table `removal`: what taking one kept feature out does on one prompt, beside its first order, Σ f·(d·g) over the positions
 * where it is taken out. The first order is what a null can say of a feature with another direction, since it needs no run of the model.
 */
import type { CodeTable } from '../relevance/firing-features.ts';

export interface RemovalRow {
  readonly feature_id: number;
  readonly prompt_id: number;
  /** Logits; positive is harm. */
  readonly damage: number;
  readonly first_order: number;
}

interface Removed {
  readonly featureIds: readonly number[];
  readonly promptIds: readonly number[];
  /** [F, P] row-major. */
  readonly total: Float64Array;
  readonly codes: Pick<CodeTable, 'prompt_id' | 'position' | 'feature_id' | 'attribution'>;
  /** Positions at which a prompt is changed. */
  touched(prompt: number): readonly number[];
}

/** By feature, then prompt. */
export function removalRows({ featureIds, promptIds, total, codes, touched }: Removed): RemovalRow[] {
  const places = new Map(featureIds.map((id, f) => [id, f]));
  const columns = new Map(promptIds.map((id, p) => [id, p]));
  const at = promptIds.map((id) => new Set(touched(id)));
  const firstOrder = new Float64Array(total.length);
  codes.feature_id.forEach((id, k) => {
    const [f, p] = [places.get(id), columns.get(codes.prompt_id[k])];
    if (f === undefined || p === undefined || !at[p].has(codes.position[k])) return;
    firstOrder[f * promptIds.length + p] += codes.attribution[k];
  });
  return featureIds.flatMap((feature_id, f) =>
    promptIds.map((prompt_id, p) => {
      const cell = f * promptIds.length + p;
      return { feature_id, prompt_id, damage: total[cell], first_order: firstOrder[cell] };
    }),
  );
}
