/**
 * Where each feature fires, over all prompts, by its mass Σ f:
 *
 *   main position      the position of most mass, the first of equals
 *   constant           its code there hardly moves: standard deviation (divisor n) below STEADY of the mean, over the prompts that reach
 *                      the position, 0 where it is silent; never of a position that one prompt alone reaches
 *   before difference  more than half of its mass stands in the common prefix of its template, so that it fires before the first token
 *                      that differs between prompts and cannot tell them apart
 */
import { type AttributionRows, byFeature } from '../../../../src/methods/attribution/positions.ts';

/** A coefficient of variation below this is a code that hardly moves. */
export const STEADY = 0.05;

interface FeaturePlaces {
  /** Every feature with a row, ascending. */
  readonly featureIds: Int32Array;
  readonly mainPosition: Int32Array;
  readonly constant: boolean[];
  readonly beforeDifference: boolean[];
}

type CodeRows = Pick<AttributionRows, 'prompt_id' | 'position' | 'feature_id'> & { readonly activation: Float32Array };

/**
 * @param rows every code that is not 0
 * @param lengths tokens of each prompt @param prefixes of them, how many its template has in common
 */
export function featurePlaces(rows: CodeRows, lengths: ArrayLike<number>, prefixes: ArrayLike<number>): FeaturePlaces {
  const { featureIds, starts, order } = byFeature(rows.feature_id);
  const longest = Array.from(lengths).reduce((most, length) => Math.max(most, length), 0);
  const reached = new Int32Array(longest);
  for (const length of Array.from(lengths)) for (let t = 0; t < length; t++) reached[t]++;
  const mass = new Float64Array(longest);
  const mainPosition = new Int32Array(featureIds.length);
  const [constant, beforeDifference]: [boolean[], boolean[]] = [[], []];
  for (let k = 0; k < featureIds.length; k++) {
    const at = order.subarray(starts[k], starts[k + 1]);
    mass.fill(0);
    let before = 0;
    for (const i of at) {
      const [position, code] = [rows.position[i], rows.activation[i]];
      mass[position] += code;
      if (position < prefixes[rows.prompt_id[i]]) before += code;
    }
    const main = mass.reduce((best, one, t) => (one > mass[best] ? t : best), 0);
    const codes = Array.from(at.filter((i) => rows.position[i] === main), (i) => rows.activation[i]); // biome-ignore format: one line
    mainPosition[k] = main;
    constant.push(reached[main] > 1 && variation(codes, reached[main]) < STEADY);
    beforeDifference.push(before > mass.reduce((sum, one) => sum + one, 0) / 2);
  }
  return { featureIds, mainPosition, constant, beforeDifference };
}

/** Coefficient of variation of `count` codes, of which those that are not given are 0. */
function variation(codes: readonly number[], count: number): number {
  const mean = codes.reduce((sum, code) => sum + code, 0) / count;
  const squares = codes.reduce((sum, code) => sum + (code - mean) ** 2, 0) + (count - codes.length) * mean ** 2;
  return Math.sqrt(squares / count) / mean;
}
