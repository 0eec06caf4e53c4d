/**
 * How good a clustering one seed finds: Q of Louvain and of Leiden over many seeds, on planted graphs of the size of a
 * study's network. Prints a table in Markdown; docs/methods.md has it. Run: node --import tsx bench/network/best-clusters.ts
 */

import { leiden } from '../../src/methods/graph/communities/leiden.ts';
import { louvain } from '../../src/methods/graph/communities/louvain.ts';
import { type Graph, graphFromEdges, unweighted } from '../../src/methods/graph/csr-graph.ts';
import { quantile } from '../../src/methods/stats/ranks.ts';
import { random } from '../../src/random.ts';

const NODES = 120;
const GROUPS = 6;
/** Share of the edges that stay inside a group. */
const INSIDE = 0.65;
const EDGES = [250, 500, 900] as const;
const SEEDS = 1000;
/** Q closer than this to the best is the best. */
const SAME = 1e-9;

function planted(edges: number): Graph {
  const rng = random(1, 'bench', 'best-clusters', edges);
  const seen = new Set<number>();
  while (seen.size < edges) {
    const a = rng.integer(NODES);
    const b = rng.uniform() < INSIDE ? (a % GROUPS) + GROUPS * rng.integer(NODES / GROUPS) : rng.integer(NODES);
    if (a !== b) seen.add(Math.min(a, b) * NODES + Math.max(a, b));
  }
  const [one, other] = [(key: number) => Math.floor(key / NODES), (key: number) => key % NODES];
  return graphFromEdges(
    NODES,
    Int32Array.from([...seen], one),
    Int32Array.from([...seen], other),
    Float64Array.from(seen, () => 0.3 + 0.69 * rng.uniform()),
  );
}

const methods = { Louvain: louvain, Leiden: leiden } as const;
const columns = ['edges', 'weighted', 'method', 'best Q', 'seeds that reach it', 'median', '5 % quantile', 'worst', 'ms']; // biome-ignore format: one line
const lines = [`| ${columns.join(' | ')} |`, `|${' --- |'.repeat(columns.length)}`];
for (const edges of EDGES) {
  const weighted = planted(edges);
  for (const [graph, name] of [
    [unweighted(weighted), 'no'],
    [weighted, 'yes'],
  ] as const) {
    const found = Object.entries(methods).map(([method, cluster]) => {
      const start = performance.now();
      const all = Float64Array.from({ length: SEEDS }, (_, seed) => cluster(graph, seed).modularity);
      return { method, all, milliseconds: (performance.now() - start) / SEEDS };
    });
    const best = Math.max(...found.flatMap(({ all }) => quantile(all, 1)));
    for (const { method, all, milliseconds } of found) {
      const reached = all.filter((q) => q >= best - SAME).length / SEEDS;
      const shown = [best, quantile(all, 0.5), quantile(all, 0.05), quantile(all, 0)].map((q) => q.toFixed(4));
      const share = `${(100 * reached).toFixed(1)} %`;
      lines.push(
        `| ${[edges, name, method, shown[0], share, ...shown.slice(1), milliseconds.toFixed(2)].join(' | ')} |`,
      );
    }
  }
}
process.stdout.write(`${lines.join('\n')}\n`);
