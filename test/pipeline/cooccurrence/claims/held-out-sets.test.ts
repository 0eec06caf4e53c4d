import { describe, expect, it } from 'vitest';
import { heldOutSets } from '../../../../pipeline/cooccurrence/claims/held-out-sets.ts';

const OPTIONS = { seed: 1, replicates: 199, units: null };
const FEATURES = Array.from({ length: 10 }, (_, f) => f);
const PROMPTS = Array.from({ length: 8 }, (_, p) => p);
const cluster = (f: number) => (f < 5 ? 1 : 2);
/** All pairs; those of one cluster do one more on the prompts that `where` names. */
const rows = (where: (prompt: number) => boolean) =>
  FEATURES.flatMap((a) =>
    FEATURES.filter((b) => b > a).flatMap((b) =>
      PROMPTS.map((prompt_id) => {
        const more = cluster(a) === cluster(b) && where(prompt_id) ? 1 : 0;
        return {
          feature_a: a,
          feature_b: b,
          prompt_id,
          damage: more + 0.1 * Math.sin(7 * a + 3 * b + prompt_id),
        };
      }),
    ),
  );
const of = (splits: readonly string[]) => ({
  clusters: splits.flatMap((split) => FEATURES.map((f) => ({ split, feature_id: f, cluster: cluster(f) }))),
  asked: splits.flatMap((split) => PROMPTS.filter((p) => p >= 4).map((prompt_id) => ({ split, prompt_id }))),
});

const ps = (input: Parameters<typeof heldOutSets>[0]) => heldOutSets(input, OPTIONS).map(({ p }) => p ?? Number.NaN);

describe('heldOutSets', () => {
  it('finds what holds on the second half, and not what holds on the first alone', () => {
    const [found] = heldOutSets({ rows: rows(() => true), ...of(['strata']) }, OPTIONS);
    expect(found.p).toBeLessThanOrEqual(0.025);
    expect(found.estimate).toBeGreaterThan(2);
    expect(ps({ rows: rows((p) => p < 4), ...of(['strata']) })[0]).toBeGreaterThan(0.025);
  });

  it('has no p with one cluster', () => {
    const { clusters, ...rest } = of(['strata']);
    const one = clusters.map((row) => ({ ...row, cluster: 1 }));
    expect(heldOutSets({ rows: rows(() => true), ...rest, clusters: one }, OPTIONS)).toEqual([
      { split: 'strata', estimate: null, p: null },
    ]);
  });

  it('asks each split by the clusters of its own', () => {
    const { clusters, ...rest } = of(['strata', 'templates']);
    const shuffled = clusters.map((row) =>
      row.split === 'strata' ? row : { ...row, cluster: 1 + (row.feature_id % 2) },
    );
    const input = { rows: rows(() => true), ...rest };
    const [strata, templates] = ps({ ...input, clusters: shuffled });
    expect(strata).toBeLessThanOrEqual(0.025);
    expect(templates).toBeGreaterThan(0.025);
  });

  it('says nothing without a split, and nothing of one that cannot be asked', () => {
    expect(heldOutSets({ rows: rows(() => true), ...of([]) }, OPTIONS)).toEqual([]);
    const { clusters, ...rest } = of(['strata', 'templates']);
    const some = clusters.filter(({ split }) => split === 'strata');
    expect(ps({ rows: rows(() => true), ...rest, clusters: some })[1]).toBeNaN();
  });
});
