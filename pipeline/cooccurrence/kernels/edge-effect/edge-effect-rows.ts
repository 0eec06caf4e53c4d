/** Rows of the table `edge_effect`: what taking the source out changes of the target's attribution, mean over the prompts where it has one. */
import type { Shard } from '../../../../src/run/shards.ts';
import type { PlannedSource } from './edge-effect-plan.ts';

export interface EdgeEffectRow {
  readonly source: number;
  readonly target: number;
  /** Joins an edge with the non-edge that it is held against. */
  readonly pair: number;
  readonly edge: boolean;
  readonly r: number | null;
  readonly prompts: number;
  /** Mean |f·(d·g)| as it was; null without a prompt. */
  readonly attribution: number | null;
  readonly effect: number | null;
  /** Null below two prompts. */
  readonly se: number | null;
  readonly reason: string | null;
}

/** @param made of each source (edge-effect-shards.ts) */
export function edgeEffectRows(sources: readonly PlannedSource[], made: readonly Shard[]): EdgeEffectRow[] {
  let pair = 0;
  return sources.flatMap(({ source, targets }, s) => {
    const { target: of, before, change } = made[s];
    const places = targets.map(() => [] as number[]);
    of.data.forEach((target, k) => places[target].push(k));
    return targets.map(({ feature: target, edge, r }, t): EdgeEffectRow => {
      // An edge comes before its match.
      if (edge) pair++;
      const own = places[t];
      const known = { source, target, pair, edge, r, prompts: own.length };
      if (own.length === 0)
        return { ...known, attribution: null, effect: null, se: null, reason: 'the target has no value on any prompt' };
      const mean = (value: (k: number) => number): number => own.reduce((sum, k) => sum + value(k), 0) / own.length;
      const effect = mean((k) => change.data[k]);
      const attribution = mean((k) => Math.abs(before.data[k]));
      if (own.length < 2)
        return { ...known, attribution, effect, se: null, reason: 'the target has a value on one prompt alone' };
      const squares = own.reduce((sum, k) => sum + (change.data[k] - effect) ** 2, 0);
      const se = Math.sqrt(squares / (own.length - 1) / own.length);
      return { ...known, attribution, effect, se, reason: null };
    });
  });
}
