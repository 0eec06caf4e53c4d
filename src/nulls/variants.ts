/**
 * The study's matrix changed in one way. With one factor of activation × projection held at its mean over the codes of its feature
 * (METHODS N5), what is left says where a correlation comes from; with every stratum counting alike, whether the commonest answers make it.
 */
import type { PositionRule } from '../attribution/positions.ts';
import type { Matrix } from '../stats/matrix.ts';
import { attributionsOf } from './attributions.ts';
import type { Codes } from './codes.ts';
import { groupNumbers } from './shuffles.ts';

/** The matrix with each feature's projection held at its mean over its codes. @param projections [R, F] */
export function activationOnly(codes: Codes, projections: Float32Array, rule: PositionRule): Float64Array {
  const means = featureMeans(codes, (k, f) => projections[codes.rows[k] * codes.features + f]);
  return attributionsOf(codes, projections.map((_, i) => means[i % codes.features]), rule); // biome-ignore format: one line
}

/** The matrix with each feature's activation held at its mean over its codes. @param projections [R, F] */
export function gradientOnly(codes: Codes, projections: Float32Array, rule: PositionRule): Float64Array {
  const means = featureMeans(codes, (k) => codes.activations[k]);
  const activations = codes.activations.slice();
  eachCode(codes, (k, f) => {
    activations[k] = means[f];
  });
  return attributionsOf({ ...codes, activations }, projections, rule);
}

/**
 * √w (x - x̄), with x̄ the mean under weights w that give every stratum the same total: the cosine of two columns is then their
 * correlation under these weights. @param strata [P]
 */
export function classBalanced({ rows, cols, values }: Matrix, strata: readonly string[]): Float64Array {
  const groups = groupNumbers(strata);
  const sizes = new Float64Array(rows);
  for (const group of groups) sizes[group]++;
  const count = new Set(strata).size;
  const weights = Float64Array.from(groups, (group) => 1 / (sizes[group] * count));
  const means = new Float64Array(cols);
  values.forEach((value, i) => {
    means[i % cols] += weights[Math.floor(i / cols)] * value;
  });
  return Float64Array.from(values, (value, i) => Math.sqrt(weights[Math.floor(i / cols)]) * (value - means[i % cols]));
}

function featureMeans(codes: Codes, value: (k: number, f: number) => number): Float64Array {
  const sums = new Float64Array(codes.features);
  const counts = new Float64Array(codes.features);
  eachCode(codes, (k, f) => {
    sums[f] += value(k, f);
    counts[f]++;
  });
  return sums.map((sum, f) => (counts[f] === 0 ? 0 : sum / counts[f]));
}

function eachCode({ prompts, features, offsets }: Codes, see: (k: number, f: number) => void): void {
  for (let cell = 0; cell < prompts * features; cell++)
    for (let k = offsets[cell]; k < offsets[cell + 1]; k++) see(k, cell % features);
}
