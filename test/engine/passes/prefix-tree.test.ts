import { describe, expect, it } from 'vitest';
import { prefixTree } from '../../../src/engine/passes/prefix-tree.ts';

const tree = (values: readonly number[], lengths: readonly number[], width = 1) => {
  const { node, position } = prefixTree({ values: Float32Array.from(values), width, lengths });
  return { node: Array.from(node), position };
};

describe('prefixTree', () => {
  it('gives equal positions one node as long as all before them are equal', () => {
    expect(tree([1, 2, 3, 1, 2, 4, 1, 2], [3, 3, 2])).toEqual({
      node: [0, 1, 2, 0, 1, 3, 0, 1],
      position: [0, 1, 2, 5],
    });
  });
  it('parts what is equal after something that is not', () => {
    expect(tree([1, 5, 2, 5], [2, 2]).node).toEqual([0, 1, 2, 3]);
  });
  it('parts a vector from the same one at another position', () => {
    expect(tree([7, 7, 7], [2, 1]).node).toEqual([0, 1, 0]);
  });
  it('compares whole vectors, to the bit: −0 is not 0', () => {
    expect(tree([1, 2, 1, 3, 1, 2], [1, 1, 1], 2).node).toEqual([0, 1, 0]);
    expect(tree([0, -0], [1, 1]).node).toEqual([0, 1]);
  });
  it('has as many nodes as different prefixes, on random sequences', () => {
    let state = 7;
    const draw = (): number => {
      state = (state * 48_271) % 2_147_483_647;
      return state % 3;
    };
    const lengths = Array.from({ length: 60 }, () => 1 + draw() + draw());
    const values = lengths.flatMap((length) => Array.from({ length }, draw));
    const prefixes = lengths.flatMap((length, i) => {
      const from = lengths.slice(0, i).reduce((sum, own) => sum + own, 0);
      return Array.from({ length }, (_, t) => values.slice(from, from + t + 1).join());
    });
    const { node, position } = tree(values, lengths);
    expect(position).toHaveLength(new Set(prefixes).size);
    const firstOf = new Map(prefixes.map((prefix, i) => [prefix, node[i]]));
    expect(prefixes.map((prefix) => firstOf.get(prefix))).toEqual(node);
  });
  it('refuses lengths that are not those of the values', () => {
    expect(() => tree([1, 2, 3], [2])).toThrow('lengths add up to 2, expected 3 positions');
  });
});
