/**
 * Times the network kernels at 5,000 nodes and 100,000 edges (20 planted groups, seeded), one thread, beside igraph's C core and
 * networkx, by turns: cofire, igraph, cofire, … Seconds are the processor's, median of the rounds, the first of which includes the
 * compiler's work and is also given alone; networkx runs once, and sums over sources from 20 of them, scaled. Values that must be equal
 * are compared, or nothing was measured. Prints a table and writes bench/results/network.json.
 * Run: node --import tsx bench/network.ts
 */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { EDGES, type Kernel, kernels, NODES, planted } from './network/kernels.ts';
import { type NetworkRow, openPeer, type Peer, type Timed } from './network/peer.ts';
import { record, watch } from './results.ts';

/** Relative; igraph's and networkx's own stopping rules. */
const SAME = 1e-6;

function own(kernel: Kernel): Timed {
  const [start, used] = [performance.now(), process.cpuUsage()];
  const value = kernel.run();
  const { user, system } = process.cpuUsage(used);
  return { seconds: (performance.now() - start) / 1000, cpu: (user + system) / 1e6, value };
}

function median(rounds: readonly Timed[]): Timed {
  return [...rounds].sort((a, b) => a.cpu - b.cpu)[Math.floor(rounds.length / 2)];
}

async function measure(kernel: Kernel, igraph?: Peer, networkx?: Peer): Promise<NetworkRow> {
  const rounds: Timed[] = [];
  const theirs: Timed[] = [];
  for (let round = 0; round < kernel.rounds; round++) {
    rounds.push(own(kernel));
    const found = await igraph?.time(kernel.name);
    if (found) theirs.push(found);
  }
  const once = await networkx?.time(kernel.name);
  const row = {
    kernel: kernel.name,
    cofire: { ...median(rounds), first: rounds[0].cpu },
    ...(theirs.length > 0 && { igraph: median(theirs) }),
    ...(once && { networkx: once }),
  };
  for (const other of [row.igraph, once]) if (kernel.kind === 'measure' && other) checkSame(row, other);
  return row;
}

/** A betweenness from some sources is no betweenness: not compared. */
function checkSame({ kernel, cofire }: NetworkRow, { value, sources }: Timed): void {
  if (value === null || (sources !== undefined && kernel.startsWith('betweenness'))) return;
  if (!(Math.abs((cofire.value ?? Number.NaN) - value) <= SAME * Math.abs(value)))
    throw new Error(`${kernel}: ${cofire.value}, a peer ${value}, expected equal values`);
}

function line({ kernel, cofire, igraph, networkx }: NetworkRow): string {
  const beside = (name: string, peer?: Timed): string =>
    peer
      ? `${name} ${peer.cpu.toFixed(3).padStart(8)} s, cofire takes ${(cofire.cpu / peer.cpu).toFixed(2)} of it`
      : '';
  const first = `(first ${cofire.first.toFixed(3)})`;
  return [kernel.padEnd(22), `${cofire.cpu.toFixed(3).padStart(8)} s`, first.padEnd(15), beside('igraph', igraph).padEnd(46), beside('networkx', networkx)].join(' '); // biome-ignore format: one line
}

const folder = mkdtempSync(join(tmpdir(), 'cofire-bench-'));
const taken = watch(1);
try {
  const graph = planted();
  const file = join(folder, 'graph.json');
  writeFileSync(file, JSON.stringify({ ...graph, a: [...graph.a], b: [...graph.b], weights: [...graph.weights] }));
  const [igraph, networkx] = [await openPeer('igraph', file), await openPeer('networkx', file)];
  for (const [name, peer] of Object.entries({ igraph, networkx }))
    if (peer === undefined) console.log(`/usr/bin/python3 has no ${name}: nothing to compare with (apt-get install python3-${name})`); // biome-ignore format: one line
  console.log(`Network kernels, ${NODES} nodes, ${EDGES} edges, one thread`);
  const rows: NetworkRow[] = [];
  for (const kernel of kernels(graph)) {
    rows.push(await measure(kernel, igraph, networkx));
    console.log(line(rows[rows.length - 1]));
  }
  for (const peer of [igraph, networkx]) peer?.close();
  const peers = { igraph: igraph?.version, networkx: networkx?.version };
  record('network', { ...taken(), peers, nodes: NODES, edges: EDGES, rows });
} finally {
  rmSync(folder, { recursive: true, force: true });
}
