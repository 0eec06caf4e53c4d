/** What is known of the sets of a plan without any run: their share of Σ|a|, and how many features they are with copies counted once. */
import type { StoredRelevance } from './relevance-plan.ts';
import type { SetFacts } from './relevance-rows.ts';

/** @param unitsOf of features by id; null where they are too many to compare in pairs @returns by name, with `all` and `none` */
export function setFacts(
  { sets, baselines, firing, attribution }: Pick<StoredRelevance, 'sets' | 'baselines' | 'firing' | 'attribution'>,
  unitsOf: (ids: readonly number[]) => number | null,
): Map<string, SetFacts> {
  const total = attribution.reduce((sum, x) => sum + x, 0);
  const facts = sets.map(({ name, features }): [string, SetFacts] => {
    const share = total === 0 ? 0 : features.reduce((sum, place) => sum + attribution[place], 0) / total;
    return [name, { units: unitsOf(features.map((place) => firing[place])), share }];
  });
  // Directions of a basis are no copies of one another.
  const bases = baselines.map((baseline): [string, SetFacts] => {
    const units = baseline.name === 'neurons' ? baseline.units : baseline.directions.length;
    return [baseline.name, { units, share: Number.NaN }];
  });
  // Pairs of all that fire would be too many; what has none has no copies.
  const [all, none] = [
    { units: null, share: total === 0 ? 0 : 1 },
    { units: 0, share: 0 },
  ];
  return new Map([['all', all], ['none', none], ...facts, ...bases]);
}
