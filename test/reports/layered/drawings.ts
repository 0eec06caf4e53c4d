/** Test drawings of the layered graph: a causal one (rows only), one in columns of tokens, and one of any size for sigma. No randomness. */
import type { LayeredGraph, LayeredNode } from '../../../reports/layered/graph.ts';

type Edge = LayeredGraph['edges'][number];

/** A sequence that looks random: fractional parts of multiples of the golden ratio. */
export function fraction(step: number): number {
  return (step * 0.6180339887498949) % 1;
}

const LABELS = [
  'sports',
  'names of athletes',
  'the end of a sentence',
  null,
  'tennis',
  'a colon after “Fact”',
  'clubs',
  null,
];
const TOKENS = ['<|endoftext|>', 'Fact', ':', ' Tiger', ' Woods', ' plays', ' the', ' sport', ' of'];

const BARE: Omit<LayeredGraph, 'name' | 'rows' | 'columns' | 'nodes' | 'edges'> = {
  tokens: TOKENS,
  node_kinds: [
    { name: 'feature', colour: 1, shape: 'box' },
    { name: 'error', colour: 0, shape: 'dashed' },
    { name: 'output', colour: 3, shape: 'round' },
  ],
  edge_kinds: [
    { name: 'written', colour: null, dashed: false },
    { name: 'carried', colour: null, dashed: true },
  ],
  weight: { name: 'share', as: 'signed' },
  node_measures: [
    { name: 'activation', as: 'number', slider: false },
    { name: 'indirect effect', as: 'signed', slider: false },
    { name: 'p', as: 'p', slider: false },
  ],
  edge_measures: [
    { name: 'effect', as: 'signed', slider: false },
    { name: 'replicates', as: 'percent', slider: true },
  ],
  path_measures: [
    { name: 'damage', as: 'signed', slider: false },
    { name: 'p', as: 'p', slider: false },
  ],
  paths: [],
};

function node(row: number, column: number, index: number, kind = 0, label?: string | null): LayeredNode {
  const step = 31 * row + 7 * index + column;
  const feature = Math.round(1000 * fraction(step + 1));
  const id = `${row}.${column}.${index}`;
  return {
    id,
    name: kind === 1 ? 'error' : `${row}.${feature}`,
    label: label === undefined ? LABELS[step % LABELS.length] : label,
    link: kind === 0 ? `https://www.neuronpedia.org/gpt2-small/${row}-res-jb/${feature}` : null,
    kind,
    row,
    column,
    values: [
      0.3 + 9 * fraction(step + 2),
      fraction(step + 3) - 0.5,
      index === 2 ? null : 0.2 * fraction(step + 4) ** 3,
    ],
    strip: kind === 0 ? TOKENS.map((_, token) => Math.max(0, fraction(step + 5 * token) - 0.5)) : [],
    lists: kind === 0 ? [{ name: 'promotes', items: [' golf', ' tennis', ' Wimbledon'] }] : [],
  };
}

function edge(source: LayeredNode, target: LayeredNode, step: number): Edge {
  const weight = (fraction(step) - 0.35) * 1.4;
  const dashed = step % 4 === 0 ? 1 : 0;
  return {
    source: source.id,
    target: target.id,
    kind: dashed,
    weight,
    values: [weight * 7, step % 9 === 0 ? null : fraction(3 * step)],
  };
}

/** Five rows of six, an error in each, and an output: 31 nodes; each node has three sources in the row below. */
export function causalDrawing(): LayeredGraph {
  const rows = Array.from({ length: 5 }, (_, row) =>
    Array.from({ length: 6 }, (_, index) => node(row, 0, index, index === 5 ? 1 : 0)),
  );
  const out = { ...node(5, 0, 0, 2, 'golf'), name: 'out' };
  const edges = rows.flatMap((nodes, row) =>
    row === 0
      ? []
      : nodes.flatMap((target, at) =>
          [0, 1, 2].map((k) => edge(rows[row - 1][(at * 2 + k * 5) % 6], target, 17 * row + 3 * at + k)),
        ),
  );
  const last = rows[4].map((source, at) => edge(source, out, 90 + at));
  const path = [out.id];
  for (let row = 4; row >= 0; row--) {
    const into = [...edges, ...last].filter((one) => one.target === path[0]);
    path.unshift(into.sort((a, b) => Math.abs(b.weight) - Math.abs(a.weight))[0].source);
  }
  return {
    ...BARE,
    name: 'Test drawing, rows only',
    rows: ['layer 1', 'layer 2', 'layer 3', 'layer 4', 'layer 5', 'out'],
    columns: [],
    nodes: [...rows.flat(), out],
    edges: [...edges, ...last],
    paths: [
      {
        name: 'the strongest',
        nodes: path,
        values: [-1.25, 0.004],
        compared: {
          measures: [
            { name: 'path ablated', as: 'signed', slider: false },
            { name: 'control (median)', as: 'signed', slider: false },
          ],
          rows: [
            { name: ' golf', values: [-0.42, -0.012] },
            { name: ' tennis', values: [0.11, null] },
          ],
        },
      },
    ],
  };
}

/** Nine tokens, seven rows, one to three nodes in a cell; edges go up, to the same or a later token, over one to three rows. */
export function tokenDrawing(): LayeredGraph {
  const rows = ['E', 'A0', 'M0', 'A1', 'M1', 'A2', 'logits'];
  const nodes = rows.flatMap((_, row) =>
    TOKENS.flatMap((token, column) => {
      if (row === 0)
        return [{ ...node(0, column, 0, 1, null), name: token.trim(), strip: [], values: [null, null, null] }];
      if (row === 6) return column === 8 ? [{ ...node(6, 8, 0, 2, 'p 0.93'), name: 'golf' }] : [];
      return Array.from({ length: Math.floor(2.6 * fraction(row * 5 + column * 3)) }, (_, index) =>
        node(row, column, index),
      );
    }),
  );
  const edges = nodes.flatMap((target, at) =>
    nodes
      .filter((source) => source.row < target.row && source.row >= target.row - 3 && source.column <= target.column)
      .filter((_, order) => fraction(at * 13 + order * 29) < 0.22)
      .map((source, order) => edge(source, target, at * 7 + order)),
  );
  return { ...BARE, name: 'Test drawing, tokens', rows, columns: TOKENS, nodes, edges };
}

/** nNodes in 12 rows and 20 columns, nEdges from each row to the next two. */
export function largeDrawing(nNodes: number, nEdges: number): LayeredGraph {
  const [nRows, nColumns] = [12, 20];
  const nodes = Array.from({ length: nNodes }, (_, index) => ({
    ...node(index % nRows, Math.floor(index / nRows) % nColumns, Math.floor(index / nRows / nColumns)),
    strip: [],
    lists: [],
  }));
  const perRow = Array.from({ length: nRows }, (_, row) => nodes.filter((one) => one.row === row));
  const edges = Array.from({ length: nEdges }, (_, step) => {
    const target = nodes.filter((one) => one.row > 0)[step % (nNodes - perRow[0].length)];
    const from = perRow[Math.max(0, target.row - 1 - (step % 2))];
    return edge(from[Math.floor(fraction(step * 7 + 3) * from.length)], target, step);
  });
  return {
    ...BARE,
    tokens: [],
    name: 'Test drawing, large',
    rows: perRow.map((_, row) => `layer ${row}`),
    columns: Array.from({ length: nColumns }, (_, at) => `token ${at}`),
    nodes,
    edges,
  };
}
