/** Which statistics of the table `null_statistic` are findings with a verdict of their own, what they claim in words, and their unit. */

/** Words and unit of a statistic's excess over a null. */
const FINDINGS: readonly (readonly [pattern: RegExp, unit: string, claim: (part: string) => string])[] = [
  [/^edges$/, 'edges', () => 'More pairs of features correlate above the threshold than with other directions in the same gradient.'], // biome-ignore format: one line
  [/^mean_abs_r$/, 'correlation', () => 'Attributions correlate more, on average over all pairs of features, than with other directions.'], // biome-ignore format: one line
  [
    /^giant$/,
    'features',
    () => 'The largest connected component is larger than with other directions at as many edges.',
  ],
  [
    /^modularity$/,
    'modularity',
    () => 'The network is more modular than the same study with other directions at as many edges.',
  ],
  [/^clusters$/, 'clusters', () => 'There are more kept clusters than with other directions at as many edges.'],
  [/^separation$/, 'correlation', () => 'The kept clusters of the thresholded network are more distinct (attributions correlate more within than between them) than with other directions at as many edges.'], // biome-ignore format: one line
  [
    /^features_in_clusters$/,
    'features',
    () => 'More features are in kept clusters than with other directions at as many edges.',
  ],
  [/^anova_f:(.+)$/, 'F', (metric) => `The kept clusters differ in ${metric} more than clusters of the same study with other directions do.`], // biome-ignore format: one line
  [/^held_out:(.+):edge_replication$/, 'share of edges', (split) => `Edges of one half of the prompts, split by ${split}, are found again on the other more often than with other directions.`], // biome-ignore format: one line
  [/^held_out:(.+):recovery$/, 'adjusted Rand index', (split) => `Two halves of the prompts, split by ${split}, give more alike clusters than with other directions.`], // biome-ignore format: one line
  [/^held_out:(.+:centrality_r:.+)$/, 'correlation', (part) => `The ${part.split(':')[2]} of features agrees better between halves of the prompts, split by ${part.split(':')[0]}, than with other directions.`], // biome-ignore format: one line
];

export function isFinding(statistic: string): boolean {
  return FINDINGS.some(([pattern]) => pattern.test(statistic));
}

export function claimOf(statistic: string): string {
  for (const [pattern, , claim] of FINDINGS) {
    const found = pattern.exec(statistic);
    if (found !== null) return claim(found[1] ?? '');
  }
  throw new RangeError(`claimOf: ${statistic}, expected a statistic that is a finding`);
}

/** Of the estimate, the excess over a null's median. */
export function unitOf(statistic: string): string {
  return FINDINGS.find(([pattern]) => pattern.test(statistic))?.[1] ?? 'correlation';
}
