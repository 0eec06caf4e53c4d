/**
 * Whether edges have effects that pairs without an edge do not: rows of the table `edge_effect_summary`, over pairs of an edge and its
 * match, both of one source.
 *
 *   share  those whose effect is farther from 0 than 1.96 standard errors
 *   large  those of them whose effect is at least a tenth of the target's own |attribution|: an effect of rounding or of what a norm
 *          divides by can be far from 0 and small
 *   size   mean over pairs of |effect| over the target's |attribution|
 *
 * p: what edges have beyond their matches, two-sided, against the two exchanged: all pairs of the sources of one unit at once, since what is
 * taken out is the same. Interval: percentile bootstrap over the same units.
 */
import { quantile } from '../../../../src/methods/stats/ranks.ts';
import { resampled } from '../../../../src/methods/stats/resampling.ts';
import { random } from '../../../../src/random.ts';
import type { UnitOf } from '../units/counted-units.ts';
import type { EdgeEffectRow } from './edge-effect-rows.ts';

const DRAWS = 2000;
const PERMUTATIONS = 9999;
/** Standard errors that an effect is farther from 0 than, and share of the attribution that a large one has. */
const [FAR, LARGE] = [1.96, 0.1];
/** Below this many units taken out a p says little: six can make 1/32 at best. */
const LEAST_UNITS = 10;

const STATISTICS = {
  share: (row) => Number(isFar(row)),
  large: (row) => Number(isFar(row) && relative(row) >= LARGE),
  size: relative,
} as const satisfies Record<string, (row: Measured) => number>;

export interface EdgeSummaryRow {
  readonly statistic: keyof typeof STATISTICS;
  readonly pairs: number;
  readonly sources: number;
  readonly n_units: number;
  readonly edges: number;
  readonly non_edges: number;
  readonly difference: number;
  readonly low: number;
  readonly high: number;
  readonly p: number | null;
  readonly reason: string | null;
}

interface Measured {
  readonly effect: number;
  readonly se: number;
  readonly attribution: number;
}

interface Pair {
  readonly source: number;
  readonly edge: Measured;
  readonly other: Measured;
}

/** @returns none without a pair that has both effects */
export function edgeEffectSummary(
  rows: readonly EdgeEffectRow[],
  unitOf: UnitOf | null,
  seed: number,
): EdgeSummaryRow[] {
  const pairs = pairsOf(rows);
  if (pairs.length === 0) return [];
  const sources = new Set(pairs.map(({ source }) => source)).size;
  const units = [...new Set(pairs.map(({ source }) => unitOf?.get(source) ?? source))];
  const unitAt = pairs.map(({ source }) => units.indexOf(unitOf?.get(source) ?? source));
  const counts = new Float64Array(units.length);
  for (const unit of unitAt) counts[unit]++;
  const rng = random(seed, 'edge-effect', 'bootstrap');
  const draws = Array.from({ length: DRAWS }, () => resampled(units.length, rng));
  const few = units.length < LEAST_UNITS;
  const words = `what is taken out is ${units.length} ${units.length === 1 ? 'unit' : 'units'} once copies count once, and a p takes ${LEAST_UNITS}`;

  return (Object.keys(STATISTICS) as (keyof typeof STATISTICS)[]).map((statistic): EdgeSummaryRow => {
    const of = STATISTICS[statistic];
    const mean = (value: (pair: Pair) => number): number => pairs.reduce((sum, pair) => sum + value(pair), 0) / pairs.length; // biome-ignore format: one line
    const [edges, others] = [mean(({ edge }) => of(edge)), mean(({ other }) => of(other))];
    const sums = new Float64Array(units.length);
    pairs.forEach(({ edge, other }, k) => {
      sums[unitAt[k]] += of(edge) - of(other);
    });
    const drawn = Float64Array.from(draws, (weights) => {
      let [sum, count] = [0, 0];
      weights.forEach((weight, unit) => {
        sum += weight * sums[unit];
        count += weight * counts[unit];
      });
      return sum / count;
    });
    const known = { statistic, pairs: pairs.length, sources, n_units: units.length, edges, non_edges: others };
    return {
      ...{ ...known, difference: edges - others, low: quantile(drawn, 0.025), high: quantile(drawn, 0.975) },
      p: few ? null : exchanged(sums, seed),
      reason: few ? words : null,
    };
  });
}

/** p of a sum of the units' differences as far from 0, signs drawn. */
function exchanged(sums: Float64Array, seed: number): number {
  const observed = Math.abs(sums.reduce((sum, own) => sum + own, 0));
  // Sums in another order differ in their last bits.
  const reached = observed - 1e-9 * sums.reduce((sum, own) => sum + Math.abs(own), 0);
  const rng = random(seed, 'edge-effect', 'exchanged');
  let asFar = 0;
  for (let k = 0; k < PERMUTATIONS; k++) {
    const sum = sums.reduce((whole, own) => whole + (rng.integer(2) === 0 ? own : -own), 0);
    if (Math.abs(sum) >= reached) asFar++;
  }
  return (1 + asFar) / (1 + PERMUTATIONS);
}

/** Pairs of which both have an effect with a standard error. */
function pairsOf(rows: readonly EdgeEffectRow[]): Pair[] {
  const others = new Map(rows.flatMap((row) => (row.edge ? [] : [[row.pair, row] as const])));
  return rows.flatMap((row) => {
    const match = others.get(row.pair);
    if (!row.edge || match === undefined) return [];
    const [edge, other] = [measured(row), measured(match)];
    return edge === undefined || other === undefined ? [] : [{ source: row.source, edge, other }];
  });
}

function measured({ effect, se, attribution }: EdgeEffectRow): Measured | undefined {
  if (effect === null || se === null || attribution === null || attribution === 0) return undefined;
  return { effect, se, attribution };
}

function isFar({ effect, se }: Measured): boolean {
  return Math.abs(effect) > FAR * se;
}

function relative({ effect, attribution }: Measured): number {
  return Math.abs(effect) / attribution;
}

/** What the stage says of itself. */
export function edgeEffectSentence(rows: readonly EdgeSummaryRow[]): string | undefined {
  const of = (name: EdgeSummaryRow['statistic']): EdgeSummaryRow | undefined => rows.find(({ statistic }) => statistic === name); // biome-ignore format: one line
  const [share, large] = [of('share'), of('large')];
  if (share === undefined || large === undefined) return undefined;
  const percent = (value: number): string => `${Math.round(100 * value)} %`;
  const said = ({ edges, non_edges: others, p }: EdgeSummaryRow): string =>
    `${percent(edges)} of edges and ${percent(others)} of pairs without one${p === null ? '' : ` (p ${p.toPrecision(2)})`}`;
  return `taking one end out changes the other's attribution for ${said(share)}; by a tenth or more for ${said(large)}; ${share.pairs} pairs of ${share.sources} features${share.p === null ? `, no p: ${share.reason}` : ''}`;
}
