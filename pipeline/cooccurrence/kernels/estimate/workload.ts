/**
 * How much a study asks of each stage, before it runs. How many features will be selected and kept, and in how many clusters, is known
 * only afterwards: it is taken from an earlier run of the study, or assumed as in the published one (65 features), in 2 clusters.
 */
import { touched } from '../../../../src/methods/intervention/modes.ts';
import { interactionPlan, pairPool } from '../../../../src/methods/intervention/removal/removal-plan.ts';
import { panelPrompts } from '../../../../src/methods/intervention/run-changes.ts';
import { REPEATS } from '../../../../src/methods/stats/splits.ts';
import type { CooccurrenceStudy } from '../../settings.ts';
import { TINY_CELLS } from '../attribution-check/values.ts';
import { METHODS } from '../effect/groupings.ts';
import { keptAt } from '../relevance/relevance-plan.ts';
import { steeredOn, steeringPlan } from '../steering/steering-plan.ts';
import { assumedFeatures } from './assumed-features.ts';
import { packedRows } from './packed-rows.ts';
import type { Texts } from './texts.ts';

/** What only a run can tell. */
export interface Counts {
  readonly selected: number;
  /** Features of kept clusters. */
  readonly kept: number;
  readonly clusters: number;
  /** Prompts that are steered. */
  readonly steered: number;
  /** Share of the steered prompts on which a kept feature is active. */
  readonly activePrompts: number;
  /** And of such a prompt's positions from the first at which it is. */
  readonly activeShare: number;
}

export function assumedCounts(prompts: number): Counts {
  return { selected: 65, kept: 65, clusters: 2, steered: prompts, activePrompts: 1, activeShare: 0.5 };
}

export interface TaskPrompt {
  readonly tokens: ArrayLike<number>;
  readonly stratum: string;
}

/** Runs of the model from the hook on. */
export interface Evaluations {
  readonly count: number;
  /** Positions that they compute, those that prompts share counted once. */
  readonly rows: number;
}

export interface Workload {
  readonly steer: Evaluations & {
    /** Rows of its table. */
    readonly stored: number;
  };
  readonly interaction: Evaluations;
  readonly relevance: Evaluations;
  readonly effect: Evaluations;
  readonly effectSplits: Evaluations;
  readonly transfer: Evaluations;
  readonly source: Evaluations;
  /** Tokens read up to the hook and encoded. */
  readonly read: { readonly transfer: number; readonly source: number; readonly metrics: number };
  readonly direct: number;
  /** Features whose push is shown on a prompt. */
  readonly nextToken: number;
  /** Prompts whose gradient is taken without a feature. */
  readonly edgeEffect: number;
  /** Of exact removal; and paths along which a gradient is averaged: two for each prompt. */
  readonly verify: { readonly removals: number; readonly paths: number };
}

/** @param task every prompt; @param hasBos whether a BOS stands before each; @param width D */
export function workloadOf(
  study: CooccurrenceStudy,
  counts: Counts,
  task: readonly TaskPrompt[],
  { hasBos, width, texts }: { readonly hasBos: boolean; readonly width: number; readonly texts: Texts },
): Workload {
  const { interaction, attribution_check: check, steering } = study;
  const { kept, steered, activePrompts, activeShare } = counts;
  // Which prompts are steered is not known where not all are: they are taken evenly.
  const prompts = Array.from({ length: steered }, (_, i) => task[Math.floor((i * task.length) / steered)]);
  const tokens = prompts.map((prompt) => prompt.tokens);
  const longest = tokens.reduce((most, { length }) => Math.max(most, length), 1);
  const together = panelPrompts(longest * width);
  const everyone = Int32Array.from(prompts, (_, prompt) => prompt);
  const whereActive = steering.mode === 'ablate' || steering.positions === 'active';
  const pushed = (length: number): number => touched(steering.positions, length, hasBos)[0] ?? length;
  const active = (length: number): number => Math.round(length * (1 - activeShare));

  const strata = prompts.map(({ stratum }) => stratum);
  const plan = steeringPlan(study, assumedFeatures(counts, study.corpus !== undefined));
  const { ofSet, ofIntervention } = steeredOn(study, plan, strata);
  const stored = plan.doses.reduce((sum, { setId }) => sum + ofSet[setId].length, 0);
  const known = new Map<string, number>();
  const rowsOf = (own: Int32Array): number => {
    const key = own.join();
    const rows = known.get(key) ?? packedRows({ tokens, first: whereActive ? active : pushed, together }, own);
    known.set(key, rows);
    return rows;
  };
  // None removed on every prompt, a feature where it is active, a pair where both are; tiny pairs are run in three parts.
  const clusters = Array.from({ length: kept }, (_, feature) => 1 + (feature % Math.max(1, counts.clusters)));
  const pool = pairPool(clusters, interaction.pairs, study.seed);
  const { pairs, tiny, controls } = interactionPlan(kept, pool, interaction.controls);
  const dictionaries = controls + 1;
  const singles = (dictionaries * kept + 2 * tiny.length) * activePrompts;
  const removals =
    pairs.length === 0 ? 0 : 1 + singles + (dictionaries * pairs.length + tiny.length) * activePrompts ** 2;
  const checked = Math.min(check.prompts, steered);
  return {
    steer: {
      count: ofIntervention.reduce((sum, own) => sum + own.length, 0),
      rows: ofIntervention.reduce((sum, own) => sum + rowsOf(own), 0),
      stored,
    },
    interaction: {
      count: Math.round(removals * steered),
      rows: removals * packedRows({ tokens, first: active, together }, everyone),
    },
    ...takenOut(study, counts, task, width),
    ...takenOutElsewhere(study, counts, task, width, texts),
    direct: kept * steered,
    // Without a push once for all: two runs a feature at most. Beside the kept features stand the carriers.
    nextToken: steered === 0 ? 0 : kept + (steering.arms.includes('carriers') ? CARRIERS : 0),
    edgeEffect: Math.min(study.edge_effect.sources, counts.selected) * task.length,
    verify: { removals: checked * check.top_features + check.cells + TINY_CELLS, paths: 2 * checked },
  };
}

/** Features that stage `steer` has in the arm `carriers`. */
const CARRIERS = 20;

/**
 * Transfer: nothing and each cluster on every prompt of the task, of other files (as long as the task's) and on pieces of generic text.
 * Source: nothing and as many clusters of each network on half of the prompts. Metrics reads the whole text.
 */
function takenOutElsewhere(
  { transfer, sources, corpus }: Pick<CooccurrenceStudy, 'transfer' | 'sources' | 'corpus'>,
  { clusters }: Counts,
  task: readonly TaskPrompt[],
  width: number,
  { corpusTokens, pieces: all, pieceTokens, otherPrompts }: Texts,
): Pick<Workload, 'transfer' | 'source' | 'read'> {
  const { input, every, half } = sharedBy(task, width);
  const mean = task.reduce((sum, { tokens }) => sum + tokens.length, 0) / task.length;
  const pieces = transfer.corpus && corpus !== undefined ? all : 0;
  const asked = clusters > 0 && (transfer.tasks.length > 0 || pieces > 0);
  const elsewhere = otherPrompts * mean + pieces * pieceTokens;
  const runs = asked ? 1 + clusters : 0;
  const ofSources = clusters === 0 || sources.networks.length === 0 ? 0 : 1 + clusters * (1 + sources.networks.length);
  return {
    transfer: {
      count: runs * (task.length + otherPrompts + pieces),
      rows: runs * (packedRows(input, every) + elsewhere),
    },
    source: { count: ofSources * half.length, rows: ofSources * packedRows(input, half) },
    read: {
      transfer: asked ? task.length * mean + elsewhere : 0,
      source: sources.networks.includes('generic') ? all * pieceTokens : 0,
      metrics: corpusTokens,
    },
  };
}

function sharedBy(task: readonly TaskPrompt[], width: number) {
  const tokens = task.map((prompt) => prompt.tokens);
  const longest = tokens.reduce((most, { length }) => Math.max(most, length), 1);
  const input = { tokens, first: () => 0, together: panelPrompts(longest * width) };
  const every = Int32Array.from(tokens, (_, prompt) => prompt);
  return { input, every, half: every.filter((prompt) => prompt % 2 === 0) };
}

/**
 * Features taken out, which changes every position. Relevance: nothing, everything, and each set kept and taken out on every prompt; random
 * sets of two on half of them. Effect, on half of them: nothing, the groups of each grouping and reference and those of every deal; in
 * further splits the groups of each grouping.
 */
function takenOut(
  { relevance, effect }: Pick<CooccurrenceStudy, 'relevance' | 'effect'>,
  { clusters }: Counts,
  task: readonly TaskPrompt[],
  width: number,
): Pick<Workload, 'relevance' | 'effect' | 'effectSplits'> {
  const { input, every, half } = sharedBy(task, width);
  const [ofEvery, ofHalf] = [packedRows(input, every), packedRows(input, half)];
  // And three baselines with what they leave with nothing.
  const ofSets = keptAt(4 + clusters) + 7;
  const ofRandom = 4 * relevance.random_sets;
  const ofGroups =
    clusters === 0
      ? 0
      : 1 + clusters * (METHODS.length + 2 + effect.permutations) + new Set(task.map((prompt) => prompt.stratum)).size;
  const ofSplits = clusters === 0 ? 0 : 2 + (REPEATS - 1) * clusters * METHODS.length;
  return {
    relevance: {
      count: ofSets * every.length + ofRandom * half.length,
      rows: ofSets * ofEvery + ofRandom * ofHalf,
    },
    effect: { count: ofGroups * half.length, rows: ofGroups * ofHalf },
    effectSplits: { count: ofSplits * half.length, rows: ofSplits * ofHalf },
  };
}
