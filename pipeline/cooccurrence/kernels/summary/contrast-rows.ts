/**
 * The comparisons of arm-contrast.ts as rows of the table steering_contrast: one for each size and factor, in the outcome's own unit, and
 * one over all of them (size 0, factor 0): the mean of the differences over their SD, in units of SD. In that row draws and
 * permutations run through all sizes and factors at once, so that it is one test and not the best of many.
 */
import { intervalOf } from '../../../../src/methods/stats/equivalence.ts';
import { permutationP } from '../../../../src/methods/stats/resampling.ts';
import { countUnits, type UnitOf } from '../units/counted-units.ts';
import { type Contrast, LABELLED } from './arm-contrast.ts';
import { POOL } from './pool-contrast.ts';

type ContrastColumn =
  | 'mode'
  | 'scaling'
  | 'size'
  | 'factor'
  | 'outcome'
  | 'other'
  | 'sets'
  | 'other_sets'
  | 'n_units'
  | 'estimate'
  | 'sd'
  | 'effect'
  | 'low'
  | 'high'
  | 'p'
  | 'p_greater'
  | 'permutations'
  | 'permuted'
  | 'bound'
  | 'p_equivalence'
  | 'equivalent'
  | 'first_half'
  | 'second_half';

export type ContrastRow = Readonly<Record<ContrastColumn, string | number | boolean | null>>;

interface ContrastName {
  readonly mode: string;
  readonly scaling: string;
  readonly outcome: string;
  readonly other: string;
}

/** @param units null where they were not made: labels were permuted over features then */
export function contrastRows(
  name: ContrastName,
  contrasts: readonly Contrast[],
  sesoi: number,
  units: UnitOf | null,
): ContrastRow[] {
  const varying = contrasts.filter(({ sd }) => !Number.isNaN(sd));
  const rows = contrasts.map((contrast) => rowOf(name, contrast, sesoi * contrast.sd, units));
  return varying.length === 0 ? rows : [...rows, rowOf(name, pooled(varying), sesoi, units)];
}

/** Means over contrasts of everything over its SD. */
function pooled(contrasts: readonly Contrast[]): Contrast {
  const mean = (pick: (contrast: Contrast) => number): number =>
    contrasts.reduce((sum, contrast) => sum + pick(contrast) / contrast.sd, 0) / contrasts.length;
  const total = (pick: (contrast: Contrast) => number): number =>
    contrasts.filter(({ factor }) => factor === contrasts[0].factor).reduce((sum, own) => sum + pick(own), 0);
  const [first] = contrasts;
  return {
    size: 0,
    factor: 0,
    sets: total(({ sets }) => sets),
    otherSets: total(({ otherSets }) => otherSets),
    features: contrasts.flatMap(({ features }) => features),
    estimate: mean(({ estimate }) => estimate),
    sd: 1,
    halves: first.halves.map((_, half) => mean(({ halves }) => halves[half])),
    draws: first.draws.map((_, k) => mean(({ draws }) => draws[k])),
    permuted: first.permuted.map((_, k) => mean(({ permuted }) => permuted[k])),
  };
}

function rowOf(name: ContrastName, contrast: Contrast, bound: number, units: UnitOf | null): ContrastRow {
  const { estimate, sd, halves } = contrast;
  const interval = intervalOf(estimate, contrast.draws, bound);
  const p = permutationP(estimate, contrast.permuted);
  return {
    ...name,
    size: contrast.size,
    factor: contrast.factor,
    sets: contrast.sets,
    other_sets: contrast.otherSets,
    n_units: countUnits(contrast.features, units),
    estimate,
    sd,
    effect: estimate / sd,
    low: interval.low,
    high: interval.high,
    p: p.twoSided,
    p_greater: p.greater,
    permutations: p.permutations,
    permuted: permutedOf(name.other, units),
    bound,
    p_equivalence: interval.pEquivalence,
    equivalent: interval.equivalent,
    first_half: halves[0] ?? Number.NaN,
    second_half: halves[1] ?? Number.NaN,
  };
}

function permutedOf(other: string, units: UnitOf | null): string {
  if (other !== LABELLED && other !== POOL) return 'arms over sets';
  return units === null ? 'labels over features' : 'labels over units';
}
