/** All pairs of prepared columns with p and q, in the shape of blockedPairs: the plain route, for as many as can be held. */
import { adjust } from '../adjust.ts';
import type { StrongPairs } from './blocked-pairs.ts';
import { pairProducts } from './pairs.ts';
import { correlationP } from './pearson.ts';
import { rankPermutationP } from './rank-permutation.ts';
import type { SimilarityColumns } from './similarity.ts';

/** No level is counted. */
export function everyPair(of: SimilarityColumns): StrongPairs {
  const { columns } = of;
  const { r, varying } = pairProducts(columns);
  const a = new Int32Array(r.length);
  const b = new Int32Array(r.length);
  const sums = new Float64Array(varying.length);
  for (let i = 0, pair = 0; i < varying.length; i++) {
    for (let j = i + 1; j < varying.length; j++, pair++) {
      a[pair] = i;
      b[pair] = j;
      sums[i] += Math.abs(r[pair]);
      sums[j] += Math.abs(r[pair]);
    }
  }
  const p = pairPs(of, r);
  const q = adjust(p, 'benjamini-hochberg');
  return { a, b, r, p, q, from: 0, counts: new Float64Array(0), sums, pairs: r.length, qExact: 1 };
}

/** p of each pair of the varying columns, in the order of pairIndex. @param r of the same pairs */
export function pairPs({ columns, df, fewRanks = false }: SimilarityColumns, r: Float64Array): Float64Array {
  if (!fewRanks) return r.map((value) => correlationP(value, df));
  const { n, varying, values } = columns;
  const column = (k: number): Float64Array => values.subarray(k * n, (k + 1) * n);
  const p = new Float64Array(r.length);
  for (let i = 0, pair = 0; i < varying.length; i++)
    for (let j = i + 1; j < varying.length; j++, pair++) p[pair] = rankPermutationP(column(i), column(j));
  return p;
}
