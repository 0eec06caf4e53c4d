/**
 * Every node measure of a network by its name in the table `centrality`. Unweighted ones are networkx's definitions with
 * its defaults; weighted ones read strength |r|, and paths distance 1 - |r|.
 */

import { type Graph, unweighted } from '../csr-graph.ts';
import { betweennessFrom, normalise } from './betweenness.ts';
import { closeness, weightedCloseness } from './closeness.ts';
import { degreeCentrality, participation, strength } from './degree.ts';
import { eigenvectors } from './eigenvector.ts';
import { pagerank } from './pagerank.ts';
import { distances } from './shortest-paths.ts';
import { weightedBetweennessFrom } from './weighted-betweenness.ts';

export interface Measure {
  readonly measure: string;
  readonly weighted: boolean;
  /** [N]; NaN where the measure does not exist. */
  readonly values: Float64Array;
}

/** `labels` [N]: the study's clusters, which participation is about. */
export function measures(graph: Graph, labels: Int32Array): Measure[] {
  const plain = unweighted(graph);
  const distance = distances(graph.weights);
  const [plainSums, sums] = [new Float64Array(graph.n), new Float64Array(graph.n)];
  const plainBetween = normalise(betweennessFrom(graph, 0, graph.n, plainSums));
  const between = normalise(weightedBetweennessFrom(graph, distance, 0, graph.n, sums));
  const plainVectors = eigenvectors(plain);
  const vectors = eigenvectors(graph);
  return [
    { measure: 'degree', weighted: false, values: degreeCentrality(graph) },
    { measure: 'betweenness', weighted: false, values: plainBetween },
    { measure: 'closeness', weighted: false, values: closeness(graph, plainSums) },
    { measure: 'eigenvector', weighted: false, values: plainVectors.whole },
    { measure: 'eigenvector_component', weighted: false, values: plainVectors.perComponent },
    { measure: 'pagerank', weighted: false, values: pagerank(plain) },
    { measure: 'participation', weighted: false, values: participation(plain, labels) },
    { measure: 'strength', weighted: true, values: strength(graph) },
    { measure: 'betweenness', weighted: true, values: between },
    { measure: 'closeness', weighted: true, values: weightedCloseness(graph, distance, sums) },
    { measure: 'eigenvector', weighted: true, values: vectors.whole },
    { measure: 'eigenvector_component', weighted: true, values: vectors.perComponent },
    { measure: 'pagerank', weighted: true, values: pagerank(graph) },
    { measure: 'participation', weighted: true, values: participation(graph, labels) },
  ];
}

/** The study's four and strength: those whose stability is examined, which takes hundreds of networks. */
export function mainMeasures(graph: Graph): Measure[] {
  const sums = new Float64Array(graph.n);
  const between = normalise(betweennessFrom(graph, 0, graph.n, sums));
  return [
    { measure: 'degree', weighted: false, values: degreeCentrality(graph) },
    { measure: 'betweenness', weighted: false, values: between },
    { measure: 'closeness', weighted: false, values: closeness(graph, sums) },
    { measure: 'eigenvector', weighted: false, values: eigenvectors(unweighted(graph)).whole },
    { measure: 'strength', weighted: true, values: strength(graph) },
  ];
}
