import { describe, expect, it } from 'vitest';
import { boxHeight } from '../../../reports/layered/box.ts';
import { crossings } from '../../../reports/layered/crossings.ts';
import type { LayeredGraph, Layout } from '../../../reports/layered/graph.ts';
import { cellsOf, frameOf, layout, ordering } from '../../../reports/layered/layout.ts';
import { barycentreOrder } from '../../../reports/layered/order.ts';
import { causalDrawing, largeDrawing, tokenDrawing } from './drawings.ts';

const SMALL = [causalDrawing(), tokenDrawing()];

/** Pairs of boxes of one row that overlap or touch. */
function overlaps(graph: LayeredGraph, { places }: Layout): string[] {
  const found: string[] = [];
  for (let a = 0; a < places.length; a++)
    for (let b = a + 1; b < places.length; b++)
      if (
        places[a].y === places[b].y &&
        Math.abs(places[a].x - places[b].x) < (places[a].width + places[b].width) / 2 + 1
      )
        found.push(`${graph.nodes[a].id} and ${graph.nodes[b].id}`);
  return found;
}

describe.each([...SMALL, largeDrawing(400, 3000)])('the layout of $name', (graph) => {
  const found = layout(graph);

  it('puts every node on its row, the first row at the bottom', () => {
    graph.nodes.forEach((node, at) => {
      expect(found.places[at].y).toBe(found.rows[node.row]);
    });
    expect([...found.rows].sort((a, b) => b - a)).toEqual(found.rows);
  });

  it('keeps every box inside its column, the rows apart, and no two boxes over each other', () => {
    graph.nodes.forEach((node, at) => {
      const { x, width } = found.places[at];
      const { left, right } = found.columns[node.column];
      expect(x - width / 2).toBeGreaterThanOrEqual(left - 0.1);
      expect(x + width / 2).toBeLessThanOrEqual(right + 0.1);
      expect(right).toBeLessThan(found.width);
    });
    expect(overlaps(graph, found)).toEqual([]);
    if (graph.nodes.length <= 150) expect(found.rows[0] - found.rows[1]).toBeGreaterThan(boxHeight(graph));
  });

  it('depends on the graph alone', () => {
    expect(layout(structuredClone(graph))).toEqual(found);
  });
});

describe.each(SMALL)('crossings of $name', (graph) => {
  it('are counted on the places of the file, and not more than those of the barycentre order', () => {
    const found = layout(graph);
    const start = cellsOf(graph);
    const given = ordering(graph, frameOf(graph, start, false));
    const plain = crossings(given.lines, given.placing(barycentreOrder(start, given)), given.y);
    const x = found.places.map((place) => place.x);
    const y = found.places.map((place) => place.y);
    expect(found.crossings).toBeLessThanOrEqual(plain);
    // Places are written to a tenth of a pixel; two edges that nearly meet may be seen to cross or not.
    expect(Math.abs(crossings(given.lines, x, y) - found.crossings!)).toBeLessThanOrEqual(1);
  });
});

it('a graph without edges or with one node is laid out too', () => {
  const graph = causalDrawing();
  const alone = { ...graph, nodes: [graph.nodes[0]], edges: [], paths: [] };
  expect(layout(alone).places).toHaveLength(1);
  expect(layout({ ...alone, nodes: [] }).crossings).toBe(0);
});

it('edges beyond what can be counted have no count', () => {
  expect(layout(largeDrawing(400, 3000)).crossings).toBeNull();
});
