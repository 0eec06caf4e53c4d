/**
 * Replicates of a null: other directions on the same codes and gradients, shuffled values, or a rewired network. Replicate k draws from
 * a generator of its own, named by the null and k, so the numbers do not depend on the order or on how many workers share the work.
 */
import type { PositionRule } from '../../../../src/methods/attribution/positions.ts';
import { edgeCount } from '../../../../src/methods/graph/csr-graph.ts';
import type { NodePairs } from '../../../../src/methods/graph/pair-graph.ts';
import type { Matrix } from '../../../../src/methods/stats/matrix.ts';
import type { Split } from '../../../../src/methods/stats/splits.ts';
import { attributionsOf, firstOrderImportance, type Removed } from './attributions.ts';
import { type Codes, columnsOf } from './codes.ts';
import { type Asked, atDensities } from './density.ts';
import { type Drawn, type NullSource, openDrawn } from './drawn.ts';
import { addCounts, emptyCounts } from './edge-survival.ts';
import { type HalfEdges, halfEdges, heldOutNames, heldOutStatistics } from './held-out.ts';
import type { GradientRows } from './matrix-product.ts';
import { networkStatistics, rewiredStatistics, statisticNames } from './statistics.ts';
import { type StatisticOptions, studyNetwork } from './study-network.ts';

/** What stays the same in every replicate. Plain data: a worker gets it by message, large arrays in shared memory. */
export interface NullInput {
  readonly seed: number;
  readonly rule: PositionRule;
  readonly codes: Codes;
  readonly gradient: GradientRows;
  /** What importance is made of: on all prompts, then on the first and the second half of each split. */
  readonly removed: Removed;
  readonly splits: readonly Split[];
  /** [F] group of each feature by how much its activations vary: see edge-survival.ts. */
  readonly groups: Int32Array;
  /** [P] norm of each prompt's gradient. */
  readonly gains: Float64Array;
  readonly statistics: StatisticOptions;
}

/** With the edges that the study's own networks have, which replicates are matched to: of all prompts, and of the halves of each split. */
export interface MatchedInput extends NullInput {
  readonly edges: { readonly all: number; readonly halves: readonly HalfEdges[] };
}

/** @param values [P, F] the study's own */
export function matchedTo(values: Matrix, nullInput: NullInput): MatchedInput {
  const { splits, statistics } = nullInput;
  const all = edgeCount(studyNetwork(values, statistics).graph);
  return { ...nullInput, edges: { all, halves: splits.map((split) => halfEdges(values, split, statistics)) } };
}

export interface ReplicateRunner {
  /** Statistics of replicates from … to - 1, [count, S] row-major. */
  run(from: number, to: number): Promise<Float64Array>;
  /** |r| of every pair of every replicate so far, counted: see edge-survival.ts. */
  counts(): Float64Array;
  release(): Promise<void>;
}

export async function openReplicates(nullInput: MatchedInput, source: NullSource): Promise<ReplicateRunner> {
  const counts = emptyCounts();
  const { draw, release } = await openDrawn(nullInput, source);
  const see = (pairs: NodePairs): void => addCounts(counts, pairs, nullInput.groups);
  const size = askedOf(nullInput).length;
  return {
    async run(from, to) {
      const all = new Float64Array((to - from) * size);
      for (let k = from; k < to; k++) {
        all.set(statisticsOfDrawn(nullInput, await draw(k), see), (k - from) * size);
      }
      return all;
    },
    counts: () => counts,
    release,
  };
}

function statisticsOfDrawn(nullInput: MatchedInput, drawn: Drawn, see: (pairs: NodePairs) => void): Float64Array {
  if ('graph' in drawn) {
    const found = rewiredStatistics(drawn.graph, nullInput.statistics);
    return Float64Array.from(askedOf(nullInput), ({ statistic }) => found.get(statistic) ?? Number.NaN);
  }
  const { projections = null, stored = null } = drawn as { projections?: Float32Array; stored?: Float64Array };
  return statisticsOf(nullInput, projections, { stored, see });
}

/** What a replicate is asked, in order: of all prompts, then of each split, each part at both densities. */
export function askedOf({ statistics, splits }: Pick<NullInput, 'statistics' | 'splits'>): Asked[] {
  return [statisticNames(statistics), ...splits.map(heldOutNames)].flatMap(atDensities);
}

/**
 * The study's statistics in the order of askedOf.
 * @param projections [R, F]; null where the values do not come from any, and importance is not known
 * @param known stored: [P, F] the matrix itself; see: is shown every pair of features that have a correlation
 */
export function statisticsOf(
  { codes, rule, removed, splits, statistics, edges }: Omit<MatchedInput, 'seed' | 'gradient' | 'gains' | 'groups'>,
  projections: Float32Array | null,
  { stored = null, see }: { stored?: Float64Array | null; see?: (pairs: NodePairs) => void } = {},
): Float64Array {
  const { prompts } = codes;
  const features = columnsOf(codes);
  if (stored === null && projections === null) throw new RangeError('statisticsOf: neither projections nor values');
  const own = stored ?? attributionsOf(codes, projections as Float32Array, rule);
  const values: Matrix = { rows: prompts, cols: features, values: own };
  // Without projections importance is flat, and a slope on it does not exist.
  const importance =
    projections === null
      ? removed.parts.map(() => new Float64Array(features))
      : firstOrderImportance(projections, removed);
  return Float64Array.from([
    ...networkStatistics(values, statistics, { importance: importance[0], edges: edges.all, see }),
    ...splits.flatMap((split, s) => [
      ...heldOutStatistics(values, split, statistics, {
        importance: [importance[2 * s + 1], importance[2 * s + 2]],
        edges: edges.halves[s],
      }),
    ]),
  ]);
}
