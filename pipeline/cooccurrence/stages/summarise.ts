/** Stage `summarise`: means and intervals of what steering and removal did, and whether belonging to one cluster made a difference. */
import { splitsOf } from '../../../src/methods/stats/splits.ts';
import { type StageTools, stage } from '../../../src/run/stage.ts';
import { columns, row, rows, shards, type Values } from '../../../src/run/stage-input.ts';
import { heldOutHalves } from '../kernels/interaction/held-out-pool.ts';
import { placesOfScope, splitRows, summaryRows } from '../kernels/interaction/interaction-rows.ts';
import { poolSummary } from '../kernels/interaction/pool-summary.ts';
import { storedPool } from '../kernels/interaction/stored-pool.ts';
import { numbered } from '../kernels/interaction/strata.ts';
import { correlationOptions } from '../kernels/matrix/correlation-options.ts';
import { pairCorrelations } from '../kernels/matrix/pair-correlations.ts';
import { matrixInputs, promptWords, readCells } from '../kernels/matrix/prompt-matrix.ts';
import { type Member, membersById } from '../kernels/steering/members.ts';
import { doseBlocks, OUTCOMES, type SetRow, type SteeringRows } from '../kernels/summary/dose-blocks.ts';
import type { CorrelationPair } from '../kernels/summary/mean-similarity.ts';
import { summaries } from '../kernels/summary/summaries.ts';
import { blocksOf, countUnits, type UnitName, unitNames } from '../kernels/units/counted-units.ts';
import type { CooccurrenceStudy } from '../settings.ts';

/** Prompts that each half must have for an estimate to be repeated on halves. */
const LEAST_HALF = 3;

const settings = ({ seed, cluster, verdict, correlation }: CooccurrenceStudy) => {
  return { seed, algorithm: cluster.algorithm, sesoi: verdict.sesoi, correlation };
};
const reads = {
  ...matrixInputs,
  ...promptWords,
  clustered: rows<Member>('kept_clusters'),
  heldOutClusters: rows<Member & { split: string }>('verdict_held_out_cluster'),
  secondHalf: rows<{ split: string; prompt_id: number }>('verdict_second_half'),
  contrasts: rows<{ prompt_id: number; logit_diff: number }>('summarise_contrast'),
  units: rows<UnitName>('unit_of_feature'),
  steered: columns<SteeringRows>('summarise_steering'),
  sets: rows<SetRow & { norm: number }>('summarise_set'),
  correlated: rows<CorrelationPair>('summarise_r'),
  scope: row<{ stored_from: number }>('correlation_scope'),
  attributed: shards('attribute'),
  removed: shards('interaction'),
};
type Settings = ReturnType<typeof settings>;
type Inputs = Values<typeof reads>;

export const summarise = stage({
  name: 'summarise',
  module: import.meta.url,
  settings,
  reads,
  writes: ['steering_summary', 'steering_contrast', 'steering_correlation', 'interaction_summary', 'interaction_split'],
  run(own, inputs, tools) {
    const sets = summariseSets(own, inputs, tools);
    return {
      steering_summary: sets.arms,
      steering_contrast: sets.contrasts,
      steering_correlation: sets.correlations,
      ...summarisePool(own, inputs, tools),
    };
  },
});

/** Two halves of some prompts, with the same answers; null where one would be too small. */
function halvesOf(words: Inputs['words'], prompts: readonly number[], seed: number) {
  const strata = prompts.map((id) => words[id]?.stratum ?? '');
  const [split] = splitsOf(strata, [], { seed, least: LEAST_HALF });
  return split === undefined ? null : ([split.train, split.test] as const);
}

function summariseSets(own: Settings, inputs: Inputs, { study, progress }: StageTools) {
  const { seed, sesoi, correlation } = own;
  const { sets, words } = inputs;
  const blocks = doseBlocks(inputs.steered, sets);
  const steered = sets.flatMap(({ feature_ids: ids }) => (ids.length > 1 ? ids : []));
  const matrix = readCells(inputs);
  const correlations = pairCorrelations(
    steered,
    { stored: inputs.correlated, storedFrom: inputs.scope.stored_from },
    () => matrix,
    () => correlationOptions(correlation, { ...matrix, prompts: words, attributed: inputs.attributed }, study),
  );
  const bar = progress('summaries of steering', blocks.length * OUTCOMES.length);
  const found = summaries(blocks, {
    seed,
    sesoi,
    clusters: new Map(membersById(inputs.clustered).map(({ feature_id: id, cluster }) => [id, cluster])),
    norms: new Map(sets.map(({ set_id, norm }) => [set_id, norm])),
    units: unitNames(inputs.units),
    correlations,
    halves: halvesOf(words, Array.from(blocks[0]?.promptIds ?? []), seed) ?? [],
    advance: () => bar.advance(),
  });
  bar.done();
  return found;
}

function summarisePool({ seed, sesoi }: Settings, inputs: Inputs, { note }: StageTools) {
  const { removed, words, clustered } = inputs;
  const stored = storedPool(removed);
  if (stored === null) {
    note('no pair was removed, so there is no interaction to summarise');
    return { interaction_summary: [], interaction_split: [] };
  }
  const { plan, promptIds, found } = stored;
  const members = membersById(clustered);
  const clusters = members.map(({ cluster }) => cluster);
  const named = unitNames(inputs.units);
  const ids = members.map(({ feature_id: id }) => id);
  const pool = poolSummary(plan, clusters, found, {
    ...{ seed, sesoi, halves: halvesOf(words, promptIds, seed), blocks: blocksOf(ids, named) },
    strata: numbered(promptIds.map((id) => words[id].stratum)),
    heldOut: heldOutHalves(members, promptIds, inputs.heldOutClusters, inputs.secondHalf),
  });
  const sizes = new Map(inputs.contrasts.map(({ prompt_id: id, logit_diff: m }) => [id, Math.abs(m)]));
  const contrast = promptIds.reduce((sum, id) => sum + (sizes.get(id) ?? Number.NaN), 0) / promptIds.length;
  const features = (scope: string): number[] => placesOfScope(plan.pairs, clusters, scope).map((place) => ids[place]);
  const unitsOf = (scope: string): number | null => countUnits(features(scope), named);
  const summary = summaryRows(pool, found.noiseFloor, plan.tiny.length, contrast, unitsOf);
  return { interaction_summary: summary, interaction_split: splitRows(pool) };
}
