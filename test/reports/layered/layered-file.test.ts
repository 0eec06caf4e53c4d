import { describe, expect, it } from 'vitest';
import type { LayeredGraph } from '../../../reports/layered/graph.ts';
import { layeredFile } from '../../../reports/layered/layered-file.ts';
import { causalDrawing } from './drawings.ts';

const graph = causalDrawing();
const [node] = graph.nodes;
const [edge] = graph.edges;
const [path] = graph.paths;

describe('a graph that cannot be drawn is refused', () => {
  const wrong: readonly [string, Partial<LayeredGraph>, RegExp][] = [
    ['an id twice', { nodes: [...graph.nodes, node] }, /its id is there twice/],
    ['a row that is not there', { nodes: [{ ...node, row: 9 }], edges: [], paths: [] }, /row 9, expected 0 to 5/],
    ['a column that is not there', { nodes: [{ ...node, column: 1 }], edges: [], paths: [] }, /column 1/],
    ['a value too few', { nodes: [{ ...node, values: [1] }], edges: [], paths: [] }, /1 values, expected 3/],
    ['a strip of another prompt', { nodes: [{ ...node, strip: [1] }], edges: [], paths: [] }, /1 strip, expected 9/],
    ['an edge to nowhere', { edges: [{ ...edge, target: 'x' }] }, /unknown node/],
    ['an edge that goes down', { edges: [{ ...edge, source: edge.target, target: edge.source }] }, /a source below/],
    ['a kind that is not there', { edges: [{ ...edge, kind: 2 }] }, /kind 2, expected 0 to 1/],
    ['a path through nowhere', { paths: [{ ...path, nodes: ['x', 'y'] }] }, /unknown node x/],
    ['a weight that is no number', { edges: [{ ...edge, weight: Number.NaN }] }, /number/],
    ['a link that is no page', { nodes: [{ ...node, link: 'javascript:alert(1)' }], edges: [], paths: [] }, /link/],
  ];
  it.each(wrong)('%s', (_, change, message) => {
    expect(() => layeredFile({ ...graph, ...change }, '0.1.0')).toThrow(message);
  });
});
