/** A null by its name, with what it needs; or the reason why it cannot be asked in this study. */
import type { AttributionMethod } from '../../../../src/methods/attribution/method-names.ts';
import { groupNumbers } from '../../../../src/methods/stats/groups/groups.ts';
import type { Matrix } from '../../../../src/methods/stats/matrix.ts';
import type { PromptMatrix } from '../matrix/prompt-matrix.ts';
import type { CandidateOptions } from './candidates.ts';
import { directionNull } from './directions.ts';
import type { NullSource } from './drawn.ts';
import { DECISIVE, isDirectionKind, type NullKind } from './null-kinds.ts';
import { movable } from './shuffles.ts';
import { type StatisticOptions, studyNetwork } from './study-network.ts';
import { LEAST } from './summary.ts';

export interface SourceOptions extends CandidateOptions {
  readonly method: AttributionMethod;
  readonly statistics: StatisticOptions;
  /** [P] */
  readonly strata: readonly string[];
  /** The study's prompts × features. */
  readonly matrix: Matrix;
  /** Node of each of its columns. */
  readonly featureIds: Int32Array;
}

/** @param dictionary the live features and their rows @param features all that have a value somewhere, with their prevalence @param words of each prompt */
export function sourceOptions(
  dictionary: Pick<CandidateOptions, 'decoder' | 'logSparsity'>,
  matrix: PromptMatrix,
  features: { readonly feature_id: Int32Array; readonly prevalence: ArrayLike<number> },
  words: readonly { readonly stratum: string }[],
  { method, statistics, selected }: Pick<SourceOptions, 'method' | 'statistics' | 'selected'>,
): SourceOptions {
  return {
    ...dictionary,
    selected,
    featureIds: matrix.featureIds,
    prevalence: new Map(Array.from(features.feature_id, (id, i) => [id, features.prevalence[i]])),
    prompts: matrix.rows,
    method,
    statistics,
    strata: words.map(({ stratum }) => stratum),
    matrix,
  };
}

export function nullSource(kind: NullKind, options: SourceOptions): NullSource | string {
  const { matrix, method } = options;
  if (isDirectionKind(kind)) {
    if (method !== 'gradient') return `attributions of method ${method} are not activation times projection, so other directions need the model again`; // biome-ignore format: one line
    return directionNull(kind, options);
  }
  if (kind === 'rewire') return { kind, graph: studyNetwork(matrix, options.statistics).graph };
  const groups = kind === 'shuffle-prompts' ? new Int32Array(matrix.rows) : groupNumbers(options.strata);
  return { kind, rows: matrix.rows, cols: matrix.cols, values: Float64Array.from(matrix.values), groups };
}

/** Name of the family in the ladder of nulls, and what a replicate has in common with the study. */
const LADDER: Readonly<Record<NullKind, readonly [family: 'N0' | 'N1' | 'N3' | 'N4', keeps: string]>> = {
  'random-rows': ['N3', 'activations and gradients; directions are real decoder rows of like firing rate and norm'],
  'second-moment': ['N3', 'activations and gradients; directions use the residual as the dictionary does'],
  rotation: ['N3', 'activations and gradients; all inner products between decoder rows'],
  isotropic: ['N3', 'activations and gradients; norms of directions only'],
  'shuffle-prompts': ['N0', 'the values of each feature, not which prompt they belong to'],
  'shuffle-within-strata': ['N1', 'the values of each feature in each stratum'],
  rewire: ['N4', 'the degree of every feature'],
};

/** A row of the table `null_model`: which nulls a study asked for, what each keeps, and how many replicates there are. */
export interface NullModelRow {
  readonly null: NullKind;
  readonly family: string;
  readonly keeps: string;
  readonly decisive: boolean;
  readonly replicates: number;
  readonly movable_prompts: number | null;
  /** Why it has no p. */
  readonly reason: string | null;
}

/** @param source of the replicates, or why there are none */
export function nullModelRow(kind: NullKind, source: NullSource | string, replicates: number): NullModelRow {
  const [family, keeps] = LADDER[kind];
  const asked = typeof source !== 'string';
  return {
    null: kind,
    family,
    keeps,
    decisive: (DECISIVE as readonly NullKind[]).includes(kind),
    replicates: asked ? replicates : 0,
    movable_prompts: asked && 'groups' in source ? movable(source.groups) : null,
    reason: asked ? fewReplicates(replicates) : source,
  };
}

function fewReplicates(replicates: number): string | null {
  return replicates >= LEAST
    ? null
    : `${replicates} replicates, fewer than the ${LEAST} that a p takes: raise nulls.replicates`;
}
