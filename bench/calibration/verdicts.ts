/**
 * The whole verdict rule on one synthetic study: decisive nulls with their held-out halves, sets steered at equal norm, single features,
 * and pairs removed with controls, through the same kernels as the stages.
 *
 * `curtail`: replicates stop once neither H1 nor H3 can be supported any more, because more of them are as large as the study than
 * p ≤ 0.025 leaves room for. Whether a claim is supported is then exactly as with all replicates; its p and the other statuses are those of
 * the replicates made.
 */

import {
  type Findings,
  hypotheses,
  PRIMARY_MEASURE,
  type VerdictRow,
} from '../../pipeline/cooccurrence/claims/h1-to-h5.ts';
import { importance } from '../../pipeline/cooccurrence/claims/h3-importance.ts';
import type { InteractionRow } from '../../pipeline/cooccurrence/claims/h4-interaction.ts';
import { type PoolRow, poolSummary } from '../../pipeline/cooccurrence/kernels/interaction/pool-summary.ts';
import { attributionsOf } from '../../pipeline/cooccurrence/kernels/nulls/attributions.ts';
import { directionNull } from '../../pipeline/cooccurrence/kernels/nulls/directions.ts';
import { firstHalf } from '../../pipeline/cooccurrence/kernels/nulls/held-out.ts';
import { openProjector } from '../../pipeline/cooccurrence/kernels/nulls/matrix-product.ts';
import { DECISIVE } from '../../pipeline/cooccurrence/kernels/nulls/null-kinds.ts';
import { namesOf, openReplicates, statisticsOf } from '../../pipeline/cooccurrence/kernels/nulls/replicates.ts';
import { measuresOf, studyNetwork } from '../../pipeline/cooccurrence/kernels/nulls/study-network.ts';
import { type NullRow, summaries } from '../../pipeline/cooccurrence/kernels/nulls/summary.ts';
import { pairPool } from '../../src/methods/intervention/removal/removal-plan.ts';
import { LEVEL } from '../../src/run/decide.ts';
import { removals, steered } from './damage.ts';
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
/** Norm at which one feature is steered: small enough that damage is nearly proportional to it. */
const SMALL = 0.1;

export async function worldVerdicts(world: World, options: RuleOptions): Promise<VerdictRow[]> {
  const { nullInput, own } = world;
  const { codes, rule, statistics, splits, seed } = nullInput;
  const projector = await openProjector(nullInput.gradient, 1);
  const projections = await projector.project(own);
  await projector.release();
  const matrix = { rows: codes.prompts, cols: codes.features, values: attributionsOf(codes, projections, rule) };
  const { graph, members, clusters: found, kept } = studyNetwork(matrix, statistics);
  const features = [...members.flatMap((nodes) => [...nodes])].sort((a, b) => a - b);
  const labels = features.map((f) => found.cluster[f]);
  const half = firstHalf(matrix, splits[0], statistics);
  const shared = { seed, sesoi: options.sesoi, halves: [splits[0].train, splits[0].test] as const };

  const pool = pairPool(labels, PAIRS, seed);
  const sets: SetOptions = { ...shared, features, labels, firstHalf: half.clusters, prompts: PROMPTS };
  const interactions =
    kept < 2 ? [] : poolSummary(pool, labels, removals(world, features, pool.pairs, CONTROLS), shared);
  const alone = features.map((f) => steered(world, [f], SMALL));
  const draw = { seed, replicates: options.replicates };
  const slopeOn = (values: Float64Array, prompts: ArrayLike<number>) =>
    importance(
      Float64Array.from(features, (f) => values[f]),
      Float64Array.from(alone, (damage) => Array.from(prompts, (p) => damage[p]).reduce((a, b) => a + b, 0)),
      draw,
    );
  const every = Int32Array.from({ length: PROMPTS }, (_, p) => p);
  const measured = slopeOn(measuresOf(graph)[PRIMARY_MEASURE], every);
  const again = slopeOn(half.measures[PRIMARY_MEASURE], splits[0].test);
  return hypotheses({
    nulls: await nullRows(world, statisticsOf(nullInput, projections, matrix.values), options),
    required: DECISIVE,
    sesoi: options.sesoi,
    clusters: kept,
    ...setFindings(world, sets, options.replicates),
    importance: new Map(measured === null ? [] : [[PRIMARY_MEASURE, measured]]),
    heldOutImportance: new Map(again === null ? [] : [[PRIMARY_MEASURE, again.p]]),
    // The worlds have no model to take features out of: every feature of theirs is read.
    relevance: undefined,
    ...{ groupings: [], grouped: { n: null, n_units: null } },
    ...{ kept: { n: kept, n_units: null }, selected: { n: FEATURES, n_units: null } },
    interactions: interactions.filter(({ measure }) => measure === 'magnitude_excess').map(asStored),
  });
}

/** As the table gives it back: a number that does not exist is null. */
function asStored(row: PoolRow): InteractionRow {
  const value = (x: number): number | null => (Number.isNaN(x) ? null : x);
  return {
    ...{ scope: row.scope, estimate: row.estimate, equivalent: row.equivalent },
    ...{ low: value(row.low), high: value(row.high), p_greater: value(row.pGreater), bound: value(row.bound) },
    ...{ p_first_half: value(row.pFirstHalf), p_second_half: value(row.pSecondHalf) },
  };
}

/** Statistics that decide H1 and H3, on all prompts and on held-out ones. */
const DECIDING = ['separation', `slope:${PRIMARY_MEASURE}`];

async function nullRows(
  { nullInput, dictionary }: World,
  observed: Float64Array,
  { replicates, curtail }: RuleOptions,
): Promise<Findings['nulls']> {
  const names = namesOf(nullInput);
  const room = Math.floor(LEVEL * (1 + replicates)) - 1;
  const rows: NullRow[] = [];
  for (const kind of DECISIVE) {
    const source = directionNull(kind, dictionary);
    if (source === null) throw new Error('worldVerdicts: every feature is selected');
    const runner = await openReplicates(nullInput, source);
    let made = new Float64Array(0);
    let lost = false;
    for (let from = 0; from < replicates && !lost; from += CHUNK) {
      made = Float64Array.from([...made, ...(await runner.run(from, Math.min(replicates, from + CHUNK)))]);
      lost = curtail && DECIDING.every((name) => asLarge(names, name, observed, made) > room);
    }
    await runner.release();
    rows.push(...summaries(kind, names, observed, made));
    if (lost) break;
  }
  return rows;
}

/** Replicates as large as the study in the statistic, or in its held-out form where those are more. */
function asLarge(names: readonly string[], statistic: string, observed: Float64Array, made: Float64Array): number {
  const columns = names.flatMap((name, s) =>
    name === statistic || name === `held_out:strata:${statistic}` ? [s] : [],
  );
  const counts = columns.map((s) => {
    // A statistic that the study lacks can support nothing.
    if (Number.isNaN(observed[s])) return Number.POSITIVE_INFINITY;
    let count = 0;
    for (let at = s; at < made.length; at += names.length) if (made[at] >= observed[s]) count++;
    return count;
  });
  return Math.max(...counts);
}
