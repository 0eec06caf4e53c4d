import { describe, expect, it } from 'vitest';
import { ALGORITHMS, partition } from '../../../../src/methods/graph/communities/partition.ts';
import { random, shuffle } from '../../../../src/random.ts';
import { broughtBack, graphOf, oracle, relabelled } from '../oracle.ts';

/** Cliques of 7, 5 and 4 nodes in a chain of single edges. */
const SIZES = [7, 5, 4];
const group = SIZES.flatMap((size, k) => Array<number>(size).fill(k + 1));
const cliques = {
  n: 16,
  edges: group.flatMap((one, i) =>
    group.flatMap((two, j) => (i < j && (one === two || (j === i + 1 && one !== two)) ? [[i, j] as const] : [])),
  ),
};
const weighted = oracle.graphs.find((graph) => graph.name === 'tree 2 3, two weights') as (typeof oracle.graphs)[0];

describe.each(ALGORITHMS)('partition by %s', (algorithm) => {
  it('recovers three cliques in canonical numbering', () => {
    const found = partition(graphOf(cliques), algorithm, { weighted: false, resolution: 1, seed: 1 });
    expect([...found.sizes]).toEqual(SIZES);
    expect([...found.cluster]).toEqual(group);
  });

  it('recovers them under every naming of the nodes', () => {
    const order = shuffle(
      Int32Array.from({ length: cliques.n }, (_, i) => i),
      random(3, 'relabel'),
    );
    const found = partition(relabelled(cliques, order), algorithm, { weighted: false, resolution: 1, seed: 1 });
    expect(broughtBack(found.cluster, order)).toEqual(group);
  });

  it('reads weights only when asked to', () => {
    const graph = graphOf(weighted);
    const options = { resolution: 1, seed: 1 };
    const one = partition(graph, algorithm, { ...options, weighted: true });
    const two = partition(graph, algorithm, { ...options, weighted: false });
    const plain = partition(graphOf({ ...weighted, weights: undefined }), algorithm, { ...options, weighted: true });
    expect(two).toEqual(plain);
    expect(one).not.toEqual(two);
  });
});
