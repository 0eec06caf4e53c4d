/** Settings of the network: similarity of features, which similarities are edges, clusters, and how far clusters are chance. */
import { show } from '../../../src/run/study/check-value.ts';
import { group, leaf, optional } from '../../../src/run/study/leaf.ts';
import { choice, flag, list, number, whole } from '../../../src/run/study/types.ts';

export const correlation = group(
  {
    method: leaf({
      type: choice(['pearson', 'spearman', 'cosine', 'partial']),
      default: 'pearson',
      meaning: 'Similarity of two features over prompts.',
    }),
    gain: leaf({
      type: choice(['keep', 'divide']),
      default: 'keep',
      meaning: '`divide`: each prompt’s values are divided by the norm of its gradient first.',
    }),
    weights: leaf({
      type: choice(['equal', 'class-balanced']),
      default: 'equal',
      meaning: '`class-balanced`: every stratum of prompts counts alike, however many prompts it has (method pearson).',
    }),
    covariates: optional({
      type: list(choice(['answer', 'foil', 'log-gradient']), 1),
      meaning: 'What the method `partial` holds fixed.',
    }),
    most_pairs: leaf({
      type: whole({ least: 1 }),
      default: 5_000_000,
      meaning:
        'Pairs of features that may be held at once, 36 bytes each. With more, correlations are computed in blocks and the strongest stored, from an absolute r of 0.30 or the lowest threshold of the sweep that fits.',
    }),
  },
  ({ method, covariates, weights }, refuse) => {
    if (method === 'partial' && covariates === undefined)
      refuse('covariates', 'missing', 'a list beside method partial');
    if (method !== 'partial' && covariates !== undefined)
      refuse('covariates', show(covariates), `none beside method ${method}; only partial holds something fixed`);
    if (weights === 'class-balanced' && method !== 'pearson')
      refuse('weights', `class-balanced beside method ${method}`, 'method pearson, for which weights are defined');
  },
);

export const network = group({
  threshold: leaf({
    type: number({ least: 0, most: 1 }),
    default: 0.7,
    meaning: 'Smallest similarity of an edge.',
  }),
  strict: leaf({
    type: flag(),
    'seed-exact': true, // the study's text says r ≥ 0.7, its code |r| > 0.7
    recommended: false,
    meaning: '`true`: above the threshold; `false`: at or above it.',
  }),
  sign: leaf({
    type: choice(['absolute', 'positive']),
    default: 'absolute',
    meaning: 'Edges from the absolute or only from the positive similarity; the sign is kept.',
  }),
  // Further rules, each applied to what the one before left.
  fdr: optional({ type: number({ above: 0, below: 1 }), meaning: 'Further rule: largest q value of an edge.' }),
  giant: optional({
    type: whole({ least: 1 }),
    meaning: 'Further rule: number of features that the largest component is to reach.',
  }),
  top_k: optional({ type: whole({ least: 1 }), meaning: 'Further rule: the strongest edges of each feature.' }),
  disparity: optional({
    type: number({ above: 0, below: 1 }),
    meaning: 'Further rule: level of the disparity filter.',
  }),
});

export const cluster = group({
  algorithm: leaf({
    type: choice(['greedy-modularity', 'louvain', 'leiden']),
    'seed-exact': 'greedy-modularity',
    recommended: 'leiden', // its best seeds reach the best modularity far oftener than Louvain's (docs/methods.md, Clusters)
    meaning: 'Clustering that the later stages use; the others are stored beside it.',
  }),
  weighted: leaf({
    type: flag(),
    'seed-exact': false,
    recommended: true,
    meaning: 'Use the strength of edges, or only whether there is one.',
  }),
  resolution: leaf({
    type: number({ above: 0 }),
    default: 1,
    meaning: 'Resolution of modularity; larger gives smaller clusters.',
  }),
  min_size: leaf({
    type: whole({ least: 1 }),
    'seed-exact': 11, // the study's code keeps size > 10
    recommended: 10,
    meaning: 'Features in the smallest kept cluster.',
  }),
});

/** Repeats that show what of the clusters is chance. */
export const stability = group({
  seeds: leaf({
    type: whole({ least: 0 }),
    default: 100,
    meaning: 'Repeats of the clustering with other seeds; 0 leaves them out.',
  }),
  subsamples: leaf({
    type: whole({ least: 0 }),
    default: 100,
    meaning: 'Repeats on part of the prompts; 0 leaves them out.',
  }),
  share: leaf({
    type: number({ above: 0, below: 1 }),
    default: 0.8,
    meaning: 'Share of the prompts in a subsample, drawn within strata.',
  }),
  case_drops: leaf({
    type: whole({ least: 0 }),
    default: 20,
    meaning: 'Networks for each share of prompts left out, 0.1 to 0.9, that show how far centralities last.',
  }),
});
