/**
 * The cells of a check: what one feature writes on one prompt, at the positions that make up its attribution in the study: under `last`
 * the highest with a non-zero attribution, under `max-abs` the one of largest magnitude, under `final` the last token, under `sum` all.
 */
import type { PositionRule } from '../../../../src/methods/attribution/positions.ts';
import { random, shuffle } from '../../../../src/random.ts';
import type { AttributionTables } from '../matrix/read-attributions.ts';

/** Sorted by prompt, feature and position. */
export type CodeRows = AttributionTables['attribution'];

export interface CheckCell {
  readonly promptId: number;
  readonly featureId: number;
  /** Ascending. */
  readonly positions: readonly number[];
  /** f·(d·g) summed over them, logits. */
  readonly gradient: number;
}

interface CellOptions {
  readonly rule: PositionRule;
  /** Position 0 holds a BOS that the study leaves out. */
  readonly excludeFirst: boolean;
  /** Tokens of each prompt by prompt_id. */
  readonly lengths: ArrayLike<number>;
}

/** @returns cells in the order of the rows; one whose counted attribution is 0 is none */
export function checkCells(rows: CodeRows, { rule, excludeFirst, lengths }: CellOptions): CheckCell[] {
  const cells: CheckCell[] = [];
  for (let from = 0, to = 0; from < rows.position.length; from = to) {
    const [promptId, featureId] = [rows.prompt_id[from], rows.feature_id[from]];
    while (to < rows.position.length && rows.prompt_id[to] === promptId && rows.feature_id[to] === featureId) to++;
    const own = Array.from({ length: to - from }, (_, i) => from + i).filter(
      (i) => rows.attribution[i] !== 0 && !(excludeFirst && rows.position[i] === 0),
    );
    const counted = countedRows(own, rows, rule, lengths[promptId] - 1);
    const gradient = counted.reduce((sum, i) => sum + rows.activation[i] * rows.projection[i], 0);
    if (gradient === 0) continue;
    cells.push({ promptId, featureId, positions: counted.map((i) => rows.position[i]), gradient });
  }
  return cells;
}

function countedRows(own: readonly number[], rows: CodeRows, rule: PositionRule, last: number): readonly number[] {
  switch (rule) {
    case 'sum':
      return own;
    case 'last':
      return own.slice(-1);
    case 'final':
      return own.filter((i) => rows.position[i] === last);
    case 'max-abs': {
      const largest = Math.max(...own.map((i) => Math.abs(rows.attribution[i])));
      return own.filter((i) => Math.abs(rows.attribution[i]) === largest).slice(0, 1);
    }
  }
}

/**
 * Which cells are checked: on some prompts, all cells of the features with the largest mean |attribution| over all prompts, and a
 * seeded draw of the other features' cells, each equally likely.
 */
export interface SampledCell extends CheckCell {
  readonly sample: 'top' | 'random';
}

interface SampleOptions {
  /** Prompts, at most. */
  readonly prompts: number;
  readonly topFeatures: number;
  /** Cells of other features, at most. */
  readonly cells: number;
  readonly seed: number;
}

/** @returns by prompt and feature */
export function sampleCells(cells: readonly CheckCell[], options: SampleOptions): SampledCell[] {
  const promptIds = [...new Set(cells.map(({ promptId }) => promptId))].sort((a, b) => a - b);
  const chosen = new Set(shuffle(promptIds, random(options.seed, 'verify', 'prompts')).slice(0, options.prompts));
  const top = new Set(largestFeatures(cells, options.topFeatures));
  const here = cells.filter(({ promptId }) => chosen.has(promptId));
  const others = here.filter(({ featureId }) => !top.has(featureId));
  const drawn = shuffle(others, random(options.seed, 'verify', 'cells')).slice(0, options.cells);
  return [
    ...here.filter(({ featureId }) => top.has(featureId)).map((cell) => ({ ...cell, sample: 'top' as const })),
    ...drawn.map((cell) => ({ ...cell, sample: 'random' as const })),
  ].sort((a, b) => a.promptId - b.promptId || a.featureId - b.featureId);
}

/** By summed |gradient attribution|; ties by feature_id. */
function largestFeatures(cells: readonly CheckCell[], count: number): number[] {
  const sums = new Map<number, number>();
  for (const { featureId, gradient } of cells) sums.set(featureId, (sums.get(featureId) ?? 0) + Math.abs(gradient));
  return [...sums]
    .sort(([a, x], [b, y]) => y - x || a - b)
    .slice(0, count)
    .map(([featureId]) => featureId);
}
