/**
 * The figures that the study published, for the reproduction card: "zooming out" on SAE features with network analysis (2024),
 * GPT-2 small, gpt2-small-res-jb layer 7, 100 prompts "Fact: … plays the sport of". Numbers as printed there; `derived` ones
 * follow from its printed numbers (degrees of freedom of its tests). Its adjusted p of the degree regressions is below the raw p
 * that its own R² implies, so it cannot be a Bonferroni value; it is listed all the same.
 */
export interface Published {
  /** As in sql/report_reproduction.sql. */
  readonly figure: string;
  /** In words, for the reader. */
  readonly title: string;
  readonly value: number;
  readonly group: 'task' | 'network' | 'tests' | 'regressions' | 'features';
  readonly derived?: boolean;
}

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

/** Feature, degree, closeness. */
const FEATURES: readonly (readonly [number, number, number])[] = [
  [14968, 0.183908, 0.433214],
  [22789, 0.166667, 0.417879],
  [3259, 0.114943, 0.385997],
  [21858, 0.195402, 0.439941],
  [2360, 0.178161, 0.429276],
];

export const PUBLISHED: readonly Published[] = [
  { figure: 'rank-0 share', title: 'share of prompts answered at rank 0', value: 0.57, group: 'task' },
  { figure: 'mean probability', title: 'mean probability of the answer', value: 0.15, group: 'task' },
  { figure: 'features', title: 'features active on every prompt', value: 175, group: 'network' },
  { figure: 'giant component', title: 'largest connected component', value: 158, group: 'network', derived: true },
  { figure: 'kept clusters', title: 'clusters kept', value: 4, group: 'network' },
  { figure: 'kept features', title: 'features in kept clusters', value: 65, group: 'network', derived: true },
  ...ANOVA.flatMap(([metric, f, p]): Published[] => [
    { figure: `anova F ${metric}`, title: `ANOVA of ${metric}: F`, value: f, group: 'tests' },
    { figure: `anova p ${metric}`, title: `ANOVA of ${metric}: adjusted p`, value: p, group: 'tests' },
  ]),
  ...Object.entries(REGRESSIONS).flatMap(([predictor, rows]) =>
    rows.flatMap(([factor, r2, p]): Published[] => [
      {
        figure: `R2 ${predictor} ${factor.toFixed(1)}`,
        title: `${predictor}, dose ${factor}: R²`,
        value: r2,
        group: 'regressions',
      },
      {
        figure: `p ${predictor} ${factor.toFixed(1)}`,
        title: `${predictor}, dose ${factor}: adjusted p`,
        value: p,
        group: 'regressions',
      },
    ]),
  ),
  ...FEATURES.flatMap(([feature, degree, closeness]): Published[] => [
    { figure: `degree of ${feature}`, title: `degree of feature ${feature}`, value: degree, group: 'features' },
    {
      figure: `closeness of ${feature}`,
      title: `closeness of feature ${feature}`,
      value: closeness,
      group: 'features',
    },
  ]),
];
