/**
 * Controls matched on what makes a feature matter by itself: for each feature of a set, the nearest one outside the kept
 * clusters in (log mean |attribution|, prevalence), both in units of their standard deviation over all active features. Within a
 * set no match is used twice; over sets a match may come back.
 */
export interface FeatureTraits {
  /** Mean over prompts of the magnitude of the aggregated attribution, logits; above zero. */
  readonly meanAbsAttribution: number;
  /** Share of prompts on which the feature has a value. */
  readonly prevalence: number;
}

/** feature → candidates outside, nearest first */
type Matcher = (feature: number) => readonly number[];

/** @param taken features of the kept clusters, which no match may come from */
export function matcher(traits: ReadonlyMap<number, FeatureTraits>, taken: ReadonlySet<number>): Matcher {
  const points = new Map(
    [...traits].map(([feature, trait]) => [feature, [Math.log(trait.meanAbsAttribution), trait.prevalence] as const]),
  );
  const scales = [0, 1].map((axis) => deviation([...points.values()].map((point) => point[axis])) || 1);
  const candidates = [...points.keys()].filter((feature) => !taken.has(feature)).sort((a, b) => a - b);
  const known = new Map<number, readonly number[]>();
  return (feature) => {
    const earlier = known.get(feature);
    if (earlier !== undefined) return earlier;
    const own = points.get(feature);
    if (own === undefined) throw new Error(`matched: no traits of feature ${feature}`);
    const distance = (other: number): number => {
      const point = points.get(other)!;
      return Math.hypot(...scales.map((scale, axis) => (point[axis] - own[axis]) / scale));
    };
    const ordered = candidates
      .map((other) => ({ other, at: distance(other) }))
      .sort((a, b) => a.at - b.at || a.other - b.other)
      .map(({ other }) => other);
    known.set(feature, ordered);
    return ordered;
  };
}

/** One matched set for each set that the candidates suffice for, in order, `most` at most; equal results are kept once. */
export function matchedSets(sets: readonly (readonly number[])[], match: Matcher, most: number): number[][] {
  const found = new Map<string, number[]>();
  for (const set of sets) {
    if (found.size === most) break;
    const used = new Set<number>();
    for (const feature of set) {
      const nearest = match(feature).find((other) => !used.has(other));
      if (nearest !== undefined) used.add(nearest);
    }
    const ascending = [...used].sort((a, b) => a - b);
    if (ascending.length === set.length) found.set(ascending.join(), ascending);
  }
  return [...found.values()];
}

function deviation(values: readonly number[]): number {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  return Math.sqrt(values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length);
}
