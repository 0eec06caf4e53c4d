/** What an effect plan is made of, from the tables and the dictionary. */
import { concatenated } from '../../../../src/concatenated.ts';
import {
  type Aggregated,
  aggregatePositions,
  type PositionRule,
} from '../../../../src/methods/attribution/positions.ts';
import type { CodeTable } from '../relevance/firing-features.ts';
import type { Member } from '../steering/members.ts';
import type { NodeMembers } from '../units/node-members.ts';
import { nodeValues } from '../units/node-values.ts';
import { setUnits } from '../units/set-units.ts';
import type { FeatureTable, HalvedPrompt } from './classes.ts';
import type { EffectInputs } from './effect-plan.ts';

interface EffectTables {
  readonly words: readonly (Omit<HalvedPrompt, 'heldOut'> & {
    readonly prompt_id: number;
    readonly n_tokens: number;
  })[];
  /** Features of the clusters that the first half finds, ascending. */
  readonly clustered: readonly Member[];
  readonly halves: readonly { readonly prompt_id: number; readonly half: 'first' | 'second' }[];
  readonly codes: CodeTable;
  /** What each feature writes. */
  readonly decoder: ReadonlyMap<number, Float32Array>;
  readonly members: NodeMembers;
}

interface EffectRule {
  readonly positions: PositionRule;
  /** Pairs of features to compare at most. */
  readonly mostPairs: number;
  /** Positions from 0 that nothing is taken out of. */
  readonly skip: number;
}

/** Codes become one value a prompt by the rule by which attributions do. */
export function effectInputs(
  { words, clustered, halves, codes, decoder, members }: EffectTables,
  { positions, mostPairs, skip }: EffectRule,
): Omit<EffectInputs, 'references'> {
  const features = clustered.map(({ feature_id: id }) => id);
  const options = { rule: positions, excludeFirst: skip === 1, lengths: words.map((row) => row.n_tokens) };
  const values = nodeValues(aggregatePositions(codes, options), members);
  // Nodes that copies were merged into are units already.
  const units = members.merged
    ? features.map((_, place) => ({ members: [place] }))
    : setUnits(features, decoder, values, words.length, mostPairs);
  // Halves are made where every selected feature can be compared with every other.
  if (units === null) throw new Error(`effect: ${features.length} features are too many to compare in pairs`);
  const half = new Map(halves.map((row) => [row.prompt_id, row.half]));
  const rows = features.map((id) => decoder.get(id) ?? new Float32Array());
  const ofCodes = nodeValues(aggregatePositions({ ...codes, attribution: codes.activation }, options), members);
  return {
    prompts: words.map(({ prompt_id: id, stratum, answer }) => {
      return { stratum, answer, heldOut: half.get(id) === 'second' };
    }),
    features,
    network: Int32Array.from(clustered, ({ cluster }) => cluster - 1),
    values: featureTable(values, features, words.length),
    codes: featureTable(ofCodes, features, words.length),
    rows: { data: concatenated(Float32Array, rows), width: rows[0]?.length ?? 0 },
    ...{ units: units.map(({ members }) => members), skip },
  };
}

/** One value for each of some features and every prompt. */
export function featureTable(
  { featureIds, starts, promptIds, values }: Aggregated,
  features: readonly number[],
  prompts: number,
): FeatureTable {
  const table = new Float64Array(features.length * prompts);
  const placeOf = new Map(Array.from(featureIds, (id, k) => [id, k]));
  features.forEach((id, feature) => {
    const k = placeOf.get(id);
    if (k === undefined) throw new Error(`effect: feature ${id} of a cluster never fires`);
    for (let at = starts[k]; at < starts[k + 1]; at++) table[feature * prompts + promptIds[at]] = values[at];
  });
  return { values: table, features: features.length, prompts };
}
