/**
 * From sets, factors and scalings to the interventions that have to be run. With base factor b, factor λ and decoder rows d:
 *
 *   Δ = c · Σ_f d_f,   c = b·λ,  b·λ/size (`by-size`),  or  b·λ·n̄/‖Σ d‖ (`norm-matched`, n̄ the mean ‖Σ d‖ of the sets of a size)
 *
 * in the modes that add directions (`seed`, `activation-scaled`, `global-scaled`); the other modes take the factor itself (modes.ts) and no
 * scaling. The pool has factors of its own and is run at equal norm; experiments.ts says what the further experiments are run at.
 * A set of one divided by its size is the same intervention as undivided, and so is a single feature in the set arms: equal
 * interventions are run once and their outcome is stored under every name.
 */
import type { Mode } from '../../../../src/methods/intervention/modes.ts';
import { type Arm, isAlone, type SteeringSet, takesDirections } from './design.ts';
import { isExperiment } from './experiments.ts';

type Scaling = 'none' | 'by-size' | 'norm-matched';

/** One row of the steering table, prompts aside. */
export interface Dose {
  readonly setId: number;
  readonly mode: Mode;
  readonly factor: number;
  readonly scaling: Scaling;
  /** Index of its intervention. */
  readonly intervention: number;
}

export interface Intervention {
  /** Any set that has these directions. */
  readonly setId: number;
  readonly mode: Mode;
  /** c in the modes that add directions, the factor in the others. */
  readonly coefficient: number;
}

/** How long a set is, and how long its directions are one by one. */
export interface SetNorm {
  /** ‖Σ d‖ */
  readonly norm: number;
  /** Σ ‖d‖ */
  readonly apart: number;
}

/** Directions whose sum is shorter than this share of their lengths cancel: at equal norm they would be pushed more than twenty times as far as they write. */
const CANCEL = 0.05;

export function cancels({ norm, apart }: SetNorm): boolean {
  return norm <= CANCEL * apart;
}

export interface DoseOptions {
  readonly mode: Mode;
  readonly baseFactor: number;
  readonly singleFactors: readonly number[];
  readonly factors: readonly number[];
  readonly scalings: readonly Scaling[];
  readonly poolFactors: readonly number[];
  /** λ of the experiment smallest-attribution. */
  readonly smallestAttribution: number;
}

/** At what the sets of an arm are run. */
interface ArmDoses {
  readonly mode: Mode;
  readonly factors: readonly number[];
  readonly scalings: readonly Scaling[];
}

/** @param norms of each set by set_id; sets whose directions cancel are not run at equal norm, and do not count in its mean */
export function planDoses(
  sets: readonly SteeringSet[],
  norms: readonly SetNorm[],
  options: DoseOptions,
): { doses: Dose[]; interventions: Intervention[] } {
  const means = meanNorms(sets, norms);
  const known = new Map<string, number>();
  const interventions: Intervention[] = [];
  const doses: Dose[] = [];
  for (const set of sets) {
    const { mode, factors, scalings } = armDoses(set.arm, options);
    for (const scaling of scalings) {
      if (scaling === 'norm-matched' && cancels(norms[set.setId])) continue;
      for (const factor of factors) {
        const base = adds(mode) ? options.baseFactor : 1;
        const coefficient = base * factor * relative(set, scaling, norms[set.setId].norm, means);
        const directions = takesDirections(set.arm) ? `${set.arm} ${set.setId}` : set.featureIds.join();
        const key = `${mode}:${directions}:${coefficient}`;
        const intervention = known.get(key) ?? interventions.push({ setId: set.setId, mode, coefficient }) - 1;
        known.set(key, intervention);
        doses.push({ setId: set.setId, mode, factor, scaling, intervention });
      }
    }
  }
  return { doses, interventions };
}

function armDoses(arm: Arm, options: DoseOptions): ArmDoses {
  const { mode, singleFactors, factors, scalings, poolFactors, smallestAttribution } = options;
  switch (arm) {
    case 'single':
    case 'carriers':
    case 'carriers-direction':
      return { mode, factors: singleFactors, scalings: ['none'] };
    case 'pool':
      return { mode, factors: poolFactors, scalings: [adds(mode) ? 'norm-matched' : 'none'] };
    case 'global-maximum':
      return { mode: 'global-scaled', factors: [1], scalings: ['none'] };
    case 'smallest-attribution':
      return { mode: 'seed', factors: [smallestAttribution], scalings: ['none'] };
    case 'anomalous-group':
      return { mode: 'seed', factors, scalings: ['none', 'by-size'] };
    default:
      return { mode, factors, scalings };
  }
}

/** Whether a mode adds directions whatever the codes are, so that a base factor and a scaling mean something. */
export function adds(mode: Mode): boolean {
  return mode === 'seed' || mode === 'activation-scaled' || mode === 'global-scaled';
}

function relative(set: SteeringSet, scaling: Scaling, norm: number, means: ReadonlyMap<number, number>): number {
  if (scaling === 'none') return 1;
  if (scaling === 'by-size') return 1 / set.size;
  return means.get(set.size)! / norm;
}

/** Mean ‖Σ d‖ of the sets of each size in the set arms and the pool. */
function meanNorms(sets: readonly SteeringSet[], norms: readonly SetNorm[]): Map<number, number> {
  const sums = new Map<number, { sum: number; count: number }>();
  for (const { setId, arm, size } of sets) {
    if (isAlone(arm) || isExperiment(arm) || cancels(norms[setId])) continue;
    const entry = sums.get(size) ?? { sum: 0, count: 0 };
    sums.set(size, { sum: entry.sum + norms[setId].norm, count: entry.count + 1 });
  }
  return new Map([...sums].map(([size, { sum, count }]) => [size, sum / count]));
}
