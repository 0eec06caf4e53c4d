import { describe, expect, it } from 'vitest';
import { attributionsOf } from '../../../../../pipeline/cooccurrence/kernels/nulls/attributions.ts';
import { openProjector } from '../../../../../pipeline/cooccurrence/kernels/nulls/matrix-product.ts';
import { RECOMPUTED, type Recomputed } from '../../../../../pipeline/cooccurrence/kernels/nulls/null-kinds.ts';
import { recomputed } from '../../../../../pipeline/cooccurrence/kernels/nulls/recomputed.ts';
import { networkStatistics, statisticNames } from '../../../../../pipeline/cooccurrence/kernels/nulls/statistics.ts';
import { sharedGradient } from './shared-gradient.ts';

const { nullInput, own } = sharedGradient({ seed: 3, features: 30, candidates: 60 });

async function rows(change: Partial<typeof nullInput> = {}, strata = 4, wanted: readonly Recomputed[] = RECOMPUTED) {
  const projector = await openProjector(nullInput.gradient, 1);
  const projections = await projector.project(own);
  await projector.release();
  const values = attributionsOf(nullInput.codes, projections, 'sum');
  const prompts = Array.from({ length: 60 }, (_, p) => ({
    answer: `a${p % 4}`,
    foil: null,
    stratum: `s${p % strata}`,
  }));
  const matrix = { rows: 60, cols: 30, values };
  return {
    matrix,
    found: recomputed({ nullInput: { ...nullInput, ...change }, projections, matrix, prompts }, wanted),
  };
}

describe('recomputed', () => {
  it('has the study itself and each variant, every statistic a number or a reason', async () => {
    const { matrix, found } = await rows();
    expect([...new Set(found.map(({ variant }) => variant))]).toEqual(['as-studied', 'residualised', 'activation-only', 'gradient-only', 'class-balanced', 'without:s0', 'without:s1', 'without:s2', 'without:s3']); // biome-ignore format: one line
    expect(found.every(({ value, reason }) => Number.isNaN(value) === (reason !== null))).toBe(true);
    const all = networkStatistics(matrix, nullInput.statistics, { importance: new Float64Array(30), edges: null });
    const names = statisticNames(nullInput.statistics);
    for (const { variant, statistic, value } of found)
      if (variant === 'as-studied') expect(value).toBe(all[names.indexOf(statistic)]);
  });

  it('shows that a shared gradient makes the network: gradient-only keeps its edges, activation-only has none', async () => {
    const { found } = await rows();
    const edges = (variant: string) =>
      found.find((row) => row.variant === variant && row.statistic === 'edges')?.value ?? -1;
    expect(edges('as-studied')).toBeGreaterThan(20);
    expect(edges('gradient-only')).toBeGreaterThan(edges('as-studied'));
    expect(edges('activation-only')).toBe(0);
  });

  it('balances correlations and not values', async () => {
    const { found } = await rows();
    const of = (statistic: string) =>
      found.find((row) => row.variant === 'class-balanced' && row.statistic === statistic);
    expect(of('edges')?.value).toBeGreaterThan(0);
    expect(of('anova_f:max_activation')?.reason).toContain('not values');
  });

  it('makes those that are asked for, beside the study itself', async () => {
    const { found } = await rows({}, 4, ['gradient-only']);
    expect(new Set(found.map(({ variant }) => variant))).toEqual(new Set(['as-studied', 'gradient-only']));
  });

  it('says why a variant is absent', async () => {
    const gains = nullInput.gains.slice();
    gains[5] = 0;
    const reasonOf = async (change: Partial<typeof nullInput>, variant: string, strata?: number) =>
      (await rows(change, strata)).found.find((row) => row.variant === variant)?.reason;
    expect(await reasonOf({ gains }, 'residualised')).toBe('a prompt has a gradient of zero');
    expect(await reasonOf({}, 'without:s0', 1)).toBe('0 prompts are left');
  });
});
