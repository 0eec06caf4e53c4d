/**
 * Stage `relevance`: whether the selected and the clustered features matter for the task. Each set of features is kept alone and taken
 * out of the residual, on every prompt; random sets alike in activation mass on the prompts that did not find the clusters.
 */
import { concatenated } from '../../../src/concatenated.ts';
import { decoderRows } from '../../../src/engine/dictionary/decoder-rows.ts';
import { aggregatePositions } from '../../../src/methods/attribution/positions.ts';
import type { Shard } from '../../../src/run/shards.ts';
import { type ShardEngine, type ShardMaker, sharded } from '../../../src/run/stage.ts';
import { columns, rows, shards, subject } from '../../../src/run/stage-input.ts';
import { relevanceSentence } from '../claims/relevance.ts';
import { promptWords } from '../kernels/matrix/prompt-matrix.ts';
import { activeCodes, type CodeTable, firingFeatures, firingIds } from '../kernels/relevance/firing-features.ts';
import { meanAblation } from '../kernels/relevance/mean-ablation.ts';
import { evaluatedOn, evaluationsOf, relevanceChanges } from '../kernels/relevance/relevance-evaluations.ts';
import { readRelevanceMaterial, relevanceMaterial } from '../kernels/relevance/relevance-material.ts';
import { featureSets, type RelevancePlan, randomSetsOf } from '../kernels/relevance/relevance-plan.ts';
import { relevanceRows } from '../kernels/relevance/relevance-rows.ts';
import { slotsOf } from '../kernels/relevance/slots.ts';
import { type Member, membersByCluster } from '../kernels/steering/members.ts';
import {
  type InterventionPlan,
  openInterventions,
  planInterventions,
  storedOutcomes,
} from '../kernels/steering/open-interventions.ts';
import { readSteeredMaterial, steeredMaterial } from '../kernels/steering/steered-material.ts';
import { type RunPrompt, readSteeredPrompts } from '../kernels/steering/steered-prompts.ts';
import { setUnits } from '../kernels/units/set-units.ts';
import type { CooccurrenceStudy } from '../settings.ts';

interface Plan extends InterventionPlan, RelevancePlan {
  /** feature_id of each place. */
  readonly firing: readonly number[];
  /** Σ|a| of each place over the prompts that find. */
  readonly attribution: readonly number[];
  /** Of each prompt; null where there are no halves. */
  readonly heldOut: readonly (boolean | null)[];
  /** Positions from 0 that nothing is taken out of. */
  readonly skip: number;
}

const settings = ({ seed, cluster, attribution, correlation, relevance }: CooccurrenceStudy) => {
  const { bos, positions } = attribution;
  const { most_pairs: mostPairs } = correlation;
  return { seed, algorithm: cluster.algorithm, bos, positions, mostPairs, randomSets: relevance.random_sets };
};
const reads = {
  ...promptWords,
  task: rows<RunPrompt>('prompts_to_run'),
  clustered: rows<Member>('kept_clusters'),
  selected: rows<{ feature_id: number }>('selected_feature'),
  halves: rows<{ prompt_id: number; half: 'first' | 'second' }>('relevance_half'),
  codes: columns<CodeTable>('codes'),
  attributed: shards('attribute'),
  subject: subject(),
};

export const relevance = sharded({
  name: 'relevance',
  module: import.meta.url,
  label: 'features taken out',
  settings,
  reads,
  writes: ['relevance'],
  plan({ seed, bos, randomSets }, { task, clustered, selected, halves, codes, subject }, tools): Plan {
    const half = new Map(halves.map((row) => [row.prompt_id, row.half]));
    const heldOut = task.map(({ prompt_id: id }) => (half.size === 0 ? null : half.get(id) === 'second'));
    const skip = bos === 'exclude' && subject.sae.config.prependBos ? 1 : 0;
    const firing = firingIds(codes);
    const places = new Map(firing.map((id, place) => [id, place]));
    const placesOf = (ids: readonly number[]): number[] => ids.flatMap((id) => places.get(id) ?? []);
    const counts = (prompt: number): boolean => heldOut[prompt] !== true;
    const active = activeCodes(codes, firing);
    const known = firingFeatures(active, codes.attribution, firing.length, { counts, skip });
    const clusters = new Map([...membersByCluster(clustered)].map(([cluster, ids]) => [cluster, placesOf(ids)]));
    const sets = featureSets(placesOf(selected.map(({ feature_id: id }) => id)), clusters, known);
    const randoms = half.size === 0 ? [] : randomSetsOf(sets, known, randomSets, seed);
    const plan = { sets, randoms };
    const on = evaluatedOn(plan, heldOut);
    const attribution = [...known.attribution];
    return { ...planInterventions(subject, on, task.length, tools), ...plan, firing, attribution, heldOut, skip };
  },
  async material(_, { task, words, codes, attributed, subject }, { firing }) {
    const everyone = readSteeredPrompts(
      attributed,
      task.map(({ prompt_id: id }) => id),
      new Set(),
    );
    const slots = slotsOf(task.map(({ tokens }, k) => ({ tokens, template: words[k].template })));
    return {
      ...(await steeredMaterial(subject, task, task, everyone)),
      ...relevanceMaterial(activeCodes(codes, firing), slots),
    };
  },
  open: openRelevance,
  async collect({ positions, mostPairs }, inputs, { plan, folder }, { note }) {
    const { task, words, codes, subject } = inputs;
    const { firing, sets, skip } = plan;
    const lengths = task.map(({ n_tokens: length }) => length);
    const values = aggregatePositions(codes, { rule: positions, excludeFirst: skip === 1, lengths });
    const decoder = await decoderRows(subject.sae, firing);
    const total = plan.attribution.reduce((sum, x) => sum + x, 0);
    const setOf = new Map(sets.map(({ name, features }) => [name, features]));
    const rows = relevanceRows({
      plan,
      prompts: words.map(({ stratum }, p) => ({ stratum, heldOut: plan.heldOut[p] })),
      found: evaluationsOf(plan, plan.heldOut, storedOutcomes(folder, plan)),
      features: firing.length,
      of(name) {
        if (name === 'all') return { units: null, share: total === 0 ? 0 : 1 };
        const features = setOf.get(name) ?? [];
        const share = total === 0 ? 0 : features.reduce((sum, place) => sum + plan.attribution[place], 0) / total;
        const ids = features.map((place) => firing[place]);
        return { units: setUnits(ids, decoder, values, task.length, mostPairs)?.length ?? null, share };
      },
    });
    note(
      relevanceSentence(
        rows.find(({ set, scope, stratum }) => set === 'kept' && scope === 'held-out' && stratum === null),
      ),
    );
    return { relevance: rows };
  },
});

async function openRelevance(plan: Plan, material: Shard, engine: ShardEngine): Promise<ShardMaker> {
  const { model, sae } = engine.subject;
  const steered = readSteeredMaterial(material, engine.subject);
  const { dModel: width } = model.config;
  const { prompts } = steered;
  const read = readRelevanceMaterial(
    material,
    prompts.map(({ resid }) => resid.length / width),
  );
  const rows = concatenated(Float32Array, [...(await decoderRows(sae, plan.firing)).values()]);
  const ablation = meanAblation({ ...read, rows, width, prompts, skip: plan.skip });
  const on = evaluatedOn(plan, plan.heldOut);
  return await openInterventions(plan, relevanceChanges(plan, ablation), on, steered, engine);
}
