/**
 * Which groups of features are taken out of held-out prompts: the network's clusters, those of the trivial groupings, and those of every deal
 * of units among the clusters, then those of the references. Groups that are equal are taken out once.
 */
import { random } from '../../../../src/random.ts';
import { LEVEL } from '../../../../src/run/decide.ts';
import { classesOf, classMeans, classOf, type FeatureTable, type HalvedPrompt, type PromptClass } from './classes.ts';
import { dealUnits } from './deal-units.ts';
import { groupingsOf, type Method, sizesOf } from './groupings.ts';
import { type Reference, type ReferenceSource, referenceGroups } from './references.ts';

/** Features, or coordinates of a reference, that are taken out together. */
export interface Group {
  /** Of the reference whose coordinates they are; features where there is none. */
  readonly of?: Reference;
  /** Places among the network's features, or the reference's coordinates, ascending. */
  readonly features: readonly number[];
  /** Place of its class. */
  readonly own: number;
}

export interface Grouping {
  readonly method: Method;
  /** Group of each feature, numbered as the network's clusters, from 0. */
  readonly groups: readonly number[];
  /** Place of each group among the distinct ones. */
  readonly at: readonly number[];
}

/** A reference and its groups; none with a reason. */
export interface StoredReference {
  readonly method: Reference;
  readonly ids: readonly number[];
  readonly unitOf: readonly number[];
  readonly groups: readonly number[];
  readonly at: readonly number[];
  readonly reason: string | null;
}

export interface StoredEffect {
  /** Ids of the network's features: those of the clusters that the first half finds, ascending. */
  readonly features: readonly number[];
  /** Unit of each. */
  readonly unitOf: readonly number[];
  readonly classes: readonly PromptClass[];
  readonly groupings: readonly Grouping[];
  readonly references: readonly StoredReference[];
  /** Of each deal, the place of each group among the distinct ones. */
  readonly deals: readonly (readonly number[])[];
  /** Distinct groups. */
  readonly groups: readonly Group[];
  /** Held-out prompts, ascending. */
  readonly asked: readonly number[];
  /** Positions from 0 that nothing is taken out of. */
  readonly skip: number;
  /** Why nothing is taken out. */
  readonly reason: string | null;
  /** Why nothing is held against deals. */
  readonly undealt: string | null;
}

export interface EffectInputs {
  readonly prompts: readonly HalvedPrompt[];
  readonly features: readonly number[];
  /** Cluster of each, 0 … k − 1. */
  readonly network: Int32Array;
  readonly values: FeatureTable;
  readonly codes: FeatureTable;
  readonly rows: { readonly data: Float32Array; readonly width: number };
  /** Features of each, by place. */
  readonly units: readonly (readonly number[])[];
  readonly references: readonly ReferenceSource[];
  readonly skip: number;
}

export interface Deals {
  readonly count: number;
  /** Why none are made. */
  readonly refusal: string | null;
}

export function planEffect(inputs: EffectInputs, { count, refusal }: Deals, seed: number): StoredEffect {
  const { prompts, features, network, units, skip } = inputs;
  const halves = (heldOut: boolean): number[] => prompts.flatMap((row, p) => (row.heldOut === heldOut ? [p] : []));
  const asked = halves(true);
  const classes = classesOf(prompts, 'stratum');
  const unitOf = features.map((_, place) => units.findIndex((unit) => unit.includes(place)));
  const reason = tooLittle(features.length, classes.length);
  const known = { features, unitOf, classes, asked, skip, reason };
  if (reason !== null) return { ...known, groupings: [], references: [], deals: [], groups: [], undealt: reason };
  const means = classMeans(inputs.values, classes);
  const sizes = sizesOf(network);
  const distinct = new Map<string, number>();
  const groups: Group[] = [];
  const placesOf = (labels: Int32Array): number[] =>
    membersOf(labels, sizes.length).map((members) => {
      const key = members.join();
      const at = distinct.get(key) ?? groups.push({ features: members, own: classOf(members, means) }) - 1;
      distinct.set(key, at);
      return at;
    });
  const answers = classesOf(prompts, 'answer');
  const found = groupingsOf({ ...inputs, answers, finds: halves(false), seed });
  const groupings = [...found].map(([method, labels]) => ({ method, groups: [...labels], at: placesOf(labels) }));
  const dealt = Array.from({ length: refusal === null ? count : 0 }, (_, k) =>
    placesOf(dealUnits(units, sizes, random(seed, 'effect', 'deal', k))),
  );
  const undealt = refusal ?? tooFew(groupings[0].at, dealt, units.length);
  // Deals that cannot tell are not run either.
  const deals = undealt === null ? dealt : [];
  const used = 1 + Math.max(...groupings.flatMap(({ at }) => at));
  // References come last, so that what the claims are about is computed in the same batches with and without them.
  const all = undealt === null ? groups : groups.slice(0, used);
  const references = inputs.references.map((source): StoredReference => {
    const { method, ids, unitOf, reason: missing } = source;
    const why = answers.length === 0 ? 'no answer has two prompts or more in each half' : missing;
    if (why !== null) return { method, ids: [], unitOf: [], groups: [], at: [], reason: why };
    const labels = referenceGroups(source, sizes, answers, seed);
    const ofClasses = classMeans(source.values, classes);
    const at = membersOf(labels, Math.max(...labels) + 1).map(
      (members) => all.push({ of: method, features: members, own: classOf(members, ofClasses) }) - 1,
    );
    return { method, ids, unitOf, groups: [...labels], at, reason: null };
  });
  return { ...known, groupings, references, deals, groups: all, undealt };
}

function tooLittle(features: number, classes: number): string | null {
  if (features === 0) return 'the first half of the prompts finds no kept cluster';
  const has = classes === 1 ? 'one class has' : `${classes} classes have`;
  return classes < 2 ? `${has} two prompts or more in each half, and an effect on one is held against that on another` : null; // biome-ignore format: one line
}

/** Why no p can be as small as the rule asks: deals that are the network's own clusters count as large. */
function tooFew(own: readonly number[], deals: readonly (readonly number[])[], units: number): string | null {
  const key = (groups: readonly number[]): string => [...groups].sort((a, b) => a - b).join();
  const same = deals.filter((deal) => key(deal) === key(own)).length;
  if ((1 + same) / (1 + deals.length) <= LEVEL) return null;
  const count = `${deals.length} deals of ${units} ${units === 1 ? 'unit' : 'units'}`;
  return same === 0 ? `${count} are too few for a p of ${LEVEL}` : `of ${count} among the clusters ${same} are the clusters themselves, so that no p can be as small as ${LEVEL}`; // biome-ignore format: one line
}

/** Members of each group, ascending; a deal of large units may leave a group empty, and taking nothing out costs nothing. */
function membersOf(labels: Int32Array, count: number): number[][] {
  const members = Array.from({ length: count }, (): number[] => []);
  labels.forEach((group, feature) => {
    members[group].push(feature);
  });
  return members;
}
