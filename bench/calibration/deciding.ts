/**
 * The statistics that decide H1 and H3, and no others, from the same kernels as stage `nulls` (a test holds them equal to its own): a replicate
 * costs a thirtieth of one with everything.
 *
 * `curtail`: replicates of a claim stop once more of them are as large as the study, on all prompts or on held-out ones, than p ≤ 0.025 leaves room
 * for, whatever the rest would give. Such a claim is lost. Whether it is supported is then exactly as with all replicates.
 */
import type { NullStatistic } from '../../pipeline/cooccurrence/claims/null-evidence.ts';
import { absoluteCorrelation } from '../../pipeline/cooccurrence/kernels/metrics/feature-metrics.ts';
import { columnPairs } from '../../pipeline/cooccurrence/kernels/network/attribution-network.ts';
import { attributionsOf, firstOrderImportance } from '../../pipeline/cooccurrence/kernels/nulls/attributions.ts';
import { cohesion, communities } from '../../pipeline/cooccurrence/kernels/nulls/cohesion.ts';
import { decidesAt } from '../../pipeline/cooccurrence/kernels/nulls/density.ts';
import { directionNull, openDraws } from '../../pipeline/cooccurrence/kernels/nulls/directions.ts';
import { openProjector } from '../../pipeline/cooccurrence/kernels/nulls/matrix-product.ts';
import { DECISIVE } from '../../pipeline/cooccurrence/kernels/nulls/null-kinds.ts';
import type { MatchedInput } from '../../pipeline/cooccurrence/kernels/nulls/replicates.ts';
import { halfOfPrompts, interval, RESAMPLES } from '../../pipeline/cooccurrence/kernels/nulls/statistic-interval.ts';
import { slope } from '../../pipeline/cooccurrence/kernels/nulls/statistics.ts';
import {
  type StudyNetwork,
  strongestNetwork,
  studyEdges,
} from '../../pipeline/cooccurrence/kernels/nulls/study-network.ts';
import { summaries } from '../../pipeline/cooccurrence/kernels/nulls/summary.ts';
import { graphFromEdges } from '../../src/methods/graph/csr-graph.ts';
import { type Matrix, takeRows } from '../../src/methods/stats/matrix.ts';
import { random } from '../../src/random.ts';
import { LEVEL } from '../../src/run/decide.ts';
import type { World } from './world.ts';

/** Statistic of each claim; on held-out prompts the same after the name of the split. */
export const DECIDING = { H1: 'cohesion', H3: 'slope:abs_corr_activation' } as const;

export type Decided = keyof typeof DECIDING;

const HELD_OUT = 'held_out:strata:';
const CLAIMS: readonly Decided[] = ['H1', 'H3'];
const NAMES = CLAIMS.flatMap((claim) => [DECIDING[claim], `${HELD_OUT}${DECIDING[claim]}`]);
const ASKED = NAMES.map((statistic) => ({ statistic, density: decidesAt(statistic) }));
/** Replicates made between two looks at whether to go on. */
const CHUNK = 4;

/** Cohesion asks for none. */
const NO_GRAPH = graphFromEdges(0, new Int32Array(0), new Int32Array(0));

/** In the order of NAMES; NaN for what is not wanted. */
export function decidingOf(
  { codes, rule, removed, splits: [split], statistics, edges }: MatchedInput,
  projections: Float32Array,
  wanted: ReadonlySet<Decided>,
  stored?: Float64Array,
): Float64Array {
  const { prompts: rows, features: cols } = codes;
  const values = { rows, cols, values: stored ?? attributionsOf(codes, projections, rule) };
  const edgesOf = (own: Matrix): Pick<StudyNetwork, 'pairs' | 'graph'> =>
    wanted.has('H3')
      ? studyEdges(own, statistics)
      : { pairs: columnPairs(own, statistics.correlation), graph: NO_GRAPH };
  const whole = edgesOf(values);
  const [train, test] = [split.train, split.test].map((prompts) => edgesOf(takeRows(values, prompts)));
  const found = new Float64Array(NAMES.length).fill(Number.NaN);
  if (wanted.has('H1')) {
    const groups = (pairs: StudyNetwork['pairs']): Int32Array => communities(cols, pairs, statistics.cluster.seed);
    found[0] = cohesion(whole.pairs, groups(whole.pairs));
    found[1] = (cohesion(test.pairs, groups(train.pairs)) + cohesion(train.pairs, groups(test.pairs))) / 2;
  }
  if (wanted.has('H3')) {
    const [importance, first, second] = firstOrderImportance(projections, removed);
    const { train: before, test: after } = edges.halves[0];
    found[2] = slopeOf(strongestNetwork(whole, edges.all, statistics), importance);
    const there = slopeOf(strongestNetwork(train, before, statistics), second);
    found[3] = (there + slopeOf(strongestNetwork(test, after, statistics), first)) / 2;
  }
  return found;
}

function slopeOf({ graph, pairs, members }: StudyNetwork, importance: Float64Array): number {
  const inClusters = Int32Array.from(members.flatMap((nodes) => [...nodes]));
  return slope(absoluteCorrelation(graph.n, pairs), importance, inClusters);
}

interface Options {
  readonly replicates: number;
  readonly curtail: boolean;
  /** Claims that may still be supported. */
  readonly alive: readonly Decided[];
}

/** Rows of table null_statistic with the intervals, and the claims that cannot be supported. */
export async function decidingNulls(
  world: World,
  matched: MatchedInput,
  projections: Float32Array,
  matrix: Matrix & { readonly values: Float64Array },
  { replicates, curtail, alive: asked }: Options,
): Promise<{ readonly rows: NullStatistic[]; readonly lost: ReadonlySet<Decided> }> {
  const alive = new Set(asked);
  const lost = new Set<Decided>();
  const observed = decidingOf(matched, projections, alive, matrix.values);
  const room = Math.floor(LEVEL * (1 + replicates)) - 1;
  const rows: NullStatistic[] = [];
  const projector = await openProjector(matched.gradient, 1);
  for (const kind of DECISIVE) {
    if (alive.size === 0) break;
    const source = directionNull(kind, world.dictionary);
    if (typeof source === 'string') throw new Error(`decidingNulls: ${source}`);
    const draws = await openDraws(source);
    const made: number[] = [];
    for (let k = 0; k < replicates && alive.size > 0; k++) {
      const rng = random(matched.seed, 'nulls', kind, k);
      made.push(...decidingOf(matched, await projector.project(await draws.draw(rng)), alive));
      if (!curtail || k % CHUNK !== 0) continue;
      for (const claim of alive)
        if (asLarge(claim, observed, made) > room) {
          alive.delete(claim);
          lost.add(claim);
        }
    }
    await draws.release();
    rows.push(...summaries(kind, ASKED, observed, Float64Array.from(made)).map((row) => ({ ...row, low: null, high: null }))); // biome-ignore format: one line
  }
  await projector.release();
  if (!alive.has('H1')) return { rows, lost };
  const { low, high } = cohesionInterval(matrix, world.strata, matched, observed[0]);
  const own = { low: Number.isNaN(low) ? null : low, high: Number.isNaN(high) ? null : high };
  return { rows: rows.map((row) => (row.statistic === DECIDING.H1 ? { ...row, ...own } : row)), lost };
}

/** Replicates as large as the study on all prompts, or on held-out ones where those are more; a statistic that the study lacks supports nothing. */
function asLarge(claim: Decided, observed: Float64Array, made: readonly number[]): number {
  const counts = [0, 1].map((part) => {
    const at = 2 * CLAIMS.indexOf(claim) + part;
    if (Number.isNaN(observed[at])) return Number.POSITIVE_INFINITY;
    let count = 0;
    for (let k = at; k < made.length; k += NAMES.length) if (made[k] >= observed[at]) count++;
    return count;
  });
  return Math.max(...counts);
}

/** As statisticIntervals makes it, of cohesion alone. */
export function cohesionInterval(
  matrix: Matrix,
  strata: readonly string[],
  { seed, statistics }: Pick<MatchedInput, 'seed' | 'statistics'>,
  observed: number,
): { readonly low: number; readonly high: number } {
  const everyone = strata.map((_, prompt) => prompt);
  const made = Array.from({ length: RESAMPLES }, (_, k) => {
    const rows = halfOfPrompts(everyone, strata, random(seed, 'interval', k));
    const pairs = columnPairs(takeRows(matrix, rows), statistics.correlation);
    return cohesion(pairs, communities(matrix.cols, pairs, statistics.cluster.seed));
  });
  return interval(observed, made, Math.sqrt(Math.floor(strata.length / 2) / Math.ceil(strata.length / 2)));
}
