/** Results of the synthetic run that need no computing: tests, verdicts, checks, stability, labels and tokens. */
import type { Random } from '../../src/random.ts';
import type { TableName } from '../../src/run/tables/tables.ts';
import { syntheticEffect } from './synthetic-effect.ts';
import type { Columns } from './synthetic-parts.ts';

const CIRCULAR: readonly string[] = ['degree', 'betweenness', 'closeness', 'eigenvector', 'abs_corr_activation'];
const WORDS: readonly string[] = [
  ' baseball',
  ' tennis',
  ' golf',
  ' racing',
  ' the',
  ' player',
  ' team',
  ' ball',
  ' soccer',
  ' boxing',
];
const RUNS = 12;

export function anova(metrics: readonly string[]): Columns {
  const p = metrics.map((_, index) => 10 ** (-9 + 1.2 * index));
  return {
    algorithm: metrics.map(() => 'greedy-modularity'),
    metric: metrics,
    test: metrics.map(() => 'anova'),
    f: metrics.map((_, index) => 30 / (index + 1)),
    df_between: metrics.map(() => 3),
    df_within: metrics.map(() => 105),
    p,
    p_adjusted: p.map((value) => Math.min(1, metrics.length * value)),
    adjustment: metrics.map(() => 'bonferroni'),
    eta_squared: metrics.map((_, index) => 0.5 / (index + 1)),
    omega_squared: metrics.map((_, index) => 0.45 / (index + 1)),
    effect_low: metrics.map((_, index) => 0.3 / (index + 1)),
    effect_high: metrics.map((_, index) => 0.6 / (index + 1)),
    circular: metrics.map((name) => CIRCULAR.includes(name)),
  };
}

export function fixedFindings(): Partial<Record<TableName, Columns>> {
  return {
    verdict: {
      hypothesis: ['H1', 'H2', 'H3', 'H4', 'H5a', 'H5b', 'modularity'],
      kind: [...Array(6).fill('hypothesis'), 'finding'],
      claim: [
        'Clusters are distinct groups of features.',
        'Steering features of one cluster together does more damage than steering as many from different clusters.',
        'Central features matter more for the answer.',
        'The features of a cluster work together.',
        'Clusters are selectively necessary, more than dealt features.',
        'Clusters are selectively necessary, more than other groupings.',
        'The network is more modular than other directions make it.',
      ],
      estimate: [0.61, 0.08, 0.11, null, 0.55, 0.1, 0.06],
      low: [0.52, -0.02, 0.04, null, 0.4, -0.05, -0.1],
      high: [0.7, 0.19, 0.17, null, 0.7, 0.25, 0.2],
      unit: ['correlation', 'standard deviations of sets', 'correlation', 'logits', 'logits', 'logits', 'Q'],
      p: [0.21, 0.09, 0.012, null, 0.005, null, 0.3],
      p_held_out: [0.3, null, 0.02, null, 0.005, null, null],
      survives: [[], [], ['random-rows'], [], ['permuted'], ['decoder-cosine'], []],
      n: [94, 94, 94, 94, 23, 23, null],
      n_units: [30, 30, 30, 94, 21, 21, null],
      status: [
        ...['not distinguishable', 'not supported', 'supported', 'not testable'],
        ...['supported', 'not distinguishable', 'not distinguishable'],
      ],
      reason: [
        'Modularity is within the range of random dictionaries.',
        'The interval lies inside the smallest effect of interest.',
        null,
        'No interaction index was computed in this run.',
        null,
        'The interval holds zero.',
        'As large in more than 2.5 % of replicates.',
      ],
    },
    identity: {
      check: ['ledger closes', 'splice changes nothing', '1·g = 0'],
      worst: [3e-6, 8e-6, 2e-7],
      prompt_id: [3, 17, 55],
      position: [4, null, 2],
      tolerance: [1e-4, 1e-4, 1e-4],
      passed: [true, true, true],
    },
    metric_correlation: metricCorrelations(),
    ...syntheticEffect(),
  };
}

function metricCorrelations(): Columns {
  const names = ['abs_corr_activation', 'betweenness', 'closeness', 'degree', 'max_activation', 'std_activation'];
  const pairs = names.flatMap((one, i) =>
    names.flatMap((two, j) => (i === j ? [] : [{ one, two, r: Math.cos(i * i + j * j) }])),
  );
  return {
    metric_a: pairs.map(({ one }) => one),
    metric_b: pairs.map(({ two }) => two),
    r: pairs.map(({ r }) => r),
    n: pairs.map(() => 175),
    n_units: pairs.map(() => 60),
  };
}

/** Repeats of the clustering, labels and tokens of the features. */
export function syntheticStability(
  featureIds: readonly number[],
  clusters: readonly { readonly cluster: number; readonly size: number }[],
  edges: readonly (readonly [number, number])[],
  rng: Random,
): Partial<Record<TableName, Columns>> {
  const sources = ['seed', 'subsample'];
  const runs = sources.flatMap((source) =>
    Array.from({ length: RUNS }, (_, index) => ({
      source,
      run: index + 1,
      ari: 0.9 - (source === 'seed' ? 0.05 : 0.3) * rng.uniform(),
    })),
  );
  const kept = [...new Set(clusters.filter((row) => row.size >= 11).map((row) => row.cluster))].sort((a, b) => a - b);
  const cells = sources.flatMap((source) =>
    kept.map((cluster) => ({ source, cluster, jaccard: 0.5 + 0.5 * rng.uniform() })),
  );
  const both = sources.flatMap((source) => featureIds.map((id) => ({ source, id })));
  const tokens = featureIds.flatMap((id, index) =>
    ['promoted', 'suppressed'].flatMap((direction) =>
      [0, 1, 2, 3].map((rank) => ({ id, direction, rank, word: (clusters[index].cluster * 3 + rank) % WORDS.length })),
    ),
  );
  return {
    stability: {
      algorithm: runs.map(() => 'greedy-modularity'),
      source: runs.map((row) => row.source),
      run: runs.map((row) => row.run),
      clusters: runs.map(() => 70),
      kept: runs.map(() => kept.length),
      modularity: runs.map((row) => row.ari * 0.7),
      ari: runs.map((row) => row.ari),
      nmi: runs.map((row) => 0.5 + row.ari / 2),
      vi: runs.map((row) => 2 * (1 - row.ari)),
    },
    cluster_stability: {
      algorithm: cells.map(() => 'greedy-modularity'),
      source: cells.map((row) => row.source),
      cluster: cells.map((row) => row.cluster),
      jaccard: cells.map((row) => row.jaccard),
      recovered: cells.map((row) => Math.max(0, row.jaccard - 0.2)),
    },
    feature_stability: {
      algorithm: both.map(() => 'greedy-modularity'),
      source: both.map((row) => row.source),
      feature_id: both.map((row) => row.id),
      ambiguity: both.map(() => rng.uniform() ** 2),
    },
    edge_stability: {
      algorithm: edges.map(() => 'greedy-modularity'),
      source: edges.map(() => 'subsample'),
      feature_a: edges.map(([a]) => a),
      feature_b: edges.map(([, b]) => b),
      together: edges.map(() => 1),
      present: edges.map(() => rng.uniform() ** 0.3),
    },
    resolution_sweep: {
      algorithm: [0.5, 1, 2].map(() => 'greedy-modularity'),
      resolution: [0.5, 1, 2],
      clusters: [60, 70, 90],
      largest: [60, 42, 20],
      modularity: [0.7, 0.6, 0.5],
      ari: [0.7, 1, 0.6],
    },
    promoted_token: {
      feature_id: tokens.map((row) => row.id),
      direction: tokens.map((row) => row.direction),
      rank: tokens.map((row) => row.rank),
      token_id: tokens.map((row) => row.word),
      token: tokens.map((row) => WORDS[row.word]),
      weight: tokens.map((row) => (row.direction === 'promoted' ? 3 - row.rank : row.rank - 3)),
    },
  };
}
