/**
 * Which cells are checked: on some prompts, all cells of the features with the largest mean |attribution| over all prompts, and a
 * seeded draw of the other features' cells, each equally likely.
 */
import { random, shuffle } from '../../../../src/random.ts';
import type { CheckCell } from './cells.ts';

export interface SampledCell extends CheckCell {
  readonly sample: 'top' | 'random';
}

export interface SampleOptions {
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
