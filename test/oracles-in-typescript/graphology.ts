/**
 * The measures of graphology-metrics and graphology-communities-louvain on our graphs: nodes in our order, the edge's
 * strength under `weight` and 1 - strength under `distance`, values as arrays in our order.
 *
 * The packages are CommonJS: their types put each function one level deeper than Node does.
 */
import { UndirectedGraph } from 'graphology';
import * as louvainModule from 'graphology-communities-louvain';
import * as betweennessModule from 'graphology-metrics/centrality/betweenness.js';
import * as closenessModule from 'graphology-metrics/centrality/closeness.js';
import * as degreeModule from 'graphology-metrics/centrality/degree.js';
import * as eigenvectorModule from 'graphology-metrics/centrality/eigenvector.js';
import * as pagerankModule from 'graphology-metrics/centrality/pagerank.js';
import * as modularityModule from 'graphology-metrics/graph/modularity.js';
import * as weightedDegreeModule from 'graphology-metrics/node/weighted-degree.js';
import { distances } from '../../src/methods/graph/centrality/shortest-paths.ts';
import type { Graph } from '../../src/methods/graph/csr-graph.ts';
import { random } from '../../src/random.ts';

const louvain = louvainModule.default as unknown as typeof louvainModule.default.default;
const betweenness = betweennessModule.default as unknown as typeof betweennessModule.default.default;
const closeness = closenessModule.default as unknown as typeof closenessModule.default.default;
const { degreeCentrality } = degreeModule.default as unknown as typeof degreeModule;
const eigenvector = eigenvectorModule.default as unknown as typeof eigenvectorModule.default.default;
const pagerank = pagerankModule.default as unknown as typeof pagerankModule.default.default;
const modularity = modularityModule.default as unknown as typeof modularityModule.default.default;
const { weightedDegree } = weightedDegreeModule.default as unknown as typeof weightedDegreeModule;

type Weight = 'weight' | 'distance' | null;

export interface Library {
  degree(): number[];
  strength(): number[];
  betweenness(weight: Weight): number[];
  closeness(): number[];
  eigenvector(weight: Weight, tolerance?: number): number[];
  pagerank(weight: Weight): number[];
  modularity(labels: ArrayLike<number>, weight: Weight, resolution: number): number;
  /** Q of one clustering; the package's own generator is replaced, since its default is not seeded. */
  louvain(seed: number): number;
}

/** Steps of power iteration that are enough for a tolerance of 1e-12 on the graphs of these tests. */
const STEPS = 5000;

export function libraryOf(graph: Graph): Library {
  const network = new UndirectedGraph();
  const distance = distances(graph.weights);
  for (let i = 0; i < graph.n; i++) network.addNode(i);
  for (let i = 0; i < graph.n; i++) {
    for (let k = graph.offsets[i]; k < graph.offsets[i + 1]; k++) {
      if (graph.targets[k] > i)
        network.addEdge(i, graph.targets[k], { weight: graph.weights[k], distance: distance[k] });
    }
  }
  const inOrder = (values: Record<string, number>): number[] => Array.from({ length: graph.n }, (_, i) => values[i]);
  return {
    degree: () => inOrder(degreeCentrality(network)),
    strength: () => Array.from({ length: graph.n }, (_, i) => weightedDegree(network, i)),
    betweenness: (weight) => inOrder(betweenness(network, { getEdgeWeight: weight })),
    closeness: () => inOrder(closeness(network, { wassermanFaust: true })),
    eigenvector: (weight, tolerance) =>
      inOrder(eigenvector(network, { getEdgeWeight: weight, maxIterations: STEPS, ...(tolerance && { tolerance }) })),
    pagerank: (weight) => inOrder(pagerank(network, { getEdgeWeight: weight, maxIterations: STEPS, tolerance: 1e-12 })),
    modularity: (labels, weight, resolution) =>
      modularity(network, { getEdgeWeight: weight, getNodeCommunity: (node) => labels[Number(node)], resolution }),
    louvain: (seed) => {
      const rng = random(seed, 'graphology');
      return louvain.detailed(network, { getEdgeWeight: null, rng: () => rng.uniform() }).modularity;
    },
  };
}
