/** Settings of steering: sets of features, doses, the pool, and the study's further experiments. */
import { MODES } from '../../../src/methods/intervention/modes.ts';
import { show } from '../../../src/run/study/check-value.ts';
import { group, leaf, type Refuse } from '../../../src/run/study/leaf.ts';
import { choice, either, list, number, whole } from '../../../src/run/study/types.ts';
import { ARMS } from '../kernels/steering/design.ts';
import { adds } from '../kernels/steering/doses.ts';
import { EXPERIMENTS } from '../kernels/steering/experiments.ts';

const factors = list(number({ above: 0 }), 1);

export const steering = group(
  {
    mode: leaf({
      type: choice(MODES),
      default: 'seed',
      meaning: '`seed`: x + base_factor · factor · Σ d over the features of a set.',
    }),
    base_factor: leaf({
      type: number(),
      default: -2,
      meaning: 'Sign and scale of every dose; negative pushes away from the features.',
    }),
    single_factors: leaf({
      type: factors,
      default: [0.1, 1, 2, 5, 10, 20, 30, 40],
      meaning: 'Doses at which single features are steered.',
    }),
    factors: leaf({ type: factors, default: [1, 10, 30], meaning: 'Doses at which sets are steered.' }),
    set_sizes: leaf({ type: list(whole({ least: 1 })), default: [1, 2, 3, 4], meaning: 'Sizes of the sets.' }),
    sets_per_cell: leaf({
      type: whole({ least: 1 }),
      'seed-exact': 50, // the study does not say how many sets it drew
      recommended: 200,
      meaning: 'Sets of each arm and size (and cluster); all of them where there are fewer.',
    }),
    prompts_per_set: leaf({
      // Two at least, for a set's own spread.
      type: either('all or a whole number of at least 2', choice(['all']), whole({ least: 2 })),
      'seed-exact': 'all',
      recommended: 12, // docs/cost.md: what it loses, and that it is a fifth of the evaluations
      meaning:
        'Prompts that each set of an arm is steered on: `all`, or as many, dealt so that the sets of a cell meet every prompt equally often and sets of all arms the same prompts. Single features and carriers, the pool and the experiments are steered on every prompt.',
    }),
    arms: leaf({
      type: list(choice(ARMS)),
      'seed-exact': ['within', 'between'],
      recommended: [...ARMS],
      meaning:
        'Kinds of sets: within a cluster, between clusters, and controls; `carriers` steers each of the 20 features of largest attribution alone, and a random direction beside it, at `single_factors`.',
    }),
    pool_pairs: leaf({
      type: whole({ least: 0 }),
      'seed-exact': 0, // the study has none
      recommended: 2080, // every pair of the study's 65 kept features, at equal norm
      meaning:
        'Pairs of the pool that compares clusters at equal norm: every pair of the kept features, or of as many features of each cluster as make no more pairs than this; 0 leaves the pool out.',
    }),
    pool_max_cosine: leaf({
      type: number({ least: 0, most: 1 }),
      default: 0.5,
      meaning:
        'Largest absolute cosine of decoder rows of two features of the pool: of features that write nearly one direction, one is in it. With more than 0.5 the pool is summed up but does not decide H2.',
    }),
    pool_factors: leaf({ type: factors, default: [10], meaning: 'Doses of the pool.' }),
    experiments: leaf({
      type: list(choice(EXPERIMENTS)),
      'seed-exact': [...EXPERIMENTS],
      recommended: [],
      meaning:
        'What the study steered besides: every selected feature by its global maximum activation, or all by the smallest attribution as one dose, and each group of features that vary as one.',
    }),
    scaling: leaf({
      type: list(choice(['none', 'by-size', 'norm-matched']), 1),
      'seed-exact': ['none', 'by-size'],
      recommended: ['norm-matched'], // equal ‖Σ d‖ instead of a division by the number of features; its mean is that of unscaled sets
      meaning: 'The sum as it is, divided by the number of features, or at equal norm for all sets of a size.',
    }),
    positions: leaf({
      type: either(
        'all, non-bos, final, active or a list of positions from 0',
        choice(['all', 'non-bos', 'final', 'active']),
        list(whole({ least: 0 }), 1),
      ),
      'seed-exact': 'all',
      recommended: 'non-bos',
      meaning: 'Where the push is applied.',
    }),
    prompts: leaf({
      type: choice(['all', 'rank0']),
      'seed-exact': 'all',
      recommended: 'rank0',
      meaning: 'All prompts, or those the model answers right by itself.',
    }),
  },
  (steered, refuse) => {
    for (const key of ['single_factors', 'factors', 'set_sizes', 'arms', 'scaling', 'pool_factors'] as const)
      eachOnce(key, steered[key], refuse);
    eachOnce('experiments', steered.experiments, refuse);
    if (steered.arms.some((arm) => arm !== 'carriers') && steered.set_sizes.length === 0)
      refuse('set_sizes', 'no sizes', 'at least one size while steering.arms names an arm of sets');
    const scaled = steered.scaling.find((scaling) => scaling !== 'none');
    if (!adds(steered.mode) && scaled !== undefined)
      refuse(
        'scaling',
        `${scaled} with steering.mode ${steered.mode}`,
        '[none]: only seed and activation-scaled are scaled',
      );
    if (steered.base_factor === 0) refuse('base_factor', '0', 'a number other than 0, which would steer nothing');
  },
);

function eachOnce(key: string, values: readonly unknown[], refuse: Refuse): void {
  const repeated = values.find((value, index) => values.indexOf(value) !== index);
  if (repeated !== undefined) refuse(key, `${show(repeated)} twice`, 'each value once');
}

/** Exact removal of pairs of the kept features, beside that of each alone. */
export const interaction = group({
  pairs: leaf({
    type: whole({ least: 0 }),
    'seed-exact': 0, // the study has none
    recommended: 2080, // every pair of the study's 65 kept features
    meaning:
      'Pairs of kept features that are removed exactly, together and alone: all where there are no more, else a sample half within and half between clusters; 0 leaves them out.',
  }),
  controls: leaf({
    type: whole({ least: 0 }),
    default: 2,
    meaning:
      'Control pairs of each pair: the same first-order effects and inner products, otherwise random directions.',
  }),
});

/** Sets of features kept alone and taken out. */
export const relevance = group({
  random_sets: leaf({
    type: whole({ least: 0 }),
    default: 200,
    meaning:
      'Random sets alike in activation mass that the selected and the clustered features are held against, on held-out prompts; 0 leaves them out, and then whether the clusters matter cannot be said.',
  }),
});

/** What a cluster does on prompts that did not find it. */
export const effect = group({
  permutations: leaf({
    type: whole({ least: 0 }),
    default: 199, // each runs the model on every held-out prompt once a cluster
    meaning:
      'Deals of the clustered features among the clusters, copies together, that their selectivity on held-out prompts is held against; with fewer than 39 no p can be 0.025, and H5a is not testable.',
  }),
});
