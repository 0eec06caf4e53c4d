import { expect, it } from 'vitest';
import {
  atDensities,
  decidesAt,
  isAtThreshold,
  isShape,
} from '../../../../../pipeline/cooccurrence/kernels/nulls/density.ts';
import { heldOutNames } from '../../../../../pipeline/cooccurrence/kernels/nulls/held-out.ts';
import { statisticNames } from '../../../../../pipeline/cooccurrence/kernels/nulls/statistics.ts';

it.each([
  ['edges', 'threshold'],
  ['mean_abs_r', 'threshold'],
  ['held_out:strata:edges', 'threshold'],
  ['mean:degree', 'threshold'],
  ['cohesion', 'threshold'],
  ['held_out:strata:cohesion', 'threshold'],
  ['mean:closeness', 'edges'],
  ['modularity', 'edges'],
  ['separation', 'edges'],
  ['held_out:templates:separation', 'edges'],
  ['slope:betweenness', 'edges'],
] as const)('%s is judged at %s', (statistic, density) => {
  expect(decidesAt(statistic)).toBe(density);
  expect(isShape(statistic)).toBe(density === 'edges');
});

it('every statistic is asked at the density that decides, and of all prompts also at the threshold', () => {
  const all = [...statisticNames({ sizes: 2 }), ...heldOutNames({ name: 'strata' })];
  const asked = atDensities(all);
  for (const statistic of all) {
    const own = asked.filter((one) => one.statistic === statistic).map(({ density }) => density);
    expect(own).toContain(decidesAt(statistic));
    expect(new Set(own).size).toBe(own.length);
    if (!statistic.startsWith('held_out:')) expect(own).toContain('threshold');
  }
  expect(isAtThreshold('held_out:strata:slope:degree')).toBe(false);
  expect(isAtThreshold('held_out:strata:separation')).toBe(true);
  expect(isAtThreshold('slope:degree')).toBe(true);
});
