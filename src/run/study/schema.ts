/**
 * The shape of a study's settings: every key, its type and its range. Strict: a key that is not here is an error.
 * What the settings mean is said in docs/methods.md; what they default to, in presets.ts.
 */
import { z } from 'zod';
import { NULL_KINDS, RECOMPUTED } from '../../../pipeline/cooccurrence/kernels/nulls/null-kinds.ts';
import { SET_ARMS } from '../../../pipeline/cooccurrence/kernels/steering/design.ts';
import { EXPERIMENTS } from '../../../pipeline/cooccurrence/kernels/steering/experiments.ts';
import { METHODS } from '../../methods/attribution/method-names.ts';
import { MODES } from '../../methods/intervention/modes.ts';

const positive = z.number().positive();
const count = z.number().int().min(1);

/** Model and SAE come from a folder or from the hub; settings.ts checks that exactly one is given. */
const source = z.strictObject({
  path: z.string().min(1).optional(),
  hub: z.string().min(1).optional(),
  revision: z.string().min(1).optional(),
});

export const settingsSchema = z.strictObject({
  name: z.string().regex(/^[A-Za-z0-9][A-Za-z0-9._-]*$/, 'a name of letters, digits, dots, dashes and underscores'),
  preset: z.enum(['seed-exact', 'recommended']),
  /** Seed of everything random in the study. */
  seed: z.number().int().min(0).max(2147483647),
  model: source,
  sae: source.extend({
    folder: z.string().min(1).optional(),
    /** Subtract the mean over d_model before encoding. */
    center: z.union([z.boolean(), z.literal('auto')]),
    /** Overrides the hook layer that cfg.json names. */
    layer: z.number().int().min(0).optional(),
    /** Overrides whether a BOS stands before every prompt, which cfg.json says too. */
    prepend_bos: z.boolean().optional(),
  }),
  task: z.strictObject({ file: z.string().min(1) }),
  labels: z
    .strictObject({
      file: z.string().min(1).optional(),
      /** Ask Neuronpedia for what the file does not name. */
      online: z.boolean().optional(),
    })
    .optional(),
  corpus: z.strictObject({ file: z.string().min(1) }).optional(),
  attribution: z.strictObject({
    method: z.enum(METHODS),
    contrast: z.enum(['foil', 'random-foil', 'mean-of-others', 'top-wrong']),
    positions: z.enum(['last', 'sum', 'final', 'max-abs']),
    bos: z.enum(['include', 'exclude']),
  }),
  /** Gradient attributions of a sample of prompts and features against integrated gradients and exact removal. */
  attribution_check: z.strictObject({
    prompts: z.number().int().min(0),
    /** Features of largest mean |attribution|, checked on each of the prompts. */
    top_features: z.number().int().min(0),
    /** Prompts × other features, drawn. */
    cells: z.number().int().min(0),
    /** Rank correlation with exact removal below which agreement is poor. */
    least: z.number().min(-1).max(1),
  }),
  features: z.strictObject({
    /** Share of prompts on which a feature must be non-zero to be selected. */
    min_prevalence: z.number().gt(0).max(1),
  }),
  correlation: z.strictObject({
    method: z.enum(['pearson', 'spearman', 'cosine', 'partial']),
    /** divide: each prompt's values over the norm of its gradient, before anything else. */
    gain: z.enum(['keep', 'divide']),
    /** class-balanced: every stratum of prompts counts alike. */
    weights: z.enum(['equal', 'class-balanced']),
    /** What `partial` holds fixed. */
    covariates: z
      .array(z.enum(['answer', 'foil', 'log-gradient']))
      .min(1)
      .optional(),
    /** Pairs of features that may be held and stored at once; with more, the strongest are found in blocks. */
    most_pairs: count,
  }),
  network: z.strictObject({
    threshold: z.number().min(0).max(1),
    /** true: |r| > threshold; false: |r| ≥ threshold. */
    strict: z.boolean(),
    sign: z.enum(['absolute', 'positive']),
    /** Further rules, each applied to what the one before left: largest q of an edge, */
    fdr: z.number().gt(0).lt(1).optional(),
    /** features that the largest component is to reach, */
    giant: count.optional(),
    /** strongest edges of each feature, */
    top_k: count.optional(),
    /** level of the disparity filter. */
    disparity: z.number().gt(0).lt(1).optional(),
  }),
  cluster: z.strictObject({
    algorithm: z.enum(['greedy-modularity', 'louvain', 'leiden']),
    weighted: z.boolean(),
    resolution: positive,
    /** Size of the smallest kept cluster, features. */
    min_size: count,
  }),
  /** Repeats that show what of the clusters is chance; 0 leaves a kind out. */
  stability: z.strictObject({
    seeds: z.number().int().min(0),
    subsamples: z.number().int().min(0),
    /** Share of the prompts in a subsample, drawn within strata. */
    share: z.number().gt(0).lt(1),
    /** Networks for each share of prompts left out, 0.1 to 0.9, that show how far centralities last. */
    case_drops: z.number().int().min(0),
  }),
  steering: z.strictObject({
    /** What is done to a residual: src/methods/intervention/modes.ts has the formulas. */
    mode: z.enum(MODES),
    base_factor: z.number(),
    single_factors: z.array(positive).min(1),
    factors: z.array(positive).min(1),
    set_sizes: z.array(count),
    sets_per_cell: count,
    /** Prompts that a set of an arm is steered on, dealt evenly over sets; two at least, for a set's own spread. */
    prompts_per_set: z.union([z.literal('all'), z.number().int().min(2)]),
    arms: z.array(z.enum(SET_ARMS)),
    /** Pairs of the pool, at most: every pair of the kept features or of a balanced draw of them; 0 leaves the pool out. */
    pool_pairs: z.number().int().min(0),
    /** Largest |cosine| of decoder rows of two features of the pool. */
    pool_max_cosine: z.number().min(0).max(1),
    /** Doses of the pool, each at equal norm. */
    pool_factors: z.array(positive).min(1),
    /** What the study steered besides: pipeline/cooccurrence/kernels/steering/experiments.ts. */
    experiments: z.array(z.enum(EXPERIMENTS)),
    scaling: z.array(z.enum(['none', 'by-size', 'norm-matched'])).min(1),
    /** Or a list of positions, 0 the first token. */
    positions: z.union([z.enum(['all', 'non-bos', 'final', 'active']), z.array(z.number().int().min(0)).min(1)]),
    prompts: z.enum(['all', 'rank0']),
  }),
  /** Exact removal of pairs of the kept features, beside that of each alone. */
  interaction: z.strictObject({
    /** Largest number of pairs: all of them where there are no more, else a sample; 0 leaves them out. */
    pairs: z.number().int().min(0),
    /** Control pairs of each pair. */
    controls: z.number().int().min(0),
  }),
  tests: z.strictObject({
    /** The family of tests across clusters: the study's eight metrics, or every metric there is. */
    metrics: z.enum(['study', 'all']),
  }),
  nulls: z.strictObject({
    kinds: z.array(z.enum(NULL_KINDS)),
    replicates: count,
    /** Networks recomputed with one ingredient changed. */
    recomputed: z.array(z.enum(RECOMPUTED)),
  }),
  verdict: z.strictObject({
    /** Smallest effect size of interest. */
    sesoi: positive,
  }),
  /** Multiplicity correction of every family of tests. */
  adjustment: z.enum(['bonferroni', 'holm', 'benjamini-hochberg', 'none']),
});

/** Settings as written, every key filled in. */
export type Settings = z.infer<typeof settingsSchema>;
