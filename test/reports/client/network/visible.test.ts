import { describe, expect, it } from 'vitest';
import type { View } from '../../../../reports/client/network/state.ts';
import { visible } from '../../../../reports/client/network/visible.ts';
import { SMALL } from './small-network.ts';

const START: View = {
  threshold: 0.7,
  sign: 'all',
  colour: 'cluster',
  size: 'neighbours',
  selected: null,
  ego: false,
  kept: false,
  mode: 'graph',
  pinned: [],
};

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
    expect(visible(SMALL, { ...START, sign: 'negative' }).edges).toEqual([{ a: 2, b: 3, r: -0.8 }]);
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

  it('leaves out clusters that were not kept', () => {
    const shown = visible(SMALL, { ...START, kept: true });
    expect([shown.nodes.size, shown.edges.length]).toEqual([3, 2]);
  });
});
