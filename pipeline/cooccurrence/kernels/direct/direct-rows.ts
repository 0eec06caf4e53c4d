/** Effects of removing each feature as rows of the table direct_effect. */
import type { Effects } from '../../../../src/methods/intervention/direct/direct-effects.ts';
import { EFFECTS } from '../../../../src/methods/intervention/direct/direct-graph.ts';

/** Those of the removal, and the frozen effect of its tangential part (radial.ts). */
export const REMOVAL_EFFECTS = [...EFFECTS, 'tangential'] as const;
type RemovalEffect = (typeof REMOVAL_EFFECTS)[number];
export type RemovalEffects = Effects<RemovalEffect>;

type EffectColumn = 'feature_id' | 'cluster' | 'prompts' | 'active' | RemovalEffect | `${RemovalEffect}_se`;

type EffectRow = Readonly<Record<EffectColumn, number>>;

/** @param active prompts on which each feature was removed; @returns means over all prompts with their standard errors */
export function effectRows(
  members: readonly { readonly feature_id: number; readonly cluster: number }[],
  effects: RemovalEffects,
  active: ArrayLike<number>,
): EffectRow[] {
  const prompts = effects.total.length / members.length;
  return members.map((member, f) => {
    const columns = REMOVAL_EFFECTS.flatMap((name) => {
      const { mean, error } = moments(effects[name].subarray(f * prompts, (f + 1) * prompts));
      return [
        [name, mean],
        [`${name}_se`, error],
      ] as const;
    });
    return { ...member, prompts, active: active[f], ...Object.fromEntries(columns) } as EffectRow;
  });
}

/** Mean and its standard error; NaN of one value. */
function moments(values: Float64Array): { mean: number; error: number } {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  const squares = values.reduce((sum, value) => sum + (value - mean) ** 2, 0);
  const error = values.length < 2 ? Number.NaN : Math.sqrt(squares / (values.length - 1) / values.length);
  return { mean, error };
}
