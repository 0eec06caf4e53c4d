/**
 * The figures of the reproduction card: those that the study printed, "zooming out" on SAE features with network analysis (2024,
 * https://github.com/owenparsons/sae_network_analysis: GPT-2 small, gpt2-small-res-jb layer 7, 100 prompts "Fact: … plays the sport of"),
 * and those that follow from printed ones (`derived`): degrees of freedom from F and p, whole numbers of neighbours from a degree, sums of
 * distances and the size of the component from closeness. Its adjusted p of the regressions on degree are below the raw p that
 * its own R² implies, so they cannot be Bonferroni values; they are listed all the same.
 */
export interface Published {
  readonly category: Category;
  /** In words, unique in its category. */
  readonly figure: string;
  readonly value: number;
  readonly unit: 'count' | 'share' | 'probability' | 'p' | 'statistic';
  readonly derived: boolean;
  /** Names this run's value: `name` in the query reproduction_value. */
  readonly key: string;
}

export const CATEGORIES = [
  'task',
  'network',
  'clusters',
  'comparisons',
  'regressions',
  'features',
  'steering',
] as const;

export type Category = (typeof CATEGORIES)[number];

/** The prompt and the feature that the study steers by hand, and the token whose probability it prints. */
export const EXAMPLE = { prompt: 'Be the change you wish to see in the', feature: 6747, factor: 30, token: ' world' };

/** Prompts of each answer. */
const ANSWERS: Readonly<Record<string, number>> = {
  baseball: 27,
  basketball: 18,
  football: 17,
  soccer: 15,
  racing: 6,
  tennis: 6,
  golf: 5,
  boxing: 4,
  cricket: 1,
  track: 1,
};

/** Metric, F, adjusted p. */
const ANOVA: readonly (readonly [string, number, number])[] = [
  ['eigenvector', 30.41, 3.04e-11],
  ['betweenness', 2.22, 0.755],
  ['closeness', 19.69, 3.85e-8],
  ['degree', 10.62, 8.27e-5],
  ['abs_corr_activation', 19.98, 3.1e-8],
  ['max_activation', 7.19, 0.00264],
  ['absolute_summed_activation', 8.68, 0.000559],
  ['std_activation', 8.62, 0.000597],
];

/** Factor, R², adjusted p as printed. */
const REGRESSIONS: Readonly<Record<string, readonly (readonly [number, number, number])[]>> = {
  betweenness: [
    [0.1, 0.097, 0.098],
    [1, 0.106, 0.07],
    [2, 0.117, 0.049],
    [5, 0.144, 0.014],
    [10, 0.15, 0.013],
    [20, 0.07, 0.259],
  ],
  degree: [
    [0.1, 0.029, 0.185],
    [1, 0.032, 0.117],
    [2, 0.034, 0.105],
    [5, 0.038, 0.088],
    [10, 0.031, 0.122],
    [20, 0.018, 0.208],
  ],
};

/** Slope of the answer's probability on betweenness over the factor: the study's slopes are this times the factor. */
const SLOPES: readonly (readonly [number, number])[] = [
  [0.1, -0.51],
  [1, -0.52],
  [2, -0.54],
  [5, -0.58],
  [10, -0.5],
];

/** Feature, degree, closeness, Σ|r| over all features with itself, neighbours, sum of distances. */
const FEATURES: readonly (readonly [number, number, number, number, number, number])[] = [
  [14968, 0.183908, 0.433214, 53.651523, 32, 327],
  [22789, 0.166667, 0.417879, 53.041857, 29, 339],
  [3259, 0.114943, 0.385997, 46.172227, 20, 367],
  [21858, 0.195402, 0.439941, 53.887589, 34, 322],
  [2360, 0.178161, 0.429276, 53.168008, 31, 330],
];

/** Feature, Σ |attribution| over prompts. */
const SUMS: readonly (readonly [number, number])[] = [
  [14968, 1.509947],
  [21858, 1.003422],
  [2360, 0.66192],
];

const row = (category: Category, unit: Published['unit'], derived = false) => {
  return (key: string, figure: string, value: number): Published => ({ category, figure, value, unit, derived, key });
};
const printed = {
  count: (category: Category) => row(category, 'count'),
  share: row('task', 'share'),
  f: row('comparisons', 'statistic'),
  p: (category: Category) => row(category, 'p'),
  feature: row('features', 'statistic'),
};
const derived = (category: Category, unit: Published['unit']) => row(category, unit, true);

export const PUBLISHED: readonly Published[] = [
  printed.count('task')('prompts', 'prompts', 100),
  printed.count('task')('answers', 'different answers', 10),
  ...Object.entries(ANSWERS).map(([answer, n]) =>
    printed.count('task')(`answer ${answer}`, `prompts with answer ${answer}`, n),
  ),
  derived('task', 'count')('shortest', 'tokens of the shortest prompt, BOS included', 9),
  derived('task', 'count')('longest', 'tokens of the longest prompt, BOS included', 14),
  printed.share('rank-0 share', 'prompts answered at rank 0', 0.57),
  row('task', 'probability')('mean probability', 'mean probability of the answer', 0.15),
  printed.count('network')('features', 'features active on every prompt', 175),
  derived('network', 'count')('giant component', 'largest connected component', 158),
  printed.count('clusters')('kept clusters', 'kept clusters', 4),
  derived('clusters', 'count')('kept features', 'features in kept clusters', 65),
  derived('comparisons', 'count')('anova tests', 'metrics compared', 8),
  derived('comparisons', 'count')('df between', 'degrees of freedom between clusters', 3),
  derived('comparisons', 'count')('df within', 'degrees of freedom within clusters', 61),
  ...ANOVA.flatMap(([metric, f, p]) => [
    printed.f(`anova F ${metric}`, `F of ${metric}`, f),
    printed.p('comparisons')(`anova p ${metric}`, `adjusted p of ${metric}`, p),
  ]),
  ...Object.entries(REGRESSIONS).flatMap(([predictor, rows]) =>
    rows.flatMap(([factor, r2, p]) => [
      row('regressions', 'statistic')(`R2 ${predictor} ${factor}`, `R² on ${predictor}, factor ${factor}`, r2),
      printed.p('regressions')(`p ${predictor} ${factor}`, `adjusted p on ${predictor}, factor ${factor}`, p),
    ]),
  ),
  ...SLOPES.map(([factor, slope]) =>
    derived('regressions', 'statistic')(
      `slope betweenness ${factor}`,
      `slope on betweenness over factor ${factor}`,
      slope,
    ),
  ),
  derived('regressions', 'probability')('intercept', 'probability at betweenness 0, factor 0.1', 0.348),
  ...FEATURES.flatMap(([feature, degree, closeness, sum, neighbours, distances]) => [
    printed.feature(`degree ${feature}`, `degree of ${feature}`, degree),
    derived('features', 'count')(`neighbours ${feature}`, `neighbours of ${feature}`, neighbours),
    printed.feature(`closeness ${feature}`, `closeness of ${feature}`, closeness),
    derived('features', 'count')(`distances ${feature}`, `sum of distances from ${feature}`, distances),
    printed.feature(`abs_corr_activation ${feature}`, `Σ|r| of ${feature}, itself included`, sum),
  ]),
  ...SUMS.map(([feature, sum]) =>
    printed.feature(`absolute_summed_activation ${feature}`, `Σ|attribution| of ${feature}`, sum),
  ),
  derived('steering', 'probability')(
    'mean at 30',
    'mean probability of the answer, single features at factor 30',
    0.015,
  ),
  row('steering', 'probability')('example before', `“world” after “${EXAMPLE.prompt}”`, 0.4437),
  row('steering', 'probability')('example after', `the same with feature ${EXAMPLE.feature} steered`, 0.1226),
];
