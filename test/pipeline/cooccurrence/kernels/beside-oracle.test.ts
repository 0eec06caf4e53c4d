/** What stands beside a measured effect, against NumPy and scikit-learn: fixtures/oracles/beside.py says how its values were made. */
import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import type { StoredEffect } from '../../../../pipeline/cooccurrence/kernels/effect/effect-plan.ts';
import { effectRows } from '../../../../pipeline/cooccurrence/kernels/effect/effect-rows.ts';
import { groupingRows } from '../../../../pipeline/cooccurrence/kernels/effect/grouping-rows.ts';
import { relevanceRows } from '../../../../pipeline/cooccurrence/kernels/relevance/relevance-rows.ts';
import { transferRows } from '../../../../pipeline/cooccurrence/kernels/transfer/transfer-rows.ts';
import { expectRows } from './oracle-rows.ts';

const oracle = JSON.parse(readFileSync('fixtures/oracles/beside.oracle.json', 'utf8'));
const { seed, tolerance } = oracle;

it('grouping and cluster_effect: intervals over held-out prompts, and deals of units', () => {
  const { units, strata, asked, classes, own, groups, loss, groupings, deals, rows, effects } = oracle.grouping;
  const plan = {
    features: units.map((_: number, f: number) => f),
    unitOf: units,
    classes: classes.map((name: string) => {
      const of = strata.flatMap((stratum: string, p: number) => (stratum === name ? [p] : []));
      return { name, finds: of.filter((p: number) => !asked.includes(p)), asked: of.filter((p: number) => asked.includes(p)) }; // biome-ignore format: one line
    }),
    groupings,
    references: [],
    deals,
    groups: groups.map((features: number[], place: number) => ({ features, own: own[place] })),
    asked,
    skip: 0,
    reason: null,
    undealt: null,
  } as StoredEffect;
  const of = (group: number, prompt: number): number => loss[group][prompt];
  const known = groupingRows(plan, of, seed).filter(({ method }) => groupings.some((row: { method: string }) => row.method === method)); // biome-ignore format: one line
  expectRows(known, rows, tolerance);
  const clusters = effectRows(plan, strata, of).filter(({ stratum }) => stratum === null);
  expectRows(clusters, effects, tolerance);
});

it('cluster_transfer: intervals of loss and ratio over prompts, and no bound where there is none', () => {
  const { targets, logit_diff: logitDiff, kl, rank, rows } = oracle.transfer;
  const planned = targets.map(([kind, prompts]: [string, number]) => ({ kind, name: kind, prompts }));
  expectRows(transferRows(planned, [4, 7], { logitDiff, kl, answerRank: rank }, seed), rows, tolerance);
  expect(rows.some((row: { ratio_high: number | null }) => row.ratio_high === null)).toBe(true);
});

it('relevance: quantiles of the random sets, and p', () => {
  const { prompts, held, random_sets: count, m, rows } = oracle.relevance;
  const names = ['selected', 'kept'];
  const sets = names.map((name) => ({ name, features: [0, 1] }));
  const randoms = names.map((of) => ({
    ...{ of, from: 'outside' as const, mass: 1 },
    sets: Array.from({ length: count }, (_, k) => [k]),
  }));
  const found = relevanceRows({
    plan: { sets, randoms, baselines: [] },
    prompts: Array.from({ length: prompts }, (_, p) => ({ stratum: 's', heldOut: held.includes(p) })),
    found: { m: (evaluation, prompt) => m[evaluation][prompt], rank: () => 0 },
    features: 60,
    width: 16,
    facts: new Map(['all', 'none', ...names].map((name) => [name, { units: 2, share: 0.1 }])),
  });
  const own = names.map((name) => found.find((row) => row.set === name && row.scope === 'held-out' && row.stratum === null)); // biome-ignore format: one line
  expectRows(own.flatMap((row) => row ?? []), rows, tolerance); // biome-ignore format: one line
});
