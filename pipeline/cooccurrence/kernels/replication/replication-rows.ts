/**
 * Rows of the table `replication`. Every feature of the first dictionary has the feature of the other that is most alike as its partner
 * (the one of smallest id among equals). Compared are the features that have one:
 *
 *   match        mean likeness of a feature and its partner
 *   ari          adjusted Rand index of the features' clusters and their partners'
 *   r:<measure>  Pearson correlation of a centrality of features and partners
 *
 * The same dictionary twice gives 1 throughout. Random matchings deal the partners among the features; p = (1 + number as large) /
 * (1 + number of matchings).
 */
import { agreement } from '../../../../src/methods/graph/communities/partition-agreement.ts';
import { permutationP } from '../../../../src/methods/stats/resampling.ts';
import { random, shuffle } from '../../../../src/random.ts';

/** Of the mean, squared: deviations below 1e-10 of it are rounding. */
const ROUNDING = 1e-20;

/** The network of one dictionary, by place of a feature. */
export interface MatchedNetwork {
  /** [n] */
  readonly clusters: ArrayLike<number>;
  /** measure → [n] */
  readonly centralities: ReadonlyMap<string, Float64Array>;
}

export interface ReplicationRow {
  readonly dictionary: string;
  readonly by: 'cosine' | 'activation';
  readonly statistic: string;
  readonly n: number;
  readonly n_units: null;
  readonly value: number;
  readonly random_mean: number;
  readonly random_sd: number;
  readonly p: number;
  readonly reason: string | null;
}

interface Options {
  readonly dictionary: string;
  readonly by: ReplicationRow['by'];
  readonly seed: number;
  /** Random matchings. */
  readonly matchings: number;
}

/** @param likeness [A, B] of the features of both; NaN where it is not defined */
export function replicationRows(
  one: MatchedNetwork,
  other: MatchedNetwork,
  likeness: Float64Array,
  { dictionary, by, seed, matchings }: Options,
): ReplicationRow[] {
  const [a, b] = [one.clusters.length, other.clusters.length];
  const partners = Int32Array.from({ length: a }, (_, i) => partnerOf(likeness.subarray(i * b, (i + 1) * b)));
  const matched = Array.from(partners.keys()).filter((i) => partners[i] >= 0);
  const chosen = matched.map((i) => partners[i]);
  const n = matched.length;
  const statistics: [string, (partner: readonly number[]) => number][] = [
    ['match', (partner) => mean(matched.map((i, k) => likeness[i * b + partner[k]]))],
    ['ari', (partner) => clusterAgreement(matched, partner, one, other)],
    ...[...one.centralities.keys()]
      .filter((measure) => other.centralities.has(measure))
      .map((measure): [string, (partner: readonly number[]) => number] => [
        `r:${measure}`,
        (partner) => correlation(valuesOf(one, measure, matched), valuesOf(other, measure, partner)),
      ]),
  ];
  const rng = random(seed, 'replication', dictionary, by);
  const dealt = n < 2 ? [] : Array.from({ length: matchings }, () => shuffle([...chosen], rng));
  return statistics.map(([statistic, of]): ReplicationRow => {
    const value = n < 2 ? Number.NaN : of(chosen);
    const again = Number.isNaN(value) ? [] : dealt.map(of).filter((other) => !Number.isNaN(other));
    const without =
      n < 2 ? `${n} features have a partner, and two are needed` : 'it does not vary over the matched features';
    const { greater, reason } = permutationP(value, again);
    return {
      ...{ dictionary, by, statistic, n, n_units: null, value },
      random_mean: mean(again),
      random_sd: deviation(again),
      p: greater,
      reason: Number.isNaN(value) ? without : reason,
    };
  });
}

/** The place of the largest value, the first among equals; -1 where none is defined. */
function partnerOf(row: Float64Array): number {
  return row.reduce((best, value, j) => (Number.isNaN(value) || (best >= 0 && row[best] >= value) ? best : j), -1);
}

function clusterAgreement(
  matched: readonly number[],
  partner: readonly number[],
  one: MatchedNetwork,
  other: MatchedNetwork,
): number {
  const labels = Int32Array.from(matched, (i) => one.clusters[i]);
  return agreement(
    labels,
    Int32Array.from(partner, (j) => other.clusters[j]),
  ).ari;
}

function valuesOf({ centralities }: MatchedNetwork, measure: string, places: readonly number[]): number[] {
  const values = centralities.get(measure);
  return places.map((place) => values?.[place] ?? Number.NaN);
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

function deviation(values: readonly number[]): number {
  if (values.length < 2) return Number.NaN;
  const centre = mean(values);
  return Math.sqrt(values.reduce((sum, value) => sum + (value - centre) ** 2, 0) / (values.length - 1));
}

/** NaN where one of them does not vary, but for rounding. */
function correlation(x: readonly number[], y: readonly number[]): number {
  const [mx, my] = [mean(x), mean(y)];
  const product = x.reduce((sum, value, i) => sum + (value - mx) * (y[i] - my), 0);
  const square = (values: readonly number[], centre: number): number => {
    const squares = values.reduce((sum, value) => sum + (value - centre) ** 2, 0);
    return squares > ROUNDING * values.length * centre ** 2 ? squares : Number.NaN;
  };
  return product / Math.sqrt(square(x, mx) * square(y, my));
}
