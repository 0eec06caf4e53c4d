/** The steering part of the synthetic run: sets of every arm, and damage that grows with dose, set size and centrality. */
import type { Random } from '../../src/random.ts';
import type { ColumnData } from '../../src/run/tables/tables.ts';

interface SteeredFeature {
  readonly feature_id: number;
  readonly cluster: number;
  readonly kept: boolean;
  readonly centrality: number;
}

interface Baseline {
  readonly prob: number;
  readonly logitDiff: number;
  readonly rank: number;
  readonly entropy: number;
}

interface SteeredSet {
  readonly arm: string;
  readonly cluster: number | null;
  readonly members: readonly SteeredFeature[];
  readonly replicate: number;
}

const SINGLE_FACTORS: readonly number[] = [0.1, 1, 2, 5, 10, 20, 30, 40];
const FACTORS: readonly number[] = [1, 10, 30];
const SIZES: readonly number[] = [1, 2, 3, 4];
const SETS_PER_CELL = 8;
const N_PROMPTS = 12;

export function syntheticSteering(
  features: readonly SteeredFeature[],
  baseline: readonly Baseline[],
  rng: Random,
): {
  steering_set: Record<string, ColumnData>;
  steering: Record<string, ColumnData>;
  feature_next_token: Record<string, ColumnData>;
  regression: Record<string, ColumnData>;
} {
  const kept = features.filter((feature) => feature.kept);
  const clusters = [...new Set(kept.map((feature) => feature.cluster))];
  const pick = (from: readonly SteeredFeature[], count: number): SteeredFeature[] => {
    const pool = [...from];
    return Array.from({ length: count }, () => pool.splice(rng.integer(pool.length), 1)[0]);
  };
  const sets: SteeredSet[] = kept.map((feature) => ({
    arm: 'single',
    cluster: feature.cluster,
    members: [feature],
    replicate: 0,
  }));
  for (const arm of ['carriers', 'carriers-direction'])
    features.slice(0, 5).forEach((feature, replicate) => {
      sets.push({ arm, cluster: null, members: [feature], replicate });
    });
  for (const size of SIZES) {
    for (let replicate = 0; replicate < SETS_PER_CELL; replicate++) {
      for (const cluster of clusters)
        sets.push({
          arm: 'within',
          cluster,
          members: pick(
            kept.filter((feature) => feature.cluster === cluster),
            size,
          ),
          replicate,
        });
      sets.push({ arm: 'between', cluster: null, members: spread(kept, clusters, size, rng), replicate });
      sets.push({ arm: 'random', cluster: null, members: pick(features, size), replicate });
    }
  }
  const prompts = baseline
    .map((row, id) => ({ ...row, id }))
    .filter((row) => row.rank === 0)
    .slice(0, N_PROMPTS);
  const rows = sets.flatMap((set, set_id) => {
    const strength =
      set.members.reduce((sum, feature) => sum + 0.02 + 0.1 * feature.centrality, 0) * (set.arm === 'within' ? 1.1 : 1);
    const doses = ['single', 'carriers', 'carriers-direction'].includes(set.arm)
      ? SINGLE_FACTORS.map((factor) => ({ factor, scaling: 'none' }))
      : FACTORS.flatMap((factor) =>
          (set.members.length > 1 ? ['none', 'by-size'] : ['none']).map((scaling) => ({ factor, scaling })),
        );
    return doses.flatMap(({ factor, scaling }) =>
      prompts.map((prompt) => {
        const dose = factor * strength * (scaling === 'by-size' ? 1 / set.members.length : 1);
        const prob = prompt.prob * Math.exp(-dose * 0.8) * (1 + 0.02 * rng.normal());
        return {
          set_id,
          factor,
          scaling,
          prompt_id: prompt.id,
          prob: Math.min(1, Math.max(0, prob)),
          logit: prompt.logitDiff - 2 * dose + 0.1 * rng.normal(),
          rank: Math.floor(dose * 3),
          entropy: Math.min(2.3, prompt.entropy + 0.4 * dose),
          kl: dose ** 2,
        };
      }),
    );
  });
  const predictors = ['betweenness', 'closeness', 'degree', 'eigenvector'];
  const cells = predictors.flatMap((predictor) => SINGLE_FACTORS.map((factor) => ({ predictor, factor })));
  return {
    steering_set: {
      set_id: sets.map((_, id) => id),
      arm: sets.map((set) => set.arm),
      cluster: sets.map((set) => set.cluster),
      size: sets.map((set) => set.members.length),
      replicate: sets.map((set) => set.replicate),
      feature_ids: sets.map((set) => set.members.map((feature) => feature.feature_id)),
      norm: sets.map(({ members }) => Math.sqrt(members.length)),
    },
    steering: {
      set_id: rows.map((row) => row.set_id),
      mode: rows.map(() => 'seed'),
      factor: rows.map((row) => row.factor),
      scaling: rows.map((row) => row.scaling),
      prompt_id: rows.map((row) => row.prompt_id),
      answer_prob: rows.map((row) => row.prob),
      answer_log_prob: rows.map((row) => Math.log(row.prob + 1e-9)),
      logit_diff: rows.map((row) => row.logit),
      answer_rank: rows.map((row) => row.rank),
      top10_entropy: rows.map((row) => row.entropy),
      kl: rows.map((row) => row.kl),
      delta_ratio: rows.map((row) => row.factor / 30),
      delta_cosine: rows.map(() => -0.2),
      below_zero: rows.map((row) => Math.min(1, row.factor / 40)),
    },
    feature_next_token: nextTokens(
      [...kept, ...features.slice(0, 5).filter((feature) => !feature.kept)],
      prompts[0].id,
    ),
    regression: {
      outcome: cells.map(() => 'answer_prob'),
      predictor: cells.map((cell) => cell.predictor),
      weighted: cells.map(() => false),
      factor: cells.map((cell) => cell.factor),
      n: cells.map(() => kept.length),
      slope: cells.map((cell) => -0.1 * Math.min(cell.factor, 10)),
      intercept: cells.map(() => 0.5),
      r_squared: cells.map((cell) => 0.15 - 0.002 * cell.factor),
      p: cells.map(() => 0.02),
      p_adjusted: cells.map(() => 0.16),
      adjustment: cells.map(() => 'bonferroni'),
      base: cells.map(() => ['absolute_summed_activation']),
      slope_low: cells.map((cell) => -0.2 * Math.min(cell.factor, 10)),
      slope_high: cells.map(() => 0.01),
      base_r_squared: cells.map(() => 0.08),
      gain_r_squared: cells.map((cell) => 0.05 - 0.001 * cell.factor),
    },
  };
}

/** One feature from each cluster in turn, so that counts per cluster differ by at most one. */
function spread(
  kept: readonly SteeredFeature[],
  clusters: readonly number[],
  size: number,
  rng: Random,
): SteeredFeature[] {
  return Array.from({ length: size }, (_, index) => {
    const members = kept.filter((feature) => feature.cluster === clusters[index % clusters.length]);
    return members[rng.integer(members.length)];
  });
}

/** Every second feature swaps the two likeliest tokens. */
function nextTokens(features: readonly SteeredFeature[], promptId: number): Record<string, ColumnData> {
  const rows = features.flatMap(({ feature_id }, f) =>
    (['before', 'after'] as const).flatMap((side) =>
      [0, 1].map((rank) => ({ feature_id, side, rank, token: side === 'after' && f % 2 === 1 ? 1 - rank : rank })),
    ),
  );
  return {
    feature_id: rows.map((row) => row.feature_id),
    prompt_id: rows.map(() => promptId),
    factor: rows.map(() => 10),
    side: rows.map((row) => row.side),
    rank: rows.map((row) => row.rank),
    token_id: rows.map((row) => row.token),
    token: rows.map((row) => [' tennis', ' golf'][row.token]),
    probability: rows.map((row) => [0.8, 0.1][row.rank]),
    reason: rows.map(() => null),
  };
}
