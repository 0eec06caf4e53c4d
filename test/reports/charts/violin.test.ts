import { describe, expect, it } from 'vitest';
import { violins } from '../../../reports/charts/violin.ts';

const points = (cluster: number, values: readonly number[]): { feature_id: number; cluster: number; value: number }[] =>
  values.map((value, index) => ({ feature_id: index, cluster, value }));

describe('violins', () => {
  it('draws one outline per cluster with a spread, and every point', () => {
    const svg = violins('v', [...points(1, [1, 2, 3, 4]), ...points(2, [5, 6, 7])], 'value').text;
    expect(svg.match(/<circle/g)).toHaveLength(7);
    expect(svg).toContain('var(--c1)');
    expect(svg).toContain('var(--c2)');
  });

  it('draws a cluster of one value as points alone', () => {
    const svg = violins('v', points(1, [2, 2, 2]), 'value').text;
    expect(svg.match(/<circle/g)).toHaveLength(3);
    expect(svg).not.toContain('NaN');
  });
});
