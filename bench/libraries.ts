/**
 * Our kernels beside the libraries that docs/dependencies.md weighs them against: processor time of each on the same planted
 * graph and data. Prints a table in Markdown. Run: node --import tsx bench/libraries.ts
 */
import anova1 from '@stdlib/stats-anova1';
import kruskalTest from '@stdlib/stats-kruskal-test';
import padjust from '@stdlib/stats-padjust';
import pcorrtest from '@stdlib/stats-pcorrtest';
import * as simple from 'simple-statistics';
import { betweenness } from '../src/methods/graph/centrality/betweenness.ts';
import { closeness } from '../src/methods/graph/centrality/closeness.ts';
import { degreeCentrality } from '../src/methods/graph/centrality/degree.ts';
import { eigenvectors } from '../src/methods/graph/centrality/eigenvector.ts';
import { pagerank } from '../src/methods/graph/centrality/pagerank.ts';
import { distances } from '../src/methods/graph/centrality/shortest-paths.ts';
import { weightedBetweenness } from '../src/methods/graph/centrality/weighted-betweenness.ts';
import { louvain } from '../src/methods/graph/communities/louvain.ts';
import { modularity } from '../src/methods/graph/communities/modularity.ts';
import { graphFromEdges, unweighted } from '../src/methods/graph/csr-graph.ts';
import { adjust } from '../src/methods/stats/adjust.ts';
import { correlationP, pearson } from '../src/methods/stats/correlation/pearson.ts';
import { anova } from '../src/methods/stats/groups/anova.ts';
import { kruskal } from '../src/methods/stats/groups/kruskal.ts';
import { quantile } from '../src/methods/stats/ranks.ts';
import { ols } from '../src/methods/stats/regression/ols.ts';
import { random } from '../src/random.ts';
import { libraryOf } from '../test/oracles-in-typescript/graphology.ts';

const [NODES, EDGES, GROUPS] = [2000, 40_000, 20];
/** Each side is repeated until it has used so much processor time. */
const LEAST_MILLISECONDS = 400;

function planted() {
  const rng = random(1, 'bench', 'libraries');
  const seen = new Set<number>();
  while (seen.size < EDGES) {
    const a = rng.integer(NODES);
    const b = rng.uniform() < 0.65 ? (a % GROUPS) + GROUPS * rng.integer(NODES / GROUPS) : rng.integer(NODES);
    if (a !== b) seen.add(Math.min(a, b) * NODES + Math.max(a, b));
  }
  const [ends, others] = [new Int32Array(EDGES), new Int32Array(EDGES)];
  [...seen].forEach((key, edge) => {
    [ends[edge], others[edge]] = [Math.floor(key / NODES), key % NODES];
  });
  return graphFromEdges(
    NODES,
    ends,
    others,
    Float64Array.from(ends, () => 0.3 + 0.69 * rng.uniform()),
  );
}

/** Milliseconds of processor time of one call. The first call is not counted where it is not the only one. */
function milliseconds(call: () => unknown): number {
  const spent = (rounds: number): number => {
    const start = process.cpuUsage();
    for (let round = 0; round < rounds; round++) call();
    const { user, system } = process.cpuUsage(start);
    return (user + system) / 1000;
  };
  const first = spent(1);
  if (first >= LEAST_MILLISECONDS) return first;
  let rounds = 1;
  for (;;) {
    const time = spent(rounds);
    if (time >= LEAST_MILLISECONDS) return time / rounds;
    rounds *= 2;
  }
}

const weighted = planted();
const graph = unweighted(weighted);
const library = libraryOf(weighted);
const distance = distances(weighted.weights);
const labels = Int32Array.from({ length: NODES }, (_, i) => i % GROUPS);

const rng = random(1, 'bench', 'libraries', 'values');
const values = Array.from({ length: 1000 }, () => rng.normal());
const others = values.map((value) => value + rng.normal());
const groups = [0, 1, 2, 3].map((group) => values.filter((_, i) => i % 4 === group));
const factor = groups.flatMap((group, index) => group.map(() => index));
const [first, second, ...rest] = groups;
const p = values.map(() => rng.uniform());
const pair = { rows: values.length, cols: 2, values: Float64Array.from(values.flatMap((x, i) => [x, others[i]])) };
const points = values.map((x, i) => [x, others[i]]);

const rows: readonly [name: string, ours: () => unknown, library: () => unknown][] = [
  ['betweenness', () => betweenness(graph), () => library.betweenness(null)],
  ['betweenness, weighted', () => weightedBetweenness(weighted, distance), () => library.betweenness('distance')],
  ['closeness', () => closeness(graph), () => library.closeness()],
  ['eigenvector', () => eigenvectors(graph), () => library.eigenvector(null, 1e-12)],
  ['PageRank', () => pagerank(graph), () => library.pagerank(null)],
  ['degree', () => degreeCentrality(graph), () => library.degree()],
  ['modularity', () => modularity(graph, labels), () => library.modularity(labels, null, 1)],
  ['Louvain', () => louvain(graph, 1), () => library.louvain(1)],
  ['anova', () => anova(groups), () => anova1(values, factor)],
  ['Kruskal-Wallis', () => kruskal(groups), () => kruskalTest(first, second, ...rest)],
  ['adjusted p (Holm)', () => adjust(p, 'holm'), () => padjust([...p], 'holm')],
  ['r and its p', () => correlationP(pearson(pair).r[0], 998), () => pcorrtest(values, others)],
  ['quantile', () => quantile(values, 0.9), () => simple.quantile(values, 0.9)],
  ['regression line', () => ols(values, others), () => simple.linearRegression(points)],
];
process.stdout.write('| kernel | ours, ms | library, ms | ratio |\n| --- | --- | --- | --- |\n');
for (const [name, ours, theirs] of rows) {
  const [own, other] = [milliseconds(ours), milliseconds(theirs)];
  const [shown, beside, ratio] = [own, other, other / own].map((value) => Number(value.toPrecision(2)));
  process.stdout.write(`| ${name} | ${shown} | ${beside} | ${ratio} |\n`);
}
