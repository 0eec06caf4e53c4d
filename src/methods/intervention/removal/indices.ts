/**
 * The interaction index of each pair. With m the contrast (logit difference) and Δ(S) = m(x) − m(x − Σ_S v) the damage of removing S,
 *
 *   I(a, b) = Δ({a, b}) − Δ({a}) − Δ({b}) = m(x − v_a) + m(x − v_b) − m(x − v_a − v_b) − m(x)
 *
 * per prompt, and averaged over prompts. I < 0: the two matter together (losing one already loses what both gave). I > 0: each stands in
 * for the other. It is not 0 for arbitrary vectors, because the model bends; so it is read beside the same index of control pairs.
 *
 * Float32 noise floor: the root mean square of Ī over pairs removed only by λ = 2⁻¹⁰, where the true index, of order λ², is a
 * millionth of itself. Those Ī are made of as many evaluations, so their rounding is that of every Ī in the pool.
 */
import { type InteractionPlan, pairAt, singleAt, tinyAt } from './removal-plan.ts';

/** N pairs, P prompts, F features, K controls. */
export interface Interactions {
  readonly prompts: number;
  /** [F, P] Δ({i}). */
  readonly singles: Float64Array;
  /** [N, P] Δ({a, b}). */
  readonly damage: Float64Array;
  /** [N, P] I of the features themselves, then of each control: K + 1 arrays. */
  readonly index: readonly Float64Array[];
  /** Root mean square of Ī where it is only rounding, logits; NaN without pairs. */
  readonly noiseFloor: number;
}

/** @param m logit difference of every removal of the plan, [interventions, P] */
export function interactions(plan: InteractionPlan, m: ArrayLike<number>, prompts: number): Interactions {
  if (m.length !== plan.count * prompts)
    throw new RangeError(`interactions: ${m.length} values, expected ${plan.count} removals × ${prompts} prompts`);
  const { features, pairs, controls, tiny } = plan;
  const damageOf = (first: number, count: number): Float64Array =>
    Float64Array.from({ length: count * prompts }, (_, i) => m[i % prompts] - m[first * prompts + i]);
  const indexOf = (a: number, b: number, both: number): Float64Array =>
    Float64Array.from(
      { length: prompts },
      (_, p) => m[a * prompts + p] + m[b * prompts + p] - m[both * prompts + p] - m[p],
    );
  const index = Array.from({ length: controls + 1 }, (_, k) => {
    const all = new Float64Array(pairs.length * prompts);
    pairs.forEach(([a, b], n) => {
      all.set(indexOf(singleAt(plan, k, a), singleAt(plan, k, b), pairAt(plan, k, n)), n * prompts);
    });
    return all;
  });
  const rounding = tiny.map((_, n) => {
    const at = tinyAt(plan, n);
    return indexOf(at, at + 1, at + 2).reduce((sum, value) => sum + value, 0) / prompts;
  });
  return {
    prompts,
    singles: damageOf(singleAt(plan, 0, 0), features),
    damage: damageOf(pairAt(plan, 0, 0), pairs.length),
    index,
    noiseFloor: Math.sqrt(rounding.reduce((sum, value) => sum + value * value, 0) / rounding.length),
  };
}
