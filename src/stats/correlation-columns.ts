/** A table of all pairs as columns of the table `correlation`: ids, r, n, p from the degrees of freedom, and q over all of them. */
import { adjust } from './adjust.ts';
import { correlationP } from './correlation-p.ts';
import type { PairTable } from './pairs.ts';

/** `featureIds`: the id of every input column. */
export function correlationColumns(featureIds: Int32Array, { n, kept, r }: PairTable, df: number) {
  const featureA = new Int32Array(r.length);
  const featureB = new Int32Array(r.length);
  let pair = 0;
  for (let i = 0; i < kept.length; i++) {
    for (let j = i + 1; j < kept.length; j++, pair++) {
      featureA[pair] = featureIds[kept[i]];
      featureB[pair] = featureIds[kept[j]];
    }
  }
  const p = r.map((value) => correlationP(value, df));
  return {
    feature_a: featureA,
    feature_b: featureB,
    r,
    n: new Int32Array(r.length).fill(n),
    p,
    q: adjust(p, 'benjamini-hochberg'),
  };
}
