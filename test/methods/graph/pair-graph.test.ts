import { describe, expect, it } from 'vitest';
import { featureGraph, nodePairs } from '../../../src/methods/graph/pair-graph.ts';

const pairs = { feature_a: Int32Array.of(7, 7), feature_b: Int32Array.of(30, 500), r: Float64Array.of(-0.9, 0.8) };

describe('featureGraph', () => {
  it('numbers features by size and weighs edges by |r|', () => {
    const graph = featureGraph(Int32Array.of(7, 30, 41, 500), pairs);
    expect([...graph.offsets]).toEqual([0, 2, 3, 3, 4]);
    expect([...graph.targets]).toEqual([1, 3, 0, 0]);
    expect([...graph.weights]).toEqual([0.9, 0.8, 0.9, 0.8]);
  });

  it('keeps the sign of r beside the pairs', () => {
    expect([...nodePairs(Int32Array.of(7, 30, 500), pairs).r]).toEqual([-0.9, 0.8]);
  });

  it('refuses a feature that is not among the nodes, and nodes out of order', () => {
    expect(() => featureGraph(Int32Array.of(7, 30), pairs)).toThrow('feature 500 in a pair');
    expect(() => featureGraph(Int32Array.of(30, 7, 500), pairs)).toThrow('feature 7 after 30');
    expect(() => featureGraph(Int32Array.of(7, 7, 30, 500), pairs)).toThrow('feature 7 after 7');
  });
});
