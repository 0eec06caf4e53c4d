/**
 * From sets, factors and scalings to the interventions that have to be run. With base factor b, factor λ and decoder rows d:
 *
 *   Δ = c · Σ_f d_f,   c = b·λ,  b·λ/size (`by-size`),  or  b·λ·n̄/‖Σ d‖ (`norm-matched`, n̄ the mean ‖Σ d‖ of the sets of a size)
 *
 * in the modes that add directions (`seed`, `activation-scaled`); the other modes take the factor itself (apply.ts) and no scaling.
 * A set of one divided by its size is the same intervention as undivided, and so is a single feature in the set arms: equal
 * interventions are run once and their outcome is stored under every name.
 */
import type { Mode } from './apply.ts';
import { type SteeringSet, takesDirections } from './design.ts';

export type Scaling = 'none' | 'by-size' | 'norm-matched';

/** One row of the steering table, prompts aside. */
export interface Dose {
  readonly setId: number;
  readonly factor: number;
  readonly scaling: Scaling;
  /** Index of its intervention. */
  readonly intervention: number;
}

export interface Intervention {
  /** Any set that has these directions. */
  readonly setId: number;
  /** c in the modes that add directions, the factor in the others. */
  readonly coefficient: number;
}

export interface DoseOptions {
  readonly mode: Mode;
  readonly baseFactor: number;
  readonly singleFactors: readonly number[];
  readonly factors: readonly number[];
  readonly scalings: readonly Scaling[];
}

/** @param norms ‖Σ d‖ of each set by set_id */
export function planDoses(
  sets: readonly SteeringSet[],
  norms: ArrayLike<number>,
  options: DoseOptions,
): { doses: Dose[]; interventions: Intervention[] } {
  const means = meanNorms(sets, norms);
  const known = new Map<string, number>();
  const interventions: Intervention[] = [];
  const doses: Dose[] = [];
  for (const set of sets) {
    const single = set.arm === 'single';
    for (const scaling of single ? (['none'] as const) : options.scalings) {
      for (const factor of single ? options.singleFactors : options.factors) {
        const base = adds(options.mode) ? options.baseFactor : 1;
        const coefficient = base * factor * relative(set, scaling, norms[set.setId]!, means);
        const directions = takesDirections(set.arm) ? `${set.arm} ${set.setId}` : set.featureIds.join();
        const key = `${directions}:${coefficient}`;
        const intervention = known.get(key) ?? interventions.push({ setId: set.setId, coefficient }) - 1;
        known.set(key, intervention);
        doses.push({ setId: set.setId, factor, scaling, intervention });
      }
    }
  }
  return { doses, interventions };
}

/** Whether a mode adds directions whatever the codes are, so that a base factor and a scaling mean something. */
export function adds(mode: Mode): boolean {
  return mode === 'seed' || mode === 'activation-scaled';
}

function relative(set: SteeringSet, scaling: Scaling, norm: number, means: ReadonlyMap<number, number>): number {
  if (scaling === 'none') return 1;
  if (scaling === 'by-size') return 1 / set.size;
  if (norm === 0)
    throw new RangeError(`steering: the directions of set ${set.setId} cancel, so no factor gives them a norm`);
  return means.get(set.size)! / norm;
}

/** Mean ‖Σ d‖ of the sets of each size in the set arms. */
function meanNorms(sets: readonly SteeringSet[], norms: ArrayLike<number>): Map<number, number> {
  const sums = new Map<number, { sum: number; count: number }>();
  for (const { setId, arm, size } of sets) {
    if (arm === 'single') continue;
    const entry = sums.get(size) ?? { sum: 0, count: 0 };
    sums.set(size, { sum: entry.sum + norms[setId]!, count: entry.count + 1 });
  }
  return new Map([...sums].map(([size, { sum, count }]) => [size, sum / count]));
}
