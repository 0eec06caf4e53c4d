/**
 * The observed statistics, from the stored matrix and the features' own directions. The same path that makes replicates must
 * give the stored matrix back from the features' own decoder rows; where it does not, nothing it says about others is worth
 * anything, so that is an error and not a warning.
 */
import type { AttributionMethod } from '../../../../src/methods/attribution/method-names.ts';
import { attributionsOf } from './attributions.ts';
import { columnsOf } from './codes.ts';
import { openProjector } from './matrix-product.ts';
import { type MatchedInput, matchedTo, type NullInput, statisticsOf } from './replicates.ts';

/** Relative to the largest Σ of magnitudes of what a value adds up: float32 products added in another order, of features that may cancel. */
const TOLERANCE = 1e-4;

export interface Observed {
  /** What replicates get: the input with the number of edges that each is matched to. */
  readonly matched: MatchedInput;
  /** In the order of askedOf. */
  readonly statistics: Float64Array;
  /** [R, F] of the features' own directions. */
  readonly projections: Float32Array;
}

/**
 * @param own [F, D] decoder rows of the selected features
 * @param stored [P, F] the study's matrix
 * @param method how it was made: only `gradient` is activation times projection, and only that can be checked
 */
export async function observedStatistics(
  nullInput: NullInput,
  own: Float32Array,
  stored: Float64Array,
  method: AttributionMethod,
): Promise<Observed> {
  const { gradient, codes, rule } = nullInput;
  const projector = await openProjector(gradient, 1);
  const projections = await projector.project(own);
  await projector.release();
  const cols = columnsOf(codes);
  if (method === 'gradient') {
    const sizes = attributionsOf(
      { ...codes, activations: codes.activations.map(Math.abs) },
      projections.map(Math.abs),
      rule,
    );
    check(attributionsOf(codes, projections, rule), stored, cols, largest(sizes));
  }
  const matched = matchedTo({ rows: codes.prompts, cols, values: stored }, nullInput);
  return { matched, projections, statistics: statisticsOf(matched, projections, { stored }) };
}

function largest(values: Float64Array): number {
  return values.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
}

function check(again: Float64Array, stored: Float64Array, features: number, scale: number): void {
  if (again.length !== stored.length)
    throw new Error(`nulls: ${again.length} values from codes and directions, expected ${stored.length}`);
  for (let i = 0; i < stored.length; i++) {
    if (!(Math.abs(again[i] - stored[i]) <= TOLERANCE * scale)) {
      const [prompt, column] = [Math.floor(i / features), i % features];
      throw new Error(
        `nulls: the stored codes, gradients and decoder give ${again[i]} for prompt ${prompt}, column ${column}, expected the stored ${stored[i]}`,
      );
    }
  }
}
