import { describe, expect, it } from 'vitest';
import { claimOf, isFinding, unitOf } from '../../../../pipeline/cooccurrence/claims/claims.ts';
import { comparesHalves, heldOutNames } from '../../../../pipeline/cooccurrence/kernels/nulls/held-out.ts';
import { statisticNames } from '../../../../pipeline/cooccurrence/kernels/nulls/statistics.ts';

describe('findings', () => {
  const names = [...statisticNames({ sizes: 2 }), ...heldOutNames({ name: 'strata' })];
  const found = names.filter(isFinding);

  it('are the size and shape of the network, the comparison of each metric, and what two halves agree on', () => {
    expect(found).toContain('edges');
    expect(found).toContain('held_out:strata:edge_replication');
    expect(found).toContain('held_out:strata:centrality_r:degree');
    expect(found).toContain('anova_f:closeness');
    expect(found).toContain('separation');
    // Decided elsewhere (H1, H3) or a description of a distribution.
    for (const name of ['cohesion', 'slope:degree', 'mean:degree', 'cluster_size:1', 'held_out:strata:anova_f:degree'])
      expect(isFinding(name), name).toBe(false);
  });

  it('have a sentence and a unit each', () => {
    for (const name of found) {
      expect(claimOf(name)).toMatch(/^[A-Z].*\.$/);
      expect(unitOf(name), name).not.toBe('');
    }
    expect(new Set(found.map(claimOf)).size).toBe(found.length);
  });

  it('that compare halves are about held-out prompts already', () => {
    expect(found.filter(comparesHalves)).toHaveLength(7);
    expect(comparesHalves('edges')).toBe(false);
  });

  it('refuse what is none', () => {
    expect(() => claimOf('mean:degree')).toThrow('expected a statistic that is a finding');
  });
});
