/** All pairs of prepared columns with p and q, in the shape of blockedPairs: the plain route, for as many as can be held. */
import { adjust } from '../adjust.ts';
import type { StrongPairs } from './blocked-pairs.ts';
import type { Columns } from './columns.ts';
import { pairProducts } from './pairs.ts';
import { correlationP } from './pearson.ts';

/** `df`: degrees of freedom of the p of one r. No level is counted. */
export function everyPair(columns: Columns, df: number): StrongPairs {
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
  const p = r.map((value) => correlationP(value, df));
  const q = adjust(p, 'benjamini-hochberg');
  return { a, b, r, p, q, from: 0, counts: new Float64Array(0), sums, pairs: r.length, qExact: 1 };
}
