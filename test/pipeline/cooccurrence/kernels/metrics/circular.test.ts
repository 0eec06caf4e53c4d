import { describe, expect, it } from 'vitest';
import { isCircular } from '../../../../../pipeline/cooccurrence/kernels/metrics/circular.ts';

describe('isCircular', () => {
  it('holds for what is made from correlations and not for what is made from attributions alone', () => {
    for (const measure of ['degree', 'betweenness', 'closeness', 'eigenvector', 'any other'])
      expect(isCircular(measure, true)).toBe(true);
    expect(isCircular('abs_corr_activation', false)).toBe(true);
    for (const metric of ['max_activation', 'summed_activation', 'std_activation'])
      expect(isCircular(metric, false)).toBe(false);
  });
});
