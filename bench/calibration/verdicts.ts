/**
 * The whole verdict rule on one synthetic study: decisive nulls with their held-out halves, sets steered at equal norm, single features,
 * and pairs removed with controls, through the same kernels as the stages.
 *
 * `curtail`: replicates stop, at the LEAST that leave a p or later, once neither H1 nor H3 can be supported any more, because more of them are as
 * large as the study than p ≤ 0.025 leaves room for. Whether a claim is supported is then exactly as with all replicates; its p and the other statuses are those of
 * the replicates made.
 */

import {
  type Findings,
  hypotheses,
  PRIMARY_MEASURE,
  type VerdictRow,
} from '../../pipeline/cooccurrence/claims/h1-to-h5.ts';
import type { ImportanceEvidence } from '../../pipeline/cooccurrence/claims/h3-importance.ts';
import type { InteractionRow } from '../../pipeline/cooccurrence/claims/h4-interaction.ts';
import {
  correlation,
  spearmanBrown,
  unitCorrelation,
} from '../../pipeline/cooccurrence/kernels/importance/unit-correlation.ts';
import { type PoolRow, poolSummary } from '../../pipeline/cooccurrence/kernels/interaction/pool-summary.ts';
import { numbered } from '../../pipeline/cooccurrence/kernels/interaction/strata.ts';
import { attributionsOf } from '../../pipeline/cooccurrence/kernels/nulls/attributions.ts';
import { type Asked, decidesAt } from '../../pipeline/cooccurrence/kernels/nulls/density.ts';
import { directionNull } from '../../pipeline/cooccurrence/kernels/nulls/directions.ts';
import { firstHalf, secondMeasures } from '../../pipeline/cooccurrence/kernels/nulls/held-out.ts';
import { openProjector } from '../../pipeline/cooccurrence/kernels/nulls/matrix-product.ts';
import { DECISIVE } from '../../pipeline/cooccurrence/kernels/nulls/null-kinds.ts';
import {
  askedOf,
  type MatchedInput,
  matchedTo,
  openReplicates,
  statisticsOf,
} from '../../pipeline/cooccurrence/kernels/nulls/replicates.ts';
import { statisticIntervals } from '../../pipeline/cooccurrence/kernels/nulls/statistic-interval.ts';
import {
  type Centralities,
  centralitiesOf,
  studyNetwork,
} from '../../pipeline/cooccurrence/kernels/nulls/study-network.ts';
import { LEAST, type NullRow, summaries } from '../../pipeline/cooccurrence/kernels/nulls/summary.ts';
import { likenessOf } from '../../pipeline/cooccurrence/kernels/units/likeness.ts';
import { unitsOf } from '../../pipeline/cooccurrence/kernels/units/units.ts';
import { pairPool } from '../../src/methods/intervention/removal/removal-plan.ts';
import type { Matrix } from '../../src/methods/stats/matrix.ts';
import { LEVEL } from '../../src/run/decide.ts';
import { removals, rowOf } from './damage.ts';
import { type SetOptions, setFindings } from './sets.ts';
import { FEATURES, PROMPTS, type World } from './world.ts';

interface RuleOptions {
  readonly replicates: number;
  readonly sesoi: number;
  readonly curtail: boolean;
}

/** Replicates made between two looks at whether to go on. */
const CHUNK = 8;
/** Pairs removed, and control dictionaries. */
const [PAIRS, CONTROLS] = [60, 2];

export async function worldVerdicts(world: World, options: RuleOptions): Promise<VerdictRow[]> {
  const { nullInput, own } = world;
  const { codes, rule, statistics, splits, seed } = nullInput;
  const projector = await openProjector(nullInput.gradient, 1);
  const projections = await projector.project(own);
  await projector.release();
  const matrix = { rows: codes.prompts, cols: codes.features, values: attributionsOf(codes, projections, rule) };
  const { pairs, graph, members, clusters: found, kept } = studyNetwork(matrix, statistics);
  const features = [...members.flatMap((nodes) => [...nodes])].sort((a, b) => a - b);
  const labels = features.map((f) => found.cluster[f]);
  const half = firstHalf(matrix, splits[0], statistics);
  const { train, test } = splits[0];
  const shared = { seed, sesoi: options.sesoi, halves: [train, test] as const };
  const asked = { clusters: Int32Array.from(features, (f) => half.clusters[f]), prompts: [...test] };
  const removed = { ...shared, strata: numbered(world.strata), heldOut: [asked] };

  const pool = pairPool(labels, PAIRS, seed);
  const sets: SetOptions = { ...shared, features, labels, firstHalf: half.clusters, prompts: PROMPTS };
  const interactions =
    kept < 2 ? [] : poolSummary(pool, labels, removals(world, features, pool.pairs, CONTROLS), removed);
  const units = unitNames(world, features, matrix);
  const slopeOn = (scope: string, centralities: Centralities, prompts: ArrayLike<number>): ImportanceEvidence => {
    const values = Float64Array.from(features, (f) => centralities[PRIMARY_MEASURE][f]);
    const found = unitCorrelation(values, importanceOver(world, features, prompts), units, seed);
    const none = { r: null, low: null, high: null, p: null };
    return { measure: PRIMARY_MEASURE, definition: 'removal', scope, ...(found ?? none) };
  };
  const every = Int32Array.from({ length: PROMPTS }, (_, p) => p);
  const second = secondMeasures(matrix, splits[0], statistics)[PRIMARY_MEASURE];
  const r = correlation(half.measures[PRIMARY_MEASURE], second, Int32Array.from(features));
  return hypotheses({
    nulls: await nullRows(world, projections, matrix, options),
    required: DECISIVE,
    sesoi: options.sesoi,
    clusters: kept,
    ...setFindings(world, sets, options.replicates),
    importance: [slopeOn('all', centralitiesOf({ pairs, graph }), every), slopeOn('strata', half.measures, test)],
    reliability: [{ measure: PRIMARY_MEASURE, reliability: Number.isNaN(r) ? null : spearmanBrown(r) }],
    // The worlds have no model to take features out of: every feature of theirs is read.
    relevance: undefined,
    ...{ groupings: [], grouped: { n: null, n_units: null } },
    ...{ kept: { n: features.length, n_units: new Set(units).size }, selected: { n: FEATURES, n_units: null } },
    interactions: interactions.filter(({ measure }) => measure === 'stratum_excess').map(asStored),
  });
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
function importanceOver(world: World, features: readonly number[], prompts: ArrayLike<number>): Float64Array {
  const { singles } = removals(world, features, [], 0);
  return Float64Array.from(features, (_, i) => {
    const sum = Array.from(prompts).reduce((all, p) => all + singles[i * PROMPTS + p], 0);
    return Math.abs(sum / prompts.length);
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

/** Statistics that decide H1 and H3, on all prompts and on held-out ones. */
const DECIDING = ['separation', `slope:${PRIMARY_MEASURE}`];

async function nullRows(
  { nullInput, dictionary, strata }: World,
  projections: Float32Array,
  matrix: Matrix & { readonly values: Float64Array },
  { replicates, curtail }: RuleOptions,
): Promise<Findings['nulls']> {
  const matched: MatchedInput = matchedTo(matrix, nullInput);
  const observed = statisticsOf(matched, projections, { stored: matrix.values });
  const asked = askedOf(matched);
  const room = Math.floor(LEVEL * (1 + replicates)) - 1;
  const rows: NullRow[] = [];
  let lost = false;
  for (const kind of DECISIVE) {
    const source = directionNull(kind, dictionary);
    if (source === null) throw new Error('worldVerdicts: every feature is selected');
    const runner = await openReplicates(matched, source);
    let made = new Float64Array(0);
    for (let from = 0; from < replicates && !lost; from += CHUNK) {
      made = Float64Array.from([...made, ...(await runner.run(from, Math.min(replicates, from + CHUNK)))]);
      const enough = made.length / asked.length >= LEAST;
      lost = curtail && enough && DECIDING.every((name) => asLarge(asked, name, observed, made) > room);
    }
    await runner.release();
    rows.push(...summaries(kind, asked, observed, made));
    if (lost) break;
  }
  // Nothing hangs on the interval of what is lost.
  const intervals = lost ? [] : statisticIntervals(matrix, strata, matched, observed);
  return rows
    .filter(({ decides }) => decides)
    .map((row) => {
      const { low = Number.NaN, high = Number.NaN } = intervals.find((own) => own.statistic === row.statistic) ?? {};
      return { ...row, low: Number.isNaN(low) ? null : low, high: Number.isNaN(high) ? null : high };
    });
}

/** Replicates as large as the study in the statistic at the density that decides, or in its held-out form where those are more. */
function asLarge(asked: readonly Asked[], name: string, observed: Float64Array, made: Float64Array): number {
  const columns = asked.flatMap(({ statistic, density }, s) =>
    density === decidesAt(name) && (statistic === name || statistic === `held_out:strata:${name}`) ? [s] : [],
  );
  const counts = columns.map((s) => {
    // A statistic that the study lacks can support nothing.
    if (Number.isNaN(observed[s])) return Number.POSITIVE_INFINITY;
    let count = 0;
    for (let at = s; at < made.length; at += asked.length) if (made[at] >= observed[s]) count++;
    return count;
  });
  return Math.max(...counts);
}
