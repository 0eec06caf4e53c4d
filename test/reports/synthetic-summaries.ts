/** Summaries of the synthetic run's steering: means, contrasts, interaction, doses, and the check of attributions. */
import type { Random } from '../../src/random.ts';
import type { TableName } from '../../src/run/tables/tables.ts';
import { columnsOf } from './synthetic-evidence.ts';
import type { Columns } from './synthetic-parts.ts';

const FACTORS: readonly number[] = [1, 10, 30];
const SIZES: readonly number[] = [1, 2, 3, 4];
const SCALINGS: readonly string[] = ['none', 'by-size', 'norm-matched'];
const OUTCOMES: readonly string[] = ['logit_diff', 'answer_prob'];
const MODE = { mode: 'seed' };

export function syntheticSummaries(
  kept: readonly { readonly feature_id: number; readonly cluster: number }[],
  rng: Random,
): Partial<Record<TableName, Columns>> {
  const clusters = [...new Set(kept.map((row) => row.cluster))];
  const cells = FACTORS.flatMap((factor) =>
    SCALINGS.flatMap((scaling) => OUTCOMES.map((outcome) => ({ factor, scaling, outcome }))),
  );
  const sized = cells.flatMap((cell) => SIZES.map((size) => ({ ...cell, size })));
  const mean = (size: number, factor: number): number => 0.2 * factor * size * (0.9 + 0.2 * rng.uniform());
  return {
    steering_summary: columnsOf(
      sized.flatMap((cell) =>
        [
          ['within', 'all', null] as const,
          ['between', 'all', null] as const,
          ['random', 'all', null] as const,
          ...clusters.map((cluster) => ['within', `cluster ${cluster}`, cluster] as const),
        ].map(([arm, scope, cluster]) => {
          const damage = mean(cell.size, cell.factor);
          return {
            ...MODE,
            ...cell,
            arm,
            scope,
            cluster,
            sets: 8,
            prompts: 12,
            damage,
            low: damage * 0.8,
            high: damage * 1.2,
            sd: 1,
          };
        }),
      ),
    ),
    steering_contrast: columnsOf(
      [...sized.filter((cell) => cell.size > 1), ...cells.map((cell) => ({ ...cell, size: 0, factor: 0 }))]
        .filter((cell, at, all) => all.findIndex((one) => JSON.stringify(one) === JSON.stringify(cell)) === at)
        .flatMap((cell) =>
          ['between', 'random'].map((other) => ({
            ...MODE,
            ...cell,
            other,
            sets: 24,
            other_sets: 8,
            estimate: 0.2,
            sd: 1,
            effect: 0.2,
            low: -0.1,
            high: 0.5,
            p: 0.3,
            p_greater: 0.15,
            permutations: 999,
            permuted: 'labels over features',
            bound: 0.2,
            p_equivalence: 0.5,
            equivalent: false,
            first_half: 0.2,
            second_half: 0.2,
          })),
        ),
    ),
    steering_correlation: columnsOf(
      sized
        .filter((cell) => cell.size > 1)
        .map((cell) => ({
          ...MODE,
          ...cell,
          sets: 32,
          slope: 0.1,
          low: -0.2,
          high: 0.4,
          spearman: 0.1,
          p: 0.4,
          p_greater: 0.2,
          permutations: 999,
        })),
    ),
    dose_response: columnsOf(
      kept.flatMap(({ feature_id }) =>
        OUTCOMES.map((outcome) => ({
          feature_id,
          outcome,
          factors: 8,
          damage_per_factor: 0.2 + 0.05 * rng.normal(),
          linearity: 0.8 + 0.2 * rng.uniform(),
        })),
      ),
    ),
    dose_regression: columnsOf(
      ['degree', 'betweenness'].flatMap((predictor) =>
        OUTCOMES.map((outcome) => ({
          outcome,
          predictor,
          weighted: false,
          n: kept.length,
          slope: 0.3,
          intercept: 0.1,
          slope_low: -0.1,
          slope_high: 0.7,
          r_squared: 0.12,
          p: 0.04,
          p_adjusted: 0.08,
          adjustment: 'bonferroni',
          spearman: 0.3,
          base: ['prevalence', 'projection'],
          base_r_squared: 0.2,
          gain_r_squared: predictor === 'degree' ? 0.03 : -0.01,
        })),
      ),
    ),
    ...interactions(kept, rng),
    direct_effect: columnsOf(
      kept.map(({ feature_id, cluster }) => ({
        feature_id,
        cluster,
        prompts: 12,
        active: 12,
        total: 0.01 * rng.normal(),
        frozen: 0.02 * rng.normal(),
        direct: 0.01 * rng.normal(),
        attention: 0.01 * rng.normal(),
        norms: 0.1 * rng.normal(),
        tangential: 0.01 * rng.normal(),
      })),
    ),
    importance_correlation: columnsOf(
      ['abs_corr_activation', 'betweenness'].flatMap((measure) =>
        ['removal', 'absolute-removal', 'steering'].flatMap((definition) =>
          ['all', 'strata'].map((scope) => ({
            ...{ measure, definition, scope, n: kept.length, n_units: 30, permutations: 9999 },
            ...{ r: definition === 'steering' ? 0.3 : -0.4, low: -0.6, high: 0.5, p: 0.4, reason: null },
          })),
        ),
      ),
    ),
    centrality_reliability: columnsOf(
      ['abs_corr_activation', 'betweenness'].map((measure, at) => {
        return {
          split: 'strata',
          measure,
          n: kept.length,
          n_units: 9,
          r: 0.6 - at / 2,
          reliability: 0.75 - at / 2,
          reason: null,
        };
      }),
    ),
    importance: columnsOf(
      kept.map(({ feature_id, cluster }) => {
        const removal = 0.01 * rng.normal();
        const mean = { removal, absolute_removal: Math.abs(removal), first_order: removal, steering: 0.1 };
        return { scope: 'all', feature_id, cluster, unit: feature_id, prompts: 12, ...mean };
      }),
    ),
    removal: columnsOf(kept.map(({ feature_id }) => ({ feature_id, prompt_id: 0, damage: 0.01, first_order: 0.01 }))),
    case_drop: columnsOf(
      ['degree', 'closeness'].flatMap((measure) =>
        [0.1, 0.5, 0.9].map((dropped) => ({
          measure,
          weighted: false,
          dropped,
          replicates: 100,
          mean_r: 1 - dropped / 2,
          held: 1 - dropped,
          held_low: Math.max(0, 0.9 - dropped),
          held_high: Math.min(1, 1.05 - dropped),
        })),
      ),
    ),
    centrality_stability: columnsOf(
      ['degree', 'closeness'].map((measure) => ({ measure, weighted: false, cs: 0.1, reason: null })),
    ),
    self_repair: columnsOf(
      ['attention', 'norms', 'both-tangential', 'frozen', 'direct'].map((against) => ({
        against,
        n_units: 3,
        radial_share: 0.97,
        scope: 'all',
        features: kept.length,
        slope: 0.4,
        low: 0.2,
        high: 0.6,
        weakened: 0.8,
        status: 'smaller',
      })),
    ),
    attribution_check: columnsOf(
      kept.slice(0, 20).map(({ feature_id }, at) => ({
        prompt_id: at % 3,
        feature_id,
        sample: at % 2 === 0 ? 'top' : 'random',
        gradient: 0.01 * rng.normal(),
        centred: 0.005 * rng.normal(),
        integrated_gradients: 0.02 * rng.normal(),
        integrated_from_means: 0.005 * rng.normal(),
        exact: 0.01 * rng.normal(),
        worst: at + 1,
      })),
    ),
    attribution_path: columnsOf(
      [0, 1, 2].map((prompt_id) => ({ prompt_id, contrast: 16, reference: 5, integrated: 11.25, error: 0.25 })),
    ),
    attribution_agreement: columnsOf(
      ['exact', 'integrated-gradients', 'integrated-from-means'].flatMap((method) =>
        ['top', 'random'].map((sample) => ({
          method,
          sample,
          cells: 10,
          spearman: method === 'exact' ? 0.9 : 0.3,
          low: 0.2,
          high: 0.95,
          slope: 1.1,
          slope_low: 1,
          slope_high: 1.2,
          same_sign: 0.9,
          least: 0.7,
          status: method === 'exact' ? 'good' : 'poor',
          reason: method === 'exact' ? null : 'rank correlation 0.30, expected at least 0.7',
        })),
      ),
    ),
  };
}

function interactions(
  kept: readonly { readonly feature_id: number; readonly cluster: number }[],
  rng: Random,
): Partial<Record<TableName, Columns>> {
  // Every other neighbour in the list is of the same cluster, those half a list away of another.
  const half = Math.floor(kept.length / 2);
  const pairs = Array.from(
    { length: half - 1 },
    (_, at) => [kept[at], kept[at % 2 === 0 ? at + 1 : at + half]] as const,
  );
  return {
    interaction: columnsOf(
      pairs.map(([a, b]) => ({
        feature_a: Math.min(a.feature_id, b.feature_id),
        feature_b: Math.max(a.feature_id, b.feature_id),
        cluster_a: a.cluster,
        cluster_b: b.cluster,
        within: a.cluster === b.cluster,
        damage: 0.01,
        damage_a: 0.004,
        damage_b: 0.005,
        interaction: 1e-4 * rng.normal(),
        interaction_se: 1e-5,
        controls: 4,
        control_mean: 1e-4 * rng.normal(),
        control_sd: 1e-5,
        control_magnitude: 1e-4,
        stratum_magnitude: 1.5e-4,
        control_stratum_magnitude: 1e-4,
        r: 0.5,
      })),
    ),
    interaction_summary: columnsOf(
      ['interaction', 'excess', 'magnitude_excess', 'stratum_excess'].flatMap((measure) =>
        ['all', 'within', 'between', 'within-between', 'cluster 1'].map((scope) => ({
          measure,
          scope,
          pairs: 30,
          estimate: 1e-5,
          low: -1e-5,
          high: 3e-5,
          p: 0.4,
          p_greater: 0.2,
          permutations: 999,
          bound: 8e-5,
          p_equivalence: 0.01,
          equivalent: true,
          first_half: 1e-5,
          second_half: 2e-5,
          held_out: /^(magnitude|stratum)_excess$/.test(measure) && scope === 'within-between' ? 2e-5 : null,
          p_held_out: /^(magnitude|stratum)_excess$/.test(measure) && scope === 'within-between' ? 0.3 : null,
          bound_share: 5e-6,
        })),
      ),
    ),
  };
}
