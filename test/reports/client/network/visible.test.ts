import { describe, expect, it } from 'vitest';
import { visible } from '../../../../reports/client/network/visible.ts';
import { SMALL, START } from './small-network.ts';

describe('what a view shows', () => {
  it('is the whole network at the start', () => {
    const shown = visible(SMALL, START);
    expect([shown.nodes.size, shown.edges.length, shown.nComponents, shown.giant]).toEqual([6, 3, 2, 3]);
  });

  it('recomputes components as the threshold rises', () => {
    const shown = visible(SMALL, { ...START, threshold: 0.85 });
    expect([shown.edges.length, shown.nComponents, shown.giant]).toEqual([1, 1, 2]);
    expect(shown.component.get(1)).toBe(1);
    expect(shown.component.get(2)).toBe(1);
    expect(shown.component.get(3)).not.toBe(1);
  });

  it('filters by the sign of r', () => {
    expect(visible(SMALL, { ...START, sign: 'negative' }).edges).toEqual([SMALL.edges[1]]);
    expect(visible(SMALL, { ...START, sign: 'positive' }).edges).toHaveLength(2);
  });

  it('shows a feature with its neighbours alone, strongest first', () => {
    const shown = visible(SMALL, { ...START, selected: 2, ego: true });
    expect([...shown.nodes].sort()).toEqual([1, 2, 3]);
    expect(shown.neighbours.get(2)).toEqual([
      { id: 1, r: 0.9 },
      { id: 3, r: -0.8 },
    ]);
  });

  it('filters by q and by presence in subsamples; an edge without either passes no filter', () => {
    expect(visible(SMALL, { ...START, edges: 'q ≤ 0.05' }).edges).toHaveLength(2);
    expect(visible(SMALL, { ...START, edges: 'q ≤ 0.001' }).edges).toEqual([SMALL.edges[0]]);
    expect(visible(SMALL, { ...START, edges: 'in 80 % of subsamples' }).edges).toEqual([SMALL.edges[0]]);
  });

  it('leaves out clusters that were not kept', () => {
    const shown = visible(SMALL, { ...START, kept: true });
    expect([shown.nodes.size, shown.edges.length]).toEqual([3, 2]);
  });
});
