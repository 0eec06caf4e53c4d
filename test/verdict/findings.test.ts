import { describe, expect, it } from 'vitest';
import { statisticNames } from '../../src/nulls/statistics.ts';
import { claimOf, isFinding, unitOf } from '../../src/verdict/findings.ts';

describe('findings', () => {
  const names = statisticNames({ sizes: 2 });
  const found = names.filter(isFinding);

  it('are the size and shape of the network, each cluster, and the comparison of each metric', () => {
    expect(found).toContain('edges');
    expect(found).toContain('cluster_size:2');
    expect(found).toContain('anova_f:closeness');
    // Decided elsewhere (H1, H3) or a description of a distribution.
    for (const name of ['separation', 'slope:degree', 'mean:degree', 'held_out:strata:anova_f:degree'])
      expect(isFinding(name), name).toBe(false);
  });

  it('have a sentence and a unit each', () => {
    for (const name of found) {
      expect(claimOf(name)).toMatch(/^[A-Z].*\.$/);
      expect(unitOf(name), name).not.toBe('');
    }
    expect(new Set(found.map(claimOf)).size).toBe(found.length);
  });

  it('refuse what is none', () => {
    expect(() => claimOf('mean:degree')).toThrow('expected a statistic that is a finding');
  });
});
