/** Tables made of other tables' rows, against NumPy, SciPy and scikit-learn: fixtures/oracles/summaries.py says how their values were made. */
import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { agreement } from '../../../../pipeline/cooccurrence/kernels/attribution-check/method-agreement.ts';
import { selfRepair } from '../../../../pipeline/cooccurrence/kernels/direct/self-repair.ts';
import { edgeEffectSummary } from '../../../../pipeline/cooccurrence/kernels/edge-effect/edge-effect-summary.ts';
import { importanceRows } from '../../../../pipeline/cooccurrence/kernels/importance/feature-importance.ts';
import { reliabilityRows } from '../../../../pipeline/cooccurrence/kernels/importance/importance-correlations.ts';
import {
  pairRows,
  splitRows,
  summaryRows,
} from '../../../../pipeline/cooccurrence/kernels/interaction/interaction-rows.ts';
import { poolSummary } from '../../../../pipeline/cooccurrence/kernels/interaction/pool-summary.ts';
import {
  activationLikeness,
  cosineLikeness,
} from '../../../../pipeline/cooccurrence/kernels/replication/feature-likeness.ts';
import { replicationRows } from '../../../../pipeline/cooccurrence/kernels/replication/replication-rows.ts';
import { dropRow } from '../../../../pipeline/cooccurrence/kernels/resampling/case-dropping.ts';
import { pOverSplits } from '../../../../src/methods/stats/p-over-splits.ts';
import { expectRows } from './oracle-rows.ts';

type Row = Readonly<Record<string, unknown>>;
const oracle = JSON.parse(readFileSync('fixtures/oracles/summaries.oracle.json', 'utf8'));
const { seed, tolerance } = oracle;

const flat = (values: readonly (readonly (number | null)[])[]): Float64Array =>
  Float64Array.from(values.flat(), (value) => value ?? Number.NaN);

it('replication: likeness, partners and random matchings', () => {
  const { one, other, codes, clusters, degree, rows } = oracle.replication;
  const directions = (side: number[][]) => side.map((row) => Float32Array.from(row));
  const fired = (side: number[][]) => {
    const cells = side.flatMap((row, token) => row.flatMap((value, f) => (value === 0 ? [] : [[token, f, value]])));
    return {
      ids: side[0].map((_, f) => f),
      codes: {
        prompt_id: Int32Array.from(cells, ([token]) => Math.floor(token / 7)),
        position: Int32Array.from(cells, ([token]) => token % 7),
        feature_id: Int32Array.from(cells, ([, f]) => f),
        activation: Float32Array.from(cells, ([, , value]) => value),
      },
    };
  };
  const likeness = {
    cosine: cosineLikeness(directions(one), directions(other)),
    activation: activationLikeness(fired(codes.one), fired(codes.other), codes.one.length),
  };
  const network = (side: 'one' | 'other') => {
    return {
      clusters: clusters[side],
      centralities: new Map([['degree', Float64Array.from(degree[side] as number[])]]),
    };
  };
  const found = (['cosine', 'activation'] as const).flatMap((by) =>
    replicationRows(network('one'), network('other'), likeness[by], { dictionary: 'b', by, seed, matchings: 999 }),
  );
  expectRows(found, rows, tolerance);
  expect(rows.map(({ n }: { n: number }) => n)).toEqual([14, 14, 14, 13, 13, 13]);
});

it('edge_effect_summary: shares, sizes, exchanges and draws of units', () => {
  const { effects, units, rows } = oracle.edge_effect_summary;
  expectRows(edgeEffectSummary(effects, new Map(units), seed), rows, tolerance);
});

it('self_repair: slopes, their intervals, and how radial removals are', () => {
  const { clusters, effects, radial, rows } = oracle.self_repair;
  const made = Object.fromEntries(Object.entries(effects).map(([name, values]) => [name, flat(values as number[][])]));
  const found = selfRepair({ effects: made as never, radial: flat(radial), clusters, unitsOf: () => null, seed });
  expectRows(found, rows, tolerance);
  expect(new Set(rows.map(({ status }: Row) => status))).toEqual(new Set(['smaller', 'larger', 'undecided']));
});

it('interaction, interaction_summary and interaction_split: means, draws, permutations of labels, held-out halves', () => {
  const { clusters, blocks, pairs, strata, noise_floor: noiseFloor, index, singles, damage, halves, held_out, rows, summary, splits } = oracle.interaction; // biome-ignore format: one line
  const found = {
    prompts: strata.length,
    singles: Float64Array.from(singles as number[]),
    damage: Float64Array.from(damage as number[]),
    index: index.map((values: number[]) => Float64Array.from(values)),
    noiseFloor,
  };
  const members = clusters.map((cluster: number, feature_id: number) => ({ feature_id, cluster }));
  const numbered = Int32Array.from(strata as number[]);
  expectRows(pairRows(pairs, members, found, new Map(), numbered), rows, tolerance);
  const heldOut = held_out.map((half: { split: string; clusters: number[]; prompts: number[] }) => {
    return { ...half, clusters: Int32Array.from(half.clusters) };
  });
  const options = { seed, sesoi: 0.2, halves, strata: numbered, heldOut, blocks };
  const pool = poolSummary({ pairs, exhaustive: true }, clusters, found, options);
  expectRows(summaryRows(pool, noiseFloor, 3, 2, () => null).slice(0, -1), summary, tolerance);
  const again = splitRows(pool);
  expectRows(again, splits, tolerance);
  for (const { p, reason } of again) expect(p === null).toBe(reason !== null);
}, 60_000);

it('the p of several splits, which verdict_split ends in', () => {
  for (const { rows, p } of oracle.splits as { rows: [string, number | null][]; p: number | null }[]) {
    const found = pOverSplits(rows.map(([split, own]) => ({ split, p: own })));
    if (p === null) expect(found).toBeNull();
    else expect(found).toBeCloseTo(p, 12);
  }
});

it('attribution_agreement: rank correlation, slope and their intervals', () => {
  const { prompts, a, b, least, noise_floor: noiseFloor, row } = oracle.agreement;
  const found = agreement(Float64Array.from(a as number[]), Float64Array.from(b as number[]), prompts, { seed, least, noiseFloor }); // biome-ignore format: one line
  expectRows([found], [row], tolerance);
});

it('importance: means by scope, of removal and of pushes where there are some', () => {
  const { features, units, clusters, scopes, damage, first_order: first, pushed, rows } = oracle.importance;
  const cells = features.flatMap((feature_id: number, f: number) =>
    damage[f].map((value: number, prompt_id: number) => ({ feature_id, prompt_id, damage: value, first_order: first[f][prompt_id] })),
  ); // biome-ignore format: one line
  const pushes = cells.flatMap(({ feature_id, prompt_id }: { feature_id: number; prompt_id: number }) => {
    const own = pushed[features.indexOf(feature_id)][prompt_id];
    return own === null ? [] : [{ feature_id, prompt_id, damage: own }];
  });
  const measured = {
    members: features.map((feature_id: number, f: number) => ({ feature_id, cluster: clusters[f] })),
    units: new Map<number, number>(features.map((id: number, f: number) => [id, units[f]])),
    removed: cells,
    pushed: pushes,
  };
  const asked = Object.entries(scopes as Record<string, number[] | null>).map(([scope, prompts]) => {
    return { scope, prompts: prompts === null ? null : new Set(prompts) };
  });
  expectRows(importanceRows(measured, asked), rows, tolerance);
});

it('centrality_reliability: r between halves, and Spearman and Brown’s of the whole', () => {
  const { kept, units, values, rows } = oracle.reliability;
  const found = reliabilityRows(values, new Set(kept), new Map(units));
  expectRows(found, rows, tolerance);
  expect(rows.some(({ reliability }: Row) => reliability === 0)).toBe(true);
});

it('case_drop: mean r, the share that holds, and its interval', () => {
  const original = Float64Array.from(oracle.case_drop.original as number[]);
  for (const { replicates, row } of oracle.case_drop.cases) {
    const made = replicates.map((values: number[]) => Float64Array.from(values));
    expectRows([dropRow(row.dropped, original, made)], [row], tolerance);
  }
});
