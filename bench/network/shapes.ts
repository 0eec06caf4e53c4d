/** Graphs of the shapes that a clustering may meet, each at any size, as edges; seeded. `size` is about the number of edges. */
import { type Graph, graphFromEdges } from '../../src/methods/graph/csr-graph.ts';
import { type Random, random } from '../../src/random.ts';

/** Calls `edge` for every edge; nodes are numbered by what they are. */
type Shape = (size: number, edge: (a: number, b: number) => void, rng: Random) => void;

const SHAPES: Readonly<Record<string, Shape>> = {
  'many components': (size, edge) => {
    // Of 2 to 9 nodes each: paths closed by one chord.
    for (let at = 0, k = 0, edges = 0; edges < size; k++) {
      const nodes = 2 + (k % 8);
      for (let i = 1; i < nodes; i++, edges++) edge(at + i - 1, at + i);
      if (nodes > 3) edge(at, at + nodes - 2);
      at += nodes;
    }
  },
  star: (size, edge) => {
    for (let leaf = 1; leaf <= size; leaf++) edge(0, leaf);
  },
  'two hubs with the same leaves': (size, edge) => {
    for (let leaf = 2; leaf < size / 2; leaf++) {
      edge(0, leaf);
      edge(1, leaf);
    }
  },
  path: (size, edge) => {
    for (let i = 0; i < size; i++) edge(i, i + 1);
  },
  clique: (size, edge) => {
    const nodes = Math.ceil(Math.sqrt(2 * size));
    for (let a = 0; a < nodes; a++) for (let b = 0; b < a; b++) edge(a, b);
  },
  'ring of cliques': (size, edge) => {
    const nodes = 8;
    const cliques = Math.ceil(size / ((nodes * (nodes - 1)) / 2 + 1));
    for (let k = 0; k < cliques; k++) {
      for (let a = 0; a < nodes; a++) for (let b = 0; b < a; b++) edge(k * nodes + a, k * nodes + b);
      edge(k * nodes, ((k + 1) % cliques) * nodes + 1);
    }
  },
  'planted groups': (size, edge, rng) => {
    // 20 groups, 20 edges a node, 65 % of them inside.
    const nodes = Math.ceil(size / 20 / 20) * 20;
    for (let k = 0; k < size; k++) {
      const a = rng.integer(nodes);
      edge(a, rng.uniform() < 0.65 ? (a % 20) + 20 * rng.integer(nodes / 20) : rng.integer(nodes));
    }
  },
  'hubs by preference': (size, edge, rng) => {
    // Every new node is tied to three ends of edges drawn before it (Barabási and Albert, 1999).
    const ends = [0, 1];
    edge(0, 1);
    for (let node = 2; ends.length < 2 * size; node++) {
      for (let k = 0; k < 3; k++) {
        const other = ends[rng.integer(ends.length)];
        edge(node, other);
        ends.push(node, other);
      }
    }
  },
  grid: (size, edge) => {
    const side = Math.ceil(Math.sqrt(size / 2));
    for (let i = 0; i < side; i++) {
      for (let j = 0; j < side; j++) {
        if (j + 1 < side) edge(i * side + j, i * side + j + 1);
        if (i + 1 < side) edge(i * side + j, (i + 1) * side + j);
      }
    }
  },
};

export const SHAPE_NAMES = Object.keys(SHAPES);

/** Edges drawn twice and loops are left out. */
export function shaped(name: string, size: number): Graph {
  const seen = new Set<string>();
  const [ends, others]: [number[], number[]] = [[], []];
  let nodes = 0;
  SHAPES[name](
    size,
    (a, b) => {
      const key = a < b ? `${a} ${b}` : `${b} ${a}`;
      if (a === b || seen.has(key)) return;
      seen.add(key);
      ends.push(a);
      others.push(b);
      nodes = Math.max(nodes, a + 1, b + 1);
    },
    random(1, 'shapes', name, size),
  );
  return graphFromEdges(nodes, Int32Array.from(ends), Int32Array.from(others));
}
