/** What must hold of every measure and clustering on any graph: names of nodes, other components and units do not matter. */
import { describe, expect, it } from 'vitest';
import { type Measure, measures } from '../../../src/methods/graph/centrality/measures.ts';
import { canonical } from '../../../src/methods/graph/communities/labels.ts';
import { modularity } from '../../../src/methods/graph/communities/modularity.ts';
import { ALGORITHMS, partition } from '../../../src/methods/graph/communities/partition.ts';
import { components } from '../../../src/methods/graph/components.ts';
import { edgeCount, type Graph, graphFromEdges } from '../../../src/methods/graph/csr-graph.ts';
import { random, shuffle } from '../../../src/random.ts';
import { broughtBack, expectClose, graphOf, relabelled } from './oracle.ts';

interface Edges {
  readonly n: number;
  readonly edges: [number, number][];
  readonly weights: number[];
}

/** A random graph in two pieces and an isolated node, weights between 0.3 and 0.99. */
function example(seed: number): Edges {
  const rng = random(seed, 'invariants');
  const n = 31;
  const edges: [number, number][] = [];
  for (let a = 0; a < 30; a++) {
    for (let b = a + 1; b < 30; b++) {
      const same = a < 18 === b < 18;
      if (same && (b === a + 1 || rng.uniform() < 0.15)) edges.push([a, b]);
    }
  }
  return { n, edges, weights: edges.map(() => 0.3 + 0.69 * rng.uniform()) };
}

const SEEDS = [1, 2, 3, 4, 5];
const labelsOf = (graph: Graph): Int32Array => Int32Array.from({ length: graph.n }, (_, i) => i % 3);
const named = (all: readonly Measure[], measure: string, weighted: boolean): Float64Array => {
  const found = all.find((one) => one.measure === measure && one.weighted === weighted);
  if (found === undefined) throw new Error(`no measure ${measure}`);
  return found.values;
};

describe.each(SEEDS)('measures of graph %d', (seed) => {
  const edges = example(seed);
  const graph = graphOf(edges);
  const labels = labelsOf(graph);
  const found = measures(graph, labels);

  it('go with their nodes when nodes are renamed', () => {
    const order = shuffle(
      Int32Array.from({ length: edges.n }, (_, i) => i),
      random(seed, 'order'),
    );
    const moved = new Int32Array(edges.n);
    order.forEach((name, i) => {
      moved[name] = labels[i];
    });
    const renamed = measures(relabelled(edges, order), moved);
    found.forEach(({ values }, k) => {
      expectClose(broughtBack(renamed[k].values, order), values, 1e-9);
    });
  });

  it('are finite, not negative, and add up as they are defined', () => {
    for (const { values, measure } of found) {
      for (const value of values) expect(value >= 0 && value < Infinity, measure).toBe(true);
    }
    const sum = (values: Float64Array) => values.reduce((total, value) => total + value, 0);
    const { n } = graph;
    expect(sum(named(found, 'degree', false)) * (n - 1)).toBeCloseTo(2 * edgeCount(graph), 10);
    expect(sum(named(found, 'strength', true))).toBeCloseTo(2 * edges.weights.reduce((a, b) => a + b), 10);
    for (const weighted of [false, true]) {
      expect(sum(named(found, 'pagerank', weighted))).toBeCloseTo(1, 12);
      const eigen = named(found, 'eigenvector', weighted);
      expect(Math.hypot(...eigen)).toBeCloseTo(1, 12);
      expect(Math.max(...named(found, 'participation', weighted))).toBeLessThanOrEqual(1 - 1 / 3 + 1e-12);
    }
  });

  it('are 0 for an isolated node, but for the chance of a jump', () => {
    for (const { measure, values } of found) {
      if (measure === 'pagerank') expect(values[30]).toBeGreaterThan(0);
      else expect(values[30], measure).toBe(0);
    }
  });

  it('do not depend on the unit of strength where they should not', () => {
    const half = graphOf({ ...edges, weights: edges.weights.map((weight) => weight / 2) });
    const other = measures(half, labels);
    for (const measure of ['pagerank', 'eigenvector', 'eigenvector_component', 'participation']) {
      expectClose(named(other, measure, true), named(found, measure, true), 1e-9);
    }
    expectClose(
      named(other, 'strength', true),
      named(found, 'strength', true).map((value) => value / 2),
      1e-12,
    );
    for (const { measure, weighted, values } of found)
      if (!weighted) expect(named(other, measure, false)).toEqual(values);
  });

  it('keep to their component: eigenvectors per component are those of the component alone', () => {
    const own = edges.edges.map(([a], k) => ({ k, inside: a >= 18 && a < 30 })).filter(({ inside }) => inside);
    const alone = graphOf({
      n: 12,
      edges: own.map(({ k }) => [edges.edges[k][0] - 18, edges.edges[k][1] - 18] as [number, number]),
      weights: own.map(({ k }) => edges.weights[k]),
    });
    const part = measures(alone, labelsOf(alone));
    for (const weighted of [false, true]) {
      expectClose(
        named(found, 'eigenvector_component', weighted).subarray(18, 30),
        named(part, 'eigenvector_component', weighted),
        1e-9,
      );
      expect([...named(found, 'eigenvector', weighted)].some((value) => value > 1e-6)).toBe(true);
    }
    // Paths never leave a component: betweenness there is that of the component, over more pairs.
    const [pairs, all] = [(11 * 10) / 2, (30 * 29) / 2];
    for (const weighted of [false, true]) {
      expectClose(
        named(found, 'betweenness', weighted)
          .subarray(18, 30)
          .map((value) => (value * all) / pairs),
        named(part, 'betweenness', weighted),
        1e-9,
      );
    }
  });
});

describe.each(ALGORITHMS)('clusters by %s', (algorithm) => {
  const options = { weighted: true, resolution: 1, seed: 3 };

  it.each(SEEDS)('lie inside components and are numbered canonically: graph %d', (seed) => {
    const graph = graphOf(example(seed));
    const { cluster } = partition(graph, algorithm, options);
    expect(canonical(cluster).cluster).toEqual(cluster);
    const component = components(graph).cluster;
    const home = new Map<number, number>();
    cluster.forEach((label, node) => {
      expect(home.get(label) ?? component[node]).toBe(component[node]);
      home.set(label, component[node]);
    });
  });

  it.each(SEEDS)('are no worse than single nodes, one cluster or the components: graph %d', (seed) => {
    const graph = graphOf(example(seed));
    const q = modularity(graph, partition(graph, algorithm, options).cluster);
    const alone = Int32Array.from({ length: graph.n }, (_, i) => i);
    for (const other of [alone, new Int32Array(graph.n), components(graph).cluster])
      expect(q).toBeGreaterThanOrEqual(modularity(graph, other));
  });

  it('do not depend on the order in which edges are listed', () => {
    const { n, edges, weights } = example(6);
    const order = shuffle(
      Int32Array.from(edges, (_, k) => k),
      random(1, 'edges'),
    );
    const graph = graphFromEdges(
      n,
      Int32Array.from(order, (k) => edges[k][1]),
      Int32Array.from(order, (k) => edges[k][0]),
      Float64Array.from(order, (k) => weights[k]),
    );
    expect(partition(graph, algorithm, options)).toEqual(partition(graphOf({ n, edges, weights }), algorithm, options));
  });

  it('are the components where every component is a clique', () => {
    const clique = (nodes: readonly number[]) =>
      nodes.flatMap((a, i) => nodes.slice(i + 1).map((b) => [a, b] as [number, number]));
    const graph = graphOf({ n: 12, edges: [...clique([0, 1, 2, 3, 4]), ...clique([5, 6, 7, 8]), ...clique([9, 10])] });
    expect(partition(graph, algorithm, { ...options, weighted: false }).cluster).toEqual(components(graph).cluster);
  });
});
