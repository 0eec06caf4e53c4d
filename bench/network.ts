/**
 * Times the network kernels at 5,000 nodes and 100,000 edges (20 planted groups, seeded) beside igraph's C core, and beside
 * networkx with `--networkx` (minutes). The value of each kernel is printed too: equal values, or nothing was compared.
 * Run: node --import tsx bench/network.ts [--networkx]
 */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { betweenness } from '../src/network/betweenness.ts';
import { closeness } from '../src/network/closeness.ts';
import { distances } from '../src/network/distance.ts';
import { eigenvectors } from '../src/network/eigenvector.ts';
import { graphFromEdges, unweighted } from '../src/network/graph.ts';
import { greedyModularity } from '../src/network/greedy-modularity.ts';
import { leiden } from '../src/network/leiden.ts';
import { louvain } from '../src/network/louvain.ts';
import { pagerank } from '../src/network/pagerank.ts';
import { weightedBetweenness } from '../src/network/weighted-betweenness.ts';
import { weightedCloseness } from '../src/network/weighted-closeness.ts';
import { random } from '../src/random.ts';

const NODES = 5000;
const EDGES = 100_000;
const GROUPS = 20;
/** Share of the edges that stay inside a group. */
const INSIDE = 0.65;

interface Row {
  readonly peer: string;
  readonly kernel: string;
  readonly seconds: number;
  readonly value: number;
}

interface Edges {
  readonly n: number;
  readonly edges: [number, number][];
  readonly weights: number[];
}

function planted(): Edges {
  const rng = random(1, 'bench', 'network');
  const seen = new Set<number>();
  const edges: [number, number][] = [];
  while (edges.length < EDGES) {
    const a = rng.integer(NODES);
    const b = rng.uniform() < INSIDE ? (a % GROUPS) + GROUPS * rng.integer(NODES / GROUPS) : rng.integer(NODES);
    const key = Math.min(a, b) * NODES + Math.max(a, b);
    if (a === b || seen.has(key)) continue;
    seen.add(key);
    edges.push([a, b]);
  }
  return { n: NODES, edges, weights: edges.map(() => 0.3 + 0.69 * rng.uniform()) };
}

function ours({ n, edges, weights }: Edges): Row[] {
  const ends = (side: 0 | 1): Int32Array => Int32Array.from(edges, (edge) => edge[side]);
  const weighted = graphFromEdges(n, ends(0), ends(1), Float64Array.from(weights));
  const graph = unweighted(weighted);
  const distance = distances(weighted.weights);
  const kernels: readonly (readonly [string, () => number])[] = [
    ['betweenness', () => betweenness(graph)[0]],
    ['closeness', () => closeness(graph)[0]],
    ['betweenness, weighted', () => weightedBetweenness(weighted, distance)[0]],
    ['closeness, weighted', () => weightedCloseness(weighted, distance)[0]],
    ['eigenvector', () => eigenvectors(graph).value],
    ['PageRank', () => pagerank(graph)[0]],
    ['greedy modularity', () => greedyModularity(graph).modularity],
    ['Louvain', () => louvain(graph, 1).modularity],
    ['Leiden', () => leiden(graph, 1).modularity],
  ];
  return kernels.map(([kernel, run]) => {
    const start = performance.now();
    const value = run();
    return { peer: 'cofire', kernel, seconds: (performance.now() - start) / 1000, value };
  });
}

/** Rows of the peers, or none with the reason where Python or igraph is not there. */
function peers(graph: Edges, extra: readonly string[]): Row[] {
  const folder = mkdtempSync(join(tmpdir(), 'cofire-bench-'));
  try {
    const file = join(folder, 'graph.json');
    writeFileSync(file, JSON.stringify(graph));
    const script = fileURLToPath(new URL('peers/network.py', import.meta.url));
    const { status, stdout, stderr } = spawnSync('/usr/bin/python3', [script, file, ...extra], { encoding: 'utf8' });
    if (status === 0) return JSON.parse(stdout) as Row[];
    console.log(`peers left out: ${stderr?.trim().split('\n').at(-1) ?? 'no /usr/bin/python3'}`);
    return [];
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** Prints one line per kernel and peer. */
export function benchNetwork(extra: readonly string[] = []): void {
  const graph = planted();
  console.log(`Network kernels, ${NODES} nodes, ${EDGES} edges, one thread`);
  const rows = [...ours(graph), ...peers(graph, extra)];
  for (const own of rows.filter((row) => row.peer === 'cofire')) {
    for (const { peer, seconds, value, kernel } of rows.filter((row) => row.kernel === own.kernel)) {
      const ratio = peer === 'cofire' ? '' : `  cofire takes ${(own.seconds / seconds).toFixed(2)} of it`;
      console.log(
        `  ${kernel.padEnd(22)} ${peer.padEnd(9)} ${seconds.toFixed(3).padStart(8)} s  value ${value.toPrecision(10)}${ratio}`,
      );
    }
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) benchNetwork(process.argv.slice(2));
