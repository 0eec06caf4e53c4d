/** Direct effects and self-repair as rows of the tables direct_effect and self_repair. */
import { EFFECTS, type Effect, type Effects } from '../../../../src/methods/intervention/direct/direct-effects.ts';

type EffectColumn =
  | 'feature_id'
  | 'cluster'
  | 'prompts'
  | 'active'
  | 'total'
  | 'total_se'
  | 'frozen'
  | 'frozen_se'
  | 'direct'
  | 'direct_se';

type EffectRow = Readonly<Record<EffectColumn, number>>;

/** @param active prompts on which each feature was removed; @returns means over all prompts with their standard errors */
export function effectRows(
  members: readonly { readonly feature_id: number; readonly cluster: number }[],
  effects: Effects,
  active: ArrayLike<number>,
): EffectRow[] {
  const prompts = effects.total.length / members.length;
  return members.map((member, f) => {
    const of = (name: Effect) => moments(effects[name].subarray(f * prompts, (f + 1) * prompts));
    const columns = EFFECTS.flatMap((name) => {
      const { mean, error } = of(name);
      return [
        [name, mean],
        [`${name}_se`, error],
      ] as const;
    });
    return {
      ...member,
      prompts,
      active: active[f],
      ...(Object.fromEntries(columns) as Record<Effect, number>),
    } as EffectRow;
  });
}

/** Mean and its standard error; NaN of one value. */
function moments(values: Float64Array): { mean: number; error: number } {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  const squares = values.reduce((sum, value) => sum + (value - mean) ** 2, 0);
  const error = values.length < 2 ? Number.NaN : Math.sqrt(squares / (values.length - 1) / values.length);
  return { mean, error };
}
