/**
 * The two sets of defaults. `seed-exact` is the study as its author's code ran it; `recommended` takes the most
 * defensible reading of every ambiguity instead. A study file's own keys override either.
 *
 * The study: "zooming out" on SAE features with network analysis, code at
 * https://github.com/owenparsons/sae_network_analysis (e4b8dbd). Lines below that differ from its text follow its code.
 */
import { RECOMPUTED } from '../../../pipeline/cooccurrence/kernels/nulls/null-kinds.ts';
import type { Settings } from './schema.ts';

export type Preset = Omit<Settings, 'name' | 'preset' | 'model' | 'sae' | 'task' | 'labels' | 'corpus'> & {
  readonly sae: Pick<Settings['sae'], 'center'>;
};

const seedExact: Preset = {
  seed: 1,
  sae: { center: 'auto' },
  attribution: { method: 'gradient', contrast: 'random-foil', positions: 'last', bos: 'include' },
  attribution_check: { prompts: 30, top_features: 10, cells: 400, least: 0.7 }, // the study has none
  features: { min_prevalence: 1 }, // the study's "intersection" of all prompts
  correlation: { method: 'pearson', gain: 'keep', weights: 'equal', most_pairs: 5_000_000 },
  network: { threshold: 0.7, strict: true, sign: 'absolute' }, // the text says r ≥ 0.7, the code |r| > 0.7
  cluster: { algorithm: 'greedy-modularity', weighted: false, resolution: 1, min_size: 11 }, // the code keeps size > 10
  stability: { seeds: 100, subsamples: 100, share: 0.8, case_drops: 20 },
  steering: {
    mode: 'seed',
    base_factor: -2,
    single_factors: [0.1, 1, 2, 5, 10, 20, 30, 40],
    factors: [1, 10, 30],
    set_sizes: [1, 2, 3, 4],
    sets_per_cell: 50, // the study does not say how many sets it drew
    prompts_per_set: 'all',
    arms: ['within', 'between'],
    pool_pairs: 0, // the study has none
    pool_max_cosine: 0.5,
    pool_factors: [10],
    experiments: ['global-maximum', 'smallest-attribution', 'anomalous-group'],
    scaling: ['none', 'by-size'],
    positions: 'all',
    prompts: 'all',
  },
  interaction: { pairs: 0, controls: 2 }, // the study has none
  tests: { metrics: 'study' },
  nulls: { kinds: ['random-rows', 'second-moment', 'rotation'], replicates: 1000, recomputed: [...RECOMPUTED] },
  verdict: { sesoi: 0.2 },
  adjustment: 'bonferroni',
};

const recommended: Preset = {
  seed: 1,
  sae: { center: 'auto' },
  // A fixed contrast against the whole class of answers; sums over positions close the ledger; BOS carries template features.
  attribution: { method: 'gradient', contrast: 'mean-of-others', positions: 'sum', bos: 'exclude' },
  // Residual-stream attribution patching on GPT-2 small reaches r ≈ 0.75 with activation patching.
  attribution_check: { prompts: 30, top_features: 10, cells: 400, least: 0.7 },
  features: { min_prevalence: 0.5 },
  correlation: { method: 'pearson', gain: 'keep', weights: 'equal', most_pairs: 5_000_000 },
  network: { threshold: 0.7, strict: false, sign: 'absolute' },
  // docs/methods.md: one seed of Leiden finds the best Q where one of Louvain seldom does.
  cluster: { algorithm: 'leiden', weighted: true, resolution: 1, min_size: 10 },
  stability: { seeds: 100, subsamples: 100, share: 0.8, case_drops: 20 },
  steering: {
    mode: 'seed',
    base_factor: -2,
    single_factors: [0.1, 1, 2, 5, 10, 20, 30, 40],
    factors: [1, 10, 30],
    set_sizes: [1, 2, 3, 4],
    sets_per_cell: 200,
    prompts_per_set: 12, // docs/cost.md: what it loses, and that it is a fifth of the evaluations
    arms: ['within', 'between', 'random', 'matched', 'random-direction', 'random-covariance', 'prompt-difference'],
    pool_pairs: 2080, // every pair of the study's 65 kept features, at equal norm
    pool_max_cosine: 0.5,
    pool_factors: [10],
    experiments: [],
    scaling: ['norm-matched'], // equal ‖Σ d‖ instead of a division by the number of features; its mean is that of unscaled sets
    positions: 'non-bos',
    prompts: 'rank0',
  },
  interaction: { pairs: 2080, controls: 2 }, // every pair of the study's 65 kept features
  tests: { metrics: 'all' },
  nulls: { kinds: ['random-rows', 'second-moment', 'rotation'], replicates: 1000, recomputed: [...RECOMPUTED] },
  verdict: { sesoi: 0.2 },
  adjustment: 'holm',
};

export const PRESETS: Readonly<Record<Settings['preset'], Preset>> = { 'seed-exact': seedExact, recommended };
