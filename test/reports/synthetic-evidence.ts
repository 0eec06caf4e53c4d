/** What the synthetic run says of its edges, nulls and checks: values of the right shapes that mean nothing. */
import type { Random } from '../../src/random.ts';
import type { TableName } from '../../src/run/tables/tables.ts';
import type { Columns } from './synthetic-parts.ts';

type Pairs = readonly { readonly a: number; readonly b: number; readonly r: number }[];

const NULLS: readonly string[] = ['random-rows', 'second-moment', 'rotation'];
const BINS = 12;
const STATISTICS: readonly (readonly [string, number, number, number])[] = [
  ['edges', 812, 640, 120],
  ['mean_abs_r', 0.31, 0.29, 0.02],
  ['giant', 121, 140, 18],
  ['modularity', 0.61, 0.55, 0.06],
  ['clusters', 4, 3.8, 0.9],
  ['separation', 0.4, 0.35, 0.1],
  ['cohesion', 0.3, 0.22, 0.03],
  ['cluster_size:1', 42, 30, 8],
  ['anova_f:degree', 14, 11, 5],
  ['anova_f:closeness', 9, 9.5, 4],
  ['slope:betweenness', 0.3, 0.1, 0.2],
  ['held_out:strata:separation', 0.38, 0.2, 0.1],
  ['held_out:strata:cohesion', 0.25, 0.15, 0.04],
  ['held_out:strata:edge_replication', 0.7, 0.5, 0.1],
];

/** Table columns from rows of equal keys. */
export function columnsOf<Row extends object>(rows: readonly Row[]): Columns {
  const names = Object.keys(rows[0] ?? {}) as (keyof Row & string)[];
  return Object.fromEntries(names.map((name) => [name, rows.map((row) => row[name])])) as Columns;
}

export function syntheticEvidence(
  featureIds: readonly number[],
  pairs: Pairs,
  edges: Pairs,
  metrics: readonly string[],
  rng: Random,
): Partial<Record<TableName, Columns>> {
  const cells = NULLS.flatMap((name, at) => STATISTICS.map((row) => ({ name, at, row })));
  const q = edges.flatMap((edge) => NULLS.map((name, at) => ({ edge, name, q: rng.uniform() ** (4 - at) || 0.01 })));
  return {
    relevance: columnsOf(relevanceRows()),
    null_statistic: columnsOf(
      cells.map(({ name, at, row: [statistic, observed, mean, sd] }) => ({
        null: name,
        statistic,
        density: /(^|:)(edges|mean_abs_r|cohesion)$/.test(statistic) ? 'threshold' : 'edges',
        decides: true,
        observed,
        mean: mean + at * sd * 0.5,
        sd,
        median: mean,
        low: mean - 2 * sd,
        high: mean + 2 * sd,
        z: (observed - mean - at * sd * 0.5) / sd,
        p: 1 / (1 + Math.exp((observed - mean) / sd)),
        replicates: 1000,
        defined: 1000,
        p_exists: 1,
      })),
    ),
    null_balance: columnsOf(
      ['rate', 'norm', 'prevalence'].map((trait, at) => ({
        null: 'random-rows',
        trait,
        selected_mean: -1.4 + at,
        drawn_mean: -1.5 + at / 2,
        smd: -0.1 - at / 3,
        unbalanced: at > 0,
      })),
    ),
    statistic_interval: columnsOf(
      STATISTICS.map(([statistic, observed, , sd]) => ({
        statistic,
        density: /(^|:)(edges|mean_abs_r|cohesion)$/.test(statistic) ? 'threshold' : 'edges',
        observed,
        low: observed - sd,
        high: observed + sd,
        resamples: 200,
        defined: 200,
      })),
    ),
    null_histogram: columnsOf(
      cells.flatMap(({ name, row: [statistic, , mean, sd] }) =>
        Array.from({ length: BINS }, (_, bin) => ({
          null: name,
          statistic,
          density: /(^|:)(edges|mean_abs_r|cohesion)$/.test(statistic) ? 'threshold' : 'edges',
          bin,
          low: mean + sd * ((6 * bin) / BINS - 3),
          high: mean + sd * ((6 * (bin + 1)) / BINS - 3),
          replicates: Math.round(200 * Math.exp(-0.5 * ((6 * (bin + 0.5)) / BINS - 3) ** 2)),
        })),
      ),
    ),
    edge_survival: columnsOf(
      q.map(({ edge, name, q: value }) => ({
        feature_a: featureIds[edge.a],
        feature_b: featureIds[edge.b],
        null: name,
        p: value,
        q: value,
      })),
    ),
    edge_evidence: columnsOf(
      edges.map((edge, at) => ({
        feature_a: featureIds[edge.a],
        feature_b: featureIds[edge.b],
        asked: NULLS,
        survives: NULLS.filter((_, kind) => q[at * NULLS.length + kind].q <= 0.05),
        survives_decisive: NULLS.every((_, kind) => q[at * NULLS.length + kind].q <= 0.05),
      })),
    ),
    null_model: columnsOf(
      NULLS.map((name) => ({
        null: name,
        family: 'N3',
        keeps: 'activations and gradients',
        decisive: true,
        replicates: 1000,
        movable_prompts: null,
        reason: null,
      })),
    ),
    held_out_split: columnsOf([
      { split: 'strata', groups: 10, first_prompts: 50, second_prompts: 50, reason: null },
      { split: 'templates', groups: 1, first_prompts: null, second_prompts: null, reason: 'the task has one template' },
    ]),
    verdict_split: columnsOf(
      ['H1', 'H2', 'H3', 'H4', 'H5a', 'H5b'].flatMap((hypothesis, at) =>
        Array.from({ length: 20 }, (_, s) => {
          const split = s === 0 ? 'strata' : `strata ${s + 1}`;
          const asked = at > 0 && (at < 4 || (at === 4 && s === 0));
          const reason = asked ? null : 'nulls and deals are made for split strata alone';
          return { hypothesis, split, estimate: 0.1 * at + s / 100, p: asked ? (1 + s) / 100 : null, reason };
        }),
      ),
    ),
    recomputed: columnsOf(
      ['as-studied', 'gradient-only', 'activation-only', 'without:golf'].flatMap((variant, at) =>
        ['edges', 'mean_abs_r', 'giant', 'clusters', 'features_in_clusters', 'modularity', 'separation'].map(
          (statistic, index) => ({ variant, statistic, value: (index + 1) / (at + 1), reason: null }),
        ),
      ),
    ),
    co_activation: columnsOf(
      pairs.map(({ a, b, r }) => ({
        feature_a: featureIds[a],
        feature_b: featureIds[b],
        n: 1000,
        n_a: 200,
        n_b: 300,
        n_both: 100,
        jaccard: Math.abs(r) * 0.8,
        phi: r * 0.7,
        ppmi: 1,
        p: 0.01,
        q: 0.02,
      })),
    ),
    post_hoc: columnsOf(
      metrics.flatMap((metric, index) =>
        (['tukey', 'dunn'] as const).map((test) => ({
          algorithm: 'greedy-modularity',
          metric,
          test,
          cluster_a: 1,
          cluster_b: 2,
          n: 94,
          n_units: 30,
          difference: 0.2 * index,
          statistic: 3 - index * 0.3,
          p_adjusted: 10 ** (-8 + index),
          adjustment: test === 'tukey' ? 'tukey' : 'holm',
          circular: index < 4,
        })),
      ),
    ),
  };
}

/** What the first dictionary says of another: one statistic without a value, and no count of copies. */
/** Clusters that do nothing beside features that do everything, with random sets in between. */
function relevanceRows() {
  const sets = [['all', 300, null, 1], ['none', 0, 0, 0], ['selected', 106, 9, 0.02], ['kept', 94, 30, 0.01], ['cluster 1', 52, 10, 0.01], ['top selected', 106, 105, 0.8], ['top kept', 94, 93, 0.7], ['components', 30, 30, null], ['mean-differences', 7, 7, null], ['neurons', 94, 94, null]] as const; // biome-ignore format: one line
  const none = { random_sets: null, random_pool: null, random_mass: null, p: null };
  const random = { random_sets: 200, random_pool: 'outside', random_mass: 0.98, p: 0.9 };
  const middle = (value: number | null) => ({
    ...{ faithfulness_random: value, faithfulness_low: value && value - 0.1, faithfulness_high: value && value + 0.1 },
    ...{ necessity_random: value, necessity_low: value && value - 0.1, necessity_high: value && value + 0.1 },
  });
  return (['all', 'held-out'] as const).flatMap((scope) =>
    sets.map(([set, n, n_units, of]) => {
      const share = of ?? n / 100;
      const compared = scope === 'held-out' && (set === 'kept' || set === 'selected');
      return {
        ...{ set, scope, stratum: null, n, n_units, width: 128, prompts: scope === 'all' ? 100 : 50 },
        share_abs_attribution: of,
        ...{ m: 16, m_none: 5, m_keep: 5 + 11 * share, m_drop: 16 - 11 * share, faithfulness: share, necessity: share },
        ...{ accuracy_keep: share, accuracy_drop: 1 - share / 2 },
        ...(compared ? random : none),
        ...middle(compared ? 0.24 : null),
      };
    }),
  );
}

export function syntheticReplication(dictionary: string): Columns {
  const statistics = ['match', 'ari', 'r:degree', 'r:betweenness'];
  return columnsOf(
    ['cosine', 'activation'].flatMap((by) =>
      statistics.map((statistic, at) => {
        const defined = statistic !== 'r:betweenness';
        return {
          ...{ dictionary, by, statistic, n: 80, n_units: null },
          value: defined ? 0.9 - 0.1 * at : null,
          random_mean: defined ? 0.01 : null,
          random_sd: defined ? 0.05 : null,
          p: defined ? 0.001 : null,
          reason: defined ? null : 'it does not vary over the matched features',
        };
      }),
    ),
  );
}
