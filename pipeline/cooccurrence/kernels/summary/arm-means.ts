/**
 * Mean damage of each cell (arm × size at one dose), over all its sets and, where sets lie in one cluster, over those of each. The interval
 * is a bootstrap that draws sets and prompts anew at once (Owen 2007, https://doi.org/10.1214/07-AOAS122), because both are
 * samples; block-means.ts has what is done where each set met some of the prompts. Sets that share a feature are not independent, so it is somewhat narrow.
 */
import { intervalOf } from '../../../../src/methods/stats/equivalence.ts';
import type { BlockMeans } from './block-means.ts';
import type { DoseBlock, Outcome, SetRow } from './dose-blocks.ts';
import type { SetDraws } from './set-draws.ts';

type ArmColumn =
  | 'mode'
  | 'arm'
  | 'scope'
  | 'cluster'
  | 'size'
  | 'factor'
  | 'scaling'
  | 'outcome'
  | 'sets'
  | 'prompts'
  | 'damage'
  | 'low'
  | 'high'
  | 'sd';

export type ArmRow = Readonly<Record<ArmColumn, string | number | null>>;

/** A group of sets of a block. */
export interface Cell {
  readonly arm: string;
  readonly size: number;
  /** Null for all of the cell's sets. */
  readonly cluster: number | null;
  /** Indices of its sets in the block. */
  readonly members: readonly number[];
}

export function cellsOf(sets: readonly SetRow[]): Cell[] {
  const cells = new Map<string, { arm: string; size: number; cluster: number | null; members: number[] }>();
  sets.forEach(({ arm, size, cluster }, index) => {
    for (const part of cluster === null ? [null] : [null, cluster]) {
      const key = `${arm}/${size}/${part}`;
      const cell = cells.get(key) ?? { arm, size, cluster: part, members: [] };
      cells.set(key, cell);
      cell.members.push(index);
    }
  });
  return [...cells.values()];
}

/** @param from the block's sets in this outcome */
export function armRows(block: DoseBlock, outcome: Outcome, from: BlockMeans, drawn: SetDraws): ArmRow[] {
  return cellsOf(block.sets).map((cell) => {
    const { arm, size, cluster } = cell;
    const [{ means, members }] = from.parts(cell.members);
    const count = members.length;
    const draws = drawn({ ...cell, members }, means.draws);
    const values = members.map((set) => means.observed[set]);
    const damage = values.reduce((sum, value) => sum + value, 0) / count;
    const { low, high } = intervalOf(damage, draws, Number.NaN);
    const squares = values.reduce((sum, value) => sum + (value - damage) ** 2, 0);
    return {
      mode: block.mode,
      arm,
      scope: cluster === null ? 'all' : `cluster ${cluster}`,
      cluster,
      size,
      factor: block.factor,
      scaling: block.scaling,
      outcome,
      sets: count,
      prompts: promptsMet(block, outcome, cell.members),
      damage,
      low,
      high,
      sd: count < 2 ? Number.NaN : Math.sqrt(squares / (count - 1)),
    };
  });
}

/** Prompts that some set of the cell met. */
function promptsMet({ damage, partial, promptIds }: DoseBlock, outcome: Outcome, members: readonly number[]): number {
  const width = promptIds.length;
  if (!members.every((set) => partial[set])) return width;
  const met = (prompt: number): boolean => members.some((set) => !Number.isNaN(damage[outcome][set * width + prompt]));
  return Array.from(promptIds).filter((_, prompt) => met(prompt)).length;
}
