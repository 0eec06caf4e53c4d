/**
 * Which features enter the network: those with a non-zero aggregated value on at least `minPrevalence` of the prompts.
 * Every other feature that was seen keeps a row with the reason why not.
 */
import type { Aggregated } from '../../../../src/methods/attribution/positions.ts';

export interface SelectedFeature {
  readonly featureId: number;
  /** Share of prompts with a non-zero value. */
  readonly prevalence: number;
  readonly selected: boolean;
  readonly reason: string | null;
}

/** @param seen every feature with a non-zero code anywhere @returns ordered by feature */
export function selectFeatures(
  values: Aggregated,
  seen: Iterable<number>,
  prompts: number,
  minPrevalence: number,
): SelectedFeature[] {
  return [...new Set(seen)]
    .sort((a, b) => a - b)
    .map((featureId) => {
      const count = values.get(featureId)?.size ?? 0;
      // Compared as counts: a share such as 0.3 times the prompts is rarely a whole number in binary.
      const selected = count > 0 && count >= minPrevalence * prompts - 1e-9;
      const reason = selected ? null : `non-zero on ${count} of ${prompts} prompts`;
      return { featureId, prevalence: count / prompts, selected, reason };
    });
}
