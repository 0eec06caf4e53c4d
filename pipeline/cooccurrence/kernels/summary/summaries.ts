/** Every summary of the steering table: cell means, comparisons of sets within clusters with other arms and inside the pool, and damage against |r|. */

import { isAlone } from '../steering/design.ts';
import { isExperiment } from '../steering/experiments.ts';
import type { UnitOf } from '../units/counted-units.ts';
import { type Contrast, contrastOf } from './arm-contrast.ts';
import { type ArmRow, armRows } from './arm-means.ts';
import { blockMeans } from './block-means.ts';
import { type ContrastRow, contrastRows } from './contrast-rows.ts';
import { type DoseBlock, OUTCOMES } from './dose-blocks.ts';
import { type CorrelationPair, meanSimilarity } from './mean-similarity.ts';
import { POOL, type PoolPairs, poolContrast, poolPairs } from './pool-contrast.ts';
import { type CorrelationRow, correlationRow } from './set-correlation.ts';
import { permutedSets, setDraws } from './set-draws.ts';
import { promptDraws } from './set-means.ts';

const DRAWS = 1000;
const PERMUTATIONS = 1999;
/** The pool answers the study's question, so its p is finer. */
const POOL_PERMUTATIONS = 4999;

interface SummaryOptions {
  readonly seed: number;
  readonly sesoi: number;
  /** Cluster of every feature of the kept clusters. */
  readonly clusters: ReadonlyMap<number, number>;
  /** Null where they were not made. */
  readonly units: UnitOf | null;
  readonly correlations: readonly CorrelationPair[];
  /** ‖Σ d‖ of every set, by set_id. */
  readonly norms: ReadonlyMap<number, number>;
  /** Two sets of columns of the blocks' prompts, or none. */
  readonly halves: readonly ArrayLike<number>[];
  readonly advance: () => void;
}

interface Summaries {
  readonly arms: readonly ArmRow[];
  readonly contrasts: readonly ContrastRow[];
  readonly correlations: readonly CorrelationRow[];
}

/** @param blocks all on the same prompts */
export function summaries(blocks: readonly DoseBlock[], options: SummaryOptions): Summaries {
  const { seed, sesoi, clusters, units } = options;
  const [arms, contrasts, correlations]: [ArmRow[], ContrastRow[], CorrelationRow[]] = [[], [], []];
  if (blocks.length === 0) return { arms, contrasts, correlations };
  const prompts = promptDraws(blocks[0].promptIds.length, options.halves, DRAWS, seed);
  const tools = { drawn: setDraws(seed), permuted: permutedSets(clusters, units, PERMUTATIONS, seed) };
  const pool = poolOf(blocks, options);
  const similarity = meanSimilarity(options.correlations, PERMUTATIONS, seed);
  for (const outcome of OUTCOMES) {
    const compared = new Map<string, { mode: string; scaling: string; other: string; found: Contrast[] }>();
    const keep = ({ mode, scaling }: DoseBlock, other: string, contrast: Contrast | null): void => {
      if (contrast === null) return;
      const key = `${mode}/${scaling}/${other}`;
      const entry = compared.get(key) ?? { mode, scaling, other, found: [] };
      compared.set(key, entry);
      entry.found.push(contrast);
    };
    for (const block of blocks) {
      const means = blockMeans(block, outcome, prompts);
      arms.push(...armRows(block, outcome, means, tools.drawn));
      for (const size of sizesOf(block)) {
        const row = correlationRow(block, outcome, means, { size, seed, similarity });
        if (row !== null) correlations.push(row);
        for (const other of othersOf(block)) keep(block, other, contrastOf(block, means, { size, other }, tools));
      }
      if (pool !== null) keep(block, POOL, poolContrast(block, means, pool));
      options.advance();
    }
    for (const { found, ...name } of compared.values())
      contrasts.push(...contrastRows({ ...name, outcome }, found, sesoi, units));
  }
  return { arms, contrasts, correlations };
}

/** The pool's sets, whichever block holds them. */
function poolOf(blocks: readonly DoseBlock[], { clusters, norms, seed, units }: SummaryOptions): PoolPairs | null {
  const sets = blocks.map((block) => block.sets.filter(({ arm }) => arm === POOL)).find((own) => own.length > 0);
  return poolPairs(sets ?? [], clusters, { seed, draws: DRAWS, permutations: POOL_PERMUTATIONS, norms, units });
}

/** Sizes at which a set has pairs. */
function sizesOf({ sets }: DoseBlock): number[] {
  return [...new Set(sets.map(({ size }) => size))].filter((size) => size > 1).sort((a, b) => a - b);
}

function othersOf({ sets }: DoseBlock): string[] {
  return [...new Set(sets.map(({ arm }) => arm))].filter(
    (arm) => arm !== 'within' && !isAlone(arm) && arm !== POOL && !isExperiment(arm),
  );
}
