import { describe, expect, it } from 'vitest';
import { CIRCULAR_METRICS } from '../../src/stats/circular.ts';

describe('CIRCULAR_METRICS', () => {
  it('holds what is made from correlations and nothing made from attributions alone', () => {
    for (const metric of ['degree', 'betweenness', 'closeness', 'eigenvector', 'abs_corr_activation']) {
      expect(CIRCULAR_METRICS.has(metric)).toBe(true);
    }
    for (const metric of ['max_activation', 'summed_activation', 'std_activation'])
      expect(CIRCULAR_METRICS.has(metric)).toBe(false);
  });
});
