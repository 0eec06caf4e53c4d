import { describe, expect, it } from 'vitest';
import { findNodes } from '../../../../reports/client/network/search.ts';
import { SMALL } from './small-network.ts';

const NETWORK = { ...SMALL, nodes: [...SMALL.nodes, { ...SMALL.nodes[0], id: 21 }, { ...SMALL.nodes[0], id: 210 }] };

describe('search', () => {
  it('puts the exact number first, then numbers that begin so', () => {
    expect(findNodes(NETWORK, '21').map((node) => node.id)).toEqual([21, 210]);
  });

  it('finds words of a label whatever their case', () => {
    expect(findNodes(NETWORK, 'SPORT').map((node) => node.id)).toEqual([2]);
  });

  it('finds features by the tokens they promote', () => {
    expect(findNodes(SMALL, 'ten').map((node) => node.id)).toEqual([2]);
  });

  it('finds nothing for nothing', () => {
    expect(findNodes(NETWORK, '  ')).toEqual([]);
    expect(findNodes(NETWORK, 'zebra')).toEqual([]);
  });
});
