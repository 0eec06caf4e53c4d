/** What tables say from small inputs, against NumPy, SciPy and scikit-learn: fixtures/oracles/evidence.py says how its values were made. */
import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { columnPairs } from '../../../../pipeline/cooccurrence/kernels/network/attribution-network.ts';
import { cohesion } from '../../../../pipeline/cooccurrence/kernels/nulls/cohesion.ts';
import { replicationRows } from '../../../../pipeline/cooccurrence/kernels/replication/replication-rows.ts';
import { pOverSplits } from '../../../../src/methods/stats/p-over-splits.ts';

interface Oracle {
  readonly tolerance: number;
  readonly replication: readonly {
    readonly likeness: readonly (readonly (number | null)[])[];
    readonly clusters: readonly [readonly number[], readonly number[]];
    readonly degree: readonly [readonly number[], readonly number[]];
    readonly n: number;
    readonly match: number;
    readonly ari: number;
    readonly r: number;
  }[];
  readonly cohesion: readonly {
    readonly prompts: number;
    readonly features: number;
    readonly values: readonly number[];
    readonly labels: readonly number[];
    readonly cohesion: number;
  }[];
  readonly p_over_splits: readonly { readonly p: readonly (number | null)[]; readonly together: number | null }[];
}

const oracle: Oracle = JSON.parse(readFileSync('fixtures/oracles/evidence.oracle.json', 'utf8'));
const near = (own: number | undefined, wanted: number, where: string) =>
  expect(Math.abs((own ?? Number.NaN) - wanted), where).toBeLessThan(oracle.tolerance);

it('replication: mean likeness of partners, adjusted Rand index of clusters, r of centralities', () => {
  for (const [place, { likeness, clusters, degree, n, ...wanted }] of oracle.replication.entries()) {
    const network = (side: 0 | 1) => ({
      clusters: clusters[side],
      centralities: new Map([['degree', Float64Array.from(degree[side])]]),
    });
    const cells = Float64Array.from(likeness.flat(), (cell) => cell ?? Number.NaN);
    const options = { dictionary: 'b', by: 'cosine', seed: 1, matchings: 9 } as const;
    const rows = new Map(replicationRows(network(0), network(1), cells, options).map((row) => [row.statistic, row]));
    expect(rows.get('match')?.n).toBe(n);
    near(rows.get('match')?.value, wanted.match, `match ${place}`);
    near(rows.get('ari')?.value, wanted.ari, `ari ${place}`);
    near(rows.get('r:degree')?.value, wanted.r, `r ${place}`);
  }
});

it('held_out_statistic: cohesion of given communities', () => {
  for (const [place, { prompts, features, values, labels, ...wanted }] of oracle.cohesion.entries()) {
    const matrix = { rows: prompts, cols: features, values: Float64Array.from(values) };
    const pairs = columnPairs(matrix, { method: 'pearson', gains: null, covariates: [] });
    near(cohesion(pairs, Int32Array.from(labels)), wanted.cohesion, String(place));
  }
});

it('verdict_split: the p of all splits together', () => {
  for (const [place, { p, together }] of oracle.p_over_splits.entries()) {
    const own = pOverSplits(p.map((value, k) => ({ split: k === 0 ? 'strata' : `strata ${k + 1}`, p: value })));
    if (together === null) expect(own, String(place)).toBeNull();
    else near(own ?? undefined, together, String(place));
  }
});
