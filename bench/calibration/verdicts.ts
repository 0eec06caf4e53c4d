/**
 * The whole verdict rule on one synthetic study: decisive nulls with their held-out halves, sets steered at equal norm, single features,
 * and pairs removed with controls, through the same kernels as the stages.
 *
 * `curtail`: evidence stops where it shows that a claim cannot be supported (deciding.ts, curtailed.ts, sets.ts; for H3 a p of permuted units above
 * 0.025), and the claim's status is then LOST. Whether a claim is supported is exactly as with all of it.
 */
import { counted, hypotheses, PRIMARY_MEASURE } from '../../pipeline/cooccurrence/claims/h1-to-h5.ts';
import { type ImportanceEvidence, importanceInSplits } from '../../pipeline/cooccurrence/claims/h3-importance.ts';
import type { InteractionRow } from '../../pipeline/cooccurrence/claims/h4-interaction.ts';
import {
  correlation,
  spearmanBrown,
  unitCorrelation,
  unitOrders,
} from '../../pipeline/cooccurrence/kernels/importance/unit-correlation.ts';
import { type PoolRow, poolSummary } from '../../pipeline/cooccurrence/kernels/interaction/pool-summary.ts';
import { numbered } from '../../pipeline/cooccurrence/kernels/interaction/strata.ts';
import { absoluteCorrelation } from '../../pipeline/cooccurrence/kernels/metrics/feature-metrics.ts';
import { attributionsOf } from '../../pipeline/cooccurrence/kernels/nulls/attributions.ts';
import { openProjector } from '../../pipeline/cooccurrence/kernels/nulls/matrix-product.ts';
import { DECISIVE } from '../../pipeline/cooccurrence/kernels/nulls/null-kinds.ts';
import { matchedTo } from '../../pipeline/cooccurrence/kernels/nulls/replicates.ts';
import { studyNetwork } from '../../pipeline/cooccurrence/kernels/nulls/study-network.ts';
import { likenessOf } from '../../pipeline/cooccurrence/kernels/units/likeness.ts';
import { unitsOf } from '../../pipeline/cooccurrence/kernels/units/units.ts';
import { pairPool } from '../../src/methods/intervention/removal/removal-plan.ts';
import { type Matrix, takeRows } from '../../src/methods/stats/matrix.ts';
import { pOverSplits } from '../../src/methods/stats/p-over-splits.ts';
import { quantile } from '../../src/methods/stats/ranks.ts';
import { LEVEL } from '../../src/run/decide.ts';
import { interactionLost } from './curtailed.ts';
import { removals, rowOf } from './damage.ts';
import { type Decided, decidingNulls } from './deciding.ts';
import { worldGroupings } from './effect.ts';
import { type FirstHalf, type SetOptions, setFindings } from './sets.ts';
import type { World } from './world.ts';

export interface RuleOptions {
  readonly replicates: number;
  readonly sesoi: number;
  readonly curtail: boolean;
  /** H5 alone, which takes no replicate of a null. */
  readonly effectAlone?: boolean;
}

interface WorldVerdict {
  readonly hypothesis: string;
  readonly status: string;
  /** NaN where there is none. */
  readonly p: number;
}

/** Status of a claim that was found unable to be supported before all of its evidence was made. */
export const LOST = 'cannot be supported';

/** Status of a claim that a condition is not about. */
export const NOT_ASKED = 'not asked';

/** Pairs removed, and control dictionaries. */
const [PAIRS, CONTROLS] = [60, 2];

export async function worldVerdicts(world: World, options: RuleOptions): Promise<WorldVerdict[]> {
  const { nullInput } = world;
  const { curtail, sesoi, effectAlone = false } = options;
  const { statistics, seed } = nullInput;
  const { prompts, features: cols } = nullInput.codes;
  const { matrix, projections } = await attributed(world);
  if (effectAlone) return effectVerdicts(world, matrix, sesoi);
  const { pairs, members, clusters: ownClusters, kept } = studyNetwork(matrix, statistics);
  const features = [...members.flatMap((nodes) => [...nodes])].sort((a, b) => a - b);
  const labels = features.map((f) => ownClusters.cluster[f]);
  const halves = world.splits.map((split) => firstHalf(world, matrix, split));
  const [{ train, test }] = world.splits;
  const shared = { seed, sesoi, halves: [train, test] as const };
  const heldOut = halves.map(({ split, clusters, test }) => {
    return { split, clusters: Int32Array.from(features, (f) => clusters[f]), prompts: [...test] };
  });
  const units = unitNames(world, features, matrix);
  const removed = {
    ...shared,
    blocks: units,
    strata: numbered(world.strata),
    heldOut,
    only: ['stratum_excess' as const],
  };

  const pool = pairPool(labels, PAIRS, seed);
  const removal = removals(world, features, kept < 2 ? [] : pool.pairs, kept < 2 ? 0 : CONTROLS);
  const lost = new Set<string>();
  if (curtail && kept >= 2 && interactionLost(pool.pairs, labels, removal, removed)) lost.add('H4');
  const interactions = kept < 2 || lost.has('H4') ? [] : poolSummary(pool, labels, removal, removed);

  const sets: SetOptions = { ...shared, features, labels, splits: halves, prompts };
  const { lost: setsLost, ...steeredSets } = setFindings(world, sets, curtail);
  if (setsLost) lost.add('H2');

  const orders = unitOrders(seed);
  const strengths = halves.map(({ pairs }) => absoluteCorrelation(cols, pairs));
  const slopeOn = (scope: string, strength: Float64Array, over: ArrayLike<number>): ImportanceEvidence => {
    const values = Float64Array.from(features, (f) => strength[f]);
    const found = unitCorrelation(values, importanceOver(removal, over), units, seed, {
      withInterval: scope === 'all',
      orders,
    });
    const none = { r: null, low: null, high: null, p: null };
    return { measure: PRIMARY_MEASURE, definition: 'removal', scope, ...(found ?? none) };
  };
  const every = Int32Array.from({ length: prompts }, (_, p) => p);
  const found = slopeOn('all', absoluteCorrelation(cols, pairs), every);
  const hopeless = (p: number | null): boolean => curtail && p !== null && p > LEVEL;
  const again = hopeless(found.p) ? [] : halves.map(({ split, test }, s) => slopeOn(split, strengths[s], test));
  if (hopeless(found.p) || hopeless(pOverSplits(importanceInSplits(again, PRIMARY_MEASURE)))) lost.add('H3');
  // An even split is the one before with its halves changed over.
  const reliability = strengths.flatMap((first, s) =>
    s % 2 === 0 ? [spearmanBrown(correlation(first, strengths[s + 1], Int32Array.from(features)))] : [],
  );

  const alive = (['H1', 'H3'] as const).filter((claim: Decided) => !lost.has(claim));
  const nulls = await decidingNulls(world, matchedTo(matrix, nullInput), projections, matrix, { ...options, alive });
  for (const claim of nulls.lost) lost.add(claim);
  const rows = hypotheses({
    nulls: nulls.rows,
    required: DECISIVE,
    sesoi,
    ...{ clusters: kept, prompts, steered: prompts },
    ...steeredSets,
    importance: [found, ...again],
    reliability: [
      { measure: PRIMARY_MEASURE, reliability: reliability.some(Number.isNaN) ? null : quantile(reliability, 0.5) },
    ],
    ...grouped(world, matrix, halves[0]),
    ...{ kept: { n: features.length, n_units: new Set(units).size }, selected: { n: cols, n_units: null } },
    interactions: interactions.map(asStored),
  });
  return rows.map(({ hypothesis, status, p }) =>
    lost.has(hypothesis) ? { hypothesis, status: LOST, p: Number.NaN } : { hypothesis, status, p },
  );
}

type Values = Matrix & { readonly values: Float64Array };

/** [P, F] attributions of the features' own directions, and their projections. */
async function attributed({ nullInput, own }: World): Promise<{ matrix: Values; projections: Float32Array }> {
  const { codes, rule } = nullInput;
  const projector = await openProjector(nullInput.gradient, 1);
  const projections = await projector.project(own);
  await projector.release();
  const values = attributionsOf(codes, projections, rule);
  return { matrix: { rows: codes.prompts, cols: codes.features, values }, projections };
}

/** What a first half finds: [F] cluster of each feature, 0 where it has none that is kept, and correlations. */
function firstHalf({ nullInput }: World, matrix: Matrix, { name: split, train, test }: World['splits'][number]) {
  const { clusters, kept, pairs } = studyNetwork(takeRows(matrix, train), nullInput.statistics);
  return { split, test, pairs, clusters: clusters.cluster.map((cluster) => (cluster <= kept ? cluster : 0)) };
}

/** What H5 is decided by. Relevance is not asked: a world has no features beside those that are selected, of which random sets could be drawn. */
function grouped(world: World, matrix: Values, { clusters, test }: FirstHalf) {
  const unitsOf = (features: readonly number[]): Int32Array => unitNames(world, features, matrix);
  const groupings = worldGroupings(world, { values: matrix, clusters, test, unitsOf });
  return { relevance: undefined, groupings, grouped: counted(groupings[0]) };
}

function effectVerdicts(world: World, matrix: Values, sesoi: number): WorldVerdict[] {
  const uncounted = { n: null, n_units: null };
  const rows = hypotheses({
    ...{ nulls: [], required: DECISIVE, sesoi, clusters: 0, sets: null, setsReason: NOT_ASKED, heldOutSets: [] },
    ...{ importance: [], reliability: [], interactions: [], kept: uncounted, selected: uncounted },
    ...{ prompts: world.strata.length, steered: world.strata.length },
    ...grouped(world, matrix, firstHalf(world, matrix, world.splits[0])),
  });
  return rows.map(({ hypothesis, status, p }) =>
    hypothesis.startsWith('H5') ? { hypothesis, status, p } : { hypothesis, status: NOT_ASKED, p: Number.NaN },
  );
}

/** The unit of each feature, by its first member's place. */
function unitNames(world: World, features: readonly number[], { values, rows, cols }: Matrix): Int32Array {
  const table = features.flatMap((f) => Array.from({ length: rows }, (_, p) => values[p * cols + f]));
  const directions = features.flatMap((f) => [...rowOf(world, f)]);
  const width = world.gradients[0].length;
  const names = new Int32Array(features.length);
  const likeness = likenessOf({ data: directions, width }, { data: table, width: rows });
  for (const { members } of unitsOf(features.length, likeness)) for (const i of members) names[i] = members[0];
  return names;
}

/** |mean over some prompts of exact removal| of each feature. */
function importanceOver({ singles, prompts }: ReturnType<typeof removals>, over: ArrayLike<number>): Float64Array {
  return Float64Array.from({ length: singles.length / prompts }, (_, i) => {
    let sum = 0;
    for (let k = 0; k < over.length; k++) sum += singles[i * prompts + over[k]];
    return Math.abs(sum / over.length);
  });
}

/** As the table gives it back: a number that does not exist is null. */
function asStored(row: PoolRow): InteractionRow {
  const value = (x: number): number | null => (Number.isNaN(x) ? null : x);
  return {
    ...{ scope: row.scope, estimate: row.estimate, equivalent: row.equivalent },
    ...{ low: value(row.low), high: value(row.high), p_greater: value(row.pGreater), bound: value(row.bound) },
    ...{ p_held_out: value(row.pHeldOut), bound_share: null },
  };
}
