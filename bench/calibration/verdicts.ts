/**
 * The whole verdict rule on one synthetic study: decisive nulls with their held-out halves, sets steered at equal norm, single features,
 * and pairs removed with controls, through the same kernels as the stages.
 *
 * `curtail`: evidence stops where it shows that a claim cannot be supported (deciding.ts, curtailed.ts, sets.ts; for H3 a p of permuted units above
 * 0.025), and the claim's status is then LOST. Whether a claim is supported is exactly as with all of it.
 */
import { hypotheses, PRIMARY_MEASURE } from '../../pipeline/cooccurrence/claims/h1-to-h5.ts';
import type { ImportanceEvidence } from '../../pipeline/cooccurrence/claims/h3-importance.ts';
import type { InteractionRow } from '../../pipeline/cooccurrence/claims/h4-interaction.ts';
import {
  correlation,
  spearmanBrown,
  unitCorrelation,
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
import { LEVEL } from '../../src/run/decide.ts';
import { interactionLost } from './curtailed.ts';
import { removals, rowOf } from './damage.ts';
import { type Decided, decidingNulls } from './deciding.ts';
import { type SetOptions, setFindings } from './sets.ts';
import type { World } from './world.ts';

interface RuleOptions {
  readonly replicates: number;
  readonly sesoi: number;
  readonly curtail: boolean;
}

interface WorldVerdict {
  readonly hypothesis: string;
  readonly status: string;
  /** NaN where there is none. */
  readonly p: number;
}

/** Status of a claim that was found unable to be supported before all of its evidence was made. */
export const LOST = 'cannot be supported';

/** Pairs removed, and control dictionaries. */
const [PAIRS, CONTROLS] = [60, 2];

export async function worldVerdicts(world: World, options: RuleOptions): Promise<WorldVerdict[]> {
  const { nullInput, own } = world;
  const { curtail, sesoi } = options;
  const { codes, rule, statistics, splits, seed } = nullInput;
  const { prompts, features: cols } = codes;
  const projector = await openProjector(nullInput.gradient, 1);
  const projections = await projector.project(own);
  await projector.release();
  const matrix = { rows: prompts, cols, values: attributionsOf(codes, projections, rule) };
  const { pairs, members, clusters: found, kept } = studyNetwork(matrix, statistics);
  const features = [...members.flatMap((nodes) => [...nodes])].sort((a, b) => a - b);
  const labels = features.map((f) => found.cluster[f]);
  const { train, test } = splits[0];
  const half = studyNetwork(takeRows(matrix, train), statistics);
  const firstHalf = half.clusters.cluster.map((cluster) => (cluster <= half.kept ? cluster : 0));
  const shared = { seed, sesoi, halves: [train, test] as const };
  const asked = { clusters: Int32Array.from(features, (f) => firstHalf[f]), prompts: [...test] };
  const removed = { ...shared, strata: numbered(world.strata), heldOut: [asked], only: ['stratum_excess' as const] };

  const pool = pairPool(labels, PAIRS, seed);
  const removal = removals(world, features, kept < 2 ? [] : pool.pairs, kept < 2 ? 0 : CONTROLS);
  const lost = new Set<string>();
  if (curtail && kept >= 2 && interactionLost(pool.pairs, labels, removal, removed)) lost.add('H4');
  const interactions = kept < 2 || lost.has('H4') ? [] : poolSummary(pool, labels, removal, removed);

  const sets: SetOptions = { ...shared, features, labels, firstHalf, prompts };
  const { lost: setsLost, ...steeredSets } = setFindings(world, sets, curtail);
  if (setsLost) lost.add('H2');

  const units = unitNames(world, features, matrix);
  const [whole, first, second] = [pairs, half.pairs, studyNetwork(takeRows(matrix, test), statistics).pairs].map((own) => absoluteCorrelation(cols, own)); // biome-ignore format: one line
  const slopeOn = (scope: string, strength: Float64Array, over: ArrayLike<number>): ImportanceEvidence => {
    const values = Float64Array.from(features, (f) => strength[f]);
    const found = unitCorrelation(values, importanceOver(removal, over), units, seed);
    const none = { r: null, low: null, high: null, p: null };
    return { measure: PRIMARY_MEASURE, definition: 'removal', scope, ...(found ?? none) };
  };
  const every = Int32Array.from({ length: prompts }, (_, p) => p);
  const again = slopeOn('strata', first, test);
  const hopeless = ({ p }: ImportanceEvidence): boolean => curtail && p !== null && p > LEVEL;
  const importance = hopeless(again) ? [again] : [slopeOn('all', whole, every), again];
  if (importance.some(hopeless)) lost.add('H3');
  const r = correlation(first, second, Int32Array.from(features));

  const alive = (['H1', 'H3'] as const).filter((claim: Decided) => !lost.has(claim));
  const nulls = await decidingNulls(world, matchedTo(matrix, nullInput), projections, matrix, { ...options, alive });
  for (const claim of nulls.lost) lost.add(claim);
  const rows = hypotheses({
    nulls: nulls.rows,
    required: DECISIVE,
    sesoi,
    clusters: kept,
    ...steeredSets,
    importance,
    reliability: [{ measure: PRIMARY_MEASURE, reliability: Number.isNaN(r) ? null : spearmanBrown(r) }],
    // The worlds have no model to take features out of: every feature of theirs is read.
    relevance: undefined,
    ...{ groupings: [], grouped: { n: null, n_units: null } },
    ...{ kept: { n: features.length, n_units: new Set(units).size }, selected: { n: cols, n_units: null } },
    interactions: interactions.map(asStored),
  });
  return rows.map(({ hypothesis, status, p }) =>
    lost.has(hypothesis) ? { hypothesis, status: LOST, p: Number.NaN } : { hypothesis, status, p },
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
