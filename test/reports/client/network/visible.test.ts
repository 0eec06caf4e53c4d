import { describe, expect, it } from 'vitest';
import { EVERY_DECISIVE, NOT_EVERY_DECISIVE } from '../../../../reports/client/network/state.ts';
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
    expect(shown.neighbours.get(2)?.map(({ id, r }) => [id, r])).toEqual([
      [1, 0.9],
      [3, -0.8],
    ]);
  });

  it('filters by q and by presence in subsamples; an edge without either passes no filter', () => {
    expect(visible(SMALL, { ...START, q: '≤ 0.05' }).edges).toHaveLength(2);
    expect(visible(SMALL, { ...START, q: '≤ 0.001' }).edges).toEqual([SMALL.edges[0]]);
    expect(visible(SMALL, { ...START, repeats: 'in 80 %' }).edges).toEqual([SMALL.edges[0]]);
  });

  it('filters by the nulls an edge survives, one or every decisive one; an edge never asked passes neither way', () => {
    expect(visible(SMALL, { ...START, nulls: 'random-rows' }).edges).toHaveLength(2);
    expect(visible(SMALL, { ...START, nulls: 'rotation' }).edges).toEqual([SMALL.edges[0]]);
    expect(visible(SMALL, { ...START, nulls: EVERY_DECISIVE }).edges).toEqual([SMALL.edges[0]]);
    expect(visible(SMALL, { ...START, nulls: NOT_EVERY_DECISIVE }).edges).toEqual([SMALL.edges[1]]);
  });

  it('leaves out edges above the largest weight, and takes filters together', () => {
    expect(visible(SMALL, { ...START, ceiling: 0.8 }).edges).toEqual(SMALL.edges.slice(1));
    expect(visible(SMALL, { ...START, ceiling: 0.8, q: '≤ 0.05', nulls: 'random-rows' }).edges).toEqual([
      SMALL.edges[1],
    ]);
  });

  it('leaves out clusters that were not kept', () => {
    const shown = visible(SMALL, { ...START, kept: true });
    expect([shown.nodes.size, shown.edges.length]).toEqual([3, 2]);
  });
});
