/**
 * The study's matrix with one factor of activation × projection held at its mean over the codes of its feature (METHODS N5): what is left
 * says where a correlation comes from.
 */
import type { PositionRule } from '../../../../src/methods/attribution/positions.ts';
import { attributionsOf } from './attributions.ts';
import type { Codes } from './codes.ts';

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
