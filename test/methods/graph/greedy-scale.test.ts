/**
 * Greedy modularity at scale against networkx, on planted graphs that both sides draw alike (fixtures/oracles/greedy.py).
 * Equal gains are common, and which is joined first decides the rest: with its nodes renumbered, networkx itself lands on other
 * values of Q, and igraph on others again. Ours breaks ties as networkx does, so its partition is the same one, not a similar one.
 */
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { greedyModularity } from '../../../src/methods/graph/communities/greedy-modularity.ts';
import { canonical } from '../../../src/methods/graph/communities/labels.ts';
import { modularity } from '../../../src/methods/graph/communities/modularity.ts';
import { graphFromEdges } from '../../../src/methods/graph/csr-graph.ts';

interface Case {
  readonly nodes: number;
  readonly edges: number;
  readonly seed: number;
  readonly first: readonly (readonly [number, number])[];
  readonly modularity: number;
  readonly labels: readonly number[];
  readonly renumbered: { readonly networkx: readonly number[]; readonly igraph: readonly number[] };
}

const oracle = JSON.parse(
  readFileSync(new URL('../../../fixtures/oracles/greedy.oracle.json', import.meta.url), 'utf8'),
) as { groups: number; tolerance: number; cases: readonly Case[] };

/** The script's graph: 65 % of the edges within the group a mod 20. */
function planted({ nodes, edges, seed }: Case): [number, number][] {
  let x = BigInt(seed);
  const below = (n: number): number => {
    x = (1103515245n * x + 12345n) & 0x7fffffffn;
    return Number((x * BigInt(n)) >> 31n);
  };
  const found = new Map<number, [number, number]>();
  while (found.size < edges) {
    const a = below(nodes);
    const inside = below(100) < 65;
    const b = inside ? (a % oracle.groups) + oracle.groups * below(nodes / oracle.groups) : below(nodes);
    const [low, high] = [Math.min(a, b), Math.max(a, b)];
    if (a !== b && !found.has(low * nodes + high)) found.set(low * nodes + high, [low, high]);
  }
  return [...found.values()];
}

describe.each(oracle.cases)('greedy modularity of $nodes nodes and $edges edges', (wanted) => {
  const edges = planted(wanted);
  const graph = graphFromEdges(
    wanted.nodes,
    Int32Array.from(edges, ([a]) => a),
    Int32Array.from(edges, ([, b]) => b),
  );
  const found = greedyModularity(graph);

  it('is on the same graph', () => {
    expect(edges.slice(0, 3)).toEqual(wanted.first);
  });

  it('gives the partition of networkx and its Q', () => {
    expect(canonical(found.labels).cluster).toEqual(canonical(Int32Array.from(wanted.labels)).cluster);
    expect(Math.abs(modularity(graph, found.labels) - wanted.modularity)).toBeLessThan(oracle.tolerance);
    expect(Math.abs(found.modularity - wanted.modularity)).toBeLessThan(1e-10); // summed over thousands of joins
  });

  it('lies where Q lies when ties fall another way', () => {
    const all = [...wanted.renumbered.networkx, ...wanted.renumbered.igraph, wanted.modularity];
    expect(new Set(all.map((q) => q.toFixed(9))).size).toBeGreaterThan(1);
    expect(Math.max(...all) - Math.min(...all)).toBeLessThan(0.05);
  });
});
