import { describe, expect, it } from 'vitest';
import { focusOf } from '../../../../reports/client/layered/focus.ts';
import { startOf } from '../../../../reports/client/layered/view.ts';
import { endsOf, visible } from '../../../../reports/client/layered/visible.ts';
import { layeredFile } from '../../../../reports/layered/layered-file.ts';
import { causalDrawing, largeDrawing } from '../../layered/drawings.ts';

const file = layeredFile(causalDrawing(), '0.1.0');
const { nodes, edges, paths } = file.graph;
const ends = endsOf(file);
const start = startOf(file);

describe('what a view shows', () => {
  it('is everything at the start of a small graph, and the strongest edges of a large one', () => {
    const shown = visible(file, ends, start);
    expect([shown.nodes.size, shown.edges.size]).toEqual([nodes.length, edges.length]);
    const large = layeredFile(largeDrawing(300, 5000), '0.1.0');
    const count = visible(large, endsOf(large), startOf(large)).edges.size;
    expect(count).toBeGreaterThanOrEqual(2000);
    expect(count).toBeLessThan(2100);
  });

  it('lists what goes into and out of a node by size, and every edge on both lists', () => {
    const { inputs, outputs } = visible(file, ends, start);
    const size = (at: number): number => Math.abs(edges[at].weight);
    for (const list of [...inputs, ...outputs]) expect(list).toEqual([...list].sort((a, b) => size(b) - size(a)));
    expect(inputs.flat().sort()).toEqual(outputs.flat().sort());
    inputs.forEach((list, node) => {
      for (const at of list) expect(edges[at].target).toBe(nodes[node].id);
    });
  });

  it('hides edges below the threshold and counts the components of the rest', () => {
    const shown = visible(file, ends, { ...start, threshold: 0.6 });
    expect(shown.edges.size).toBe(edges.filter((edge) => Math.abs(edge.weight) >= 0.6).length);
    const none = visible(file, ends, { ...start, threshold: 99 });
    expect([none.edges.size, none.nComponents, none.nJoined]).toEqual([0, 0, 0]);
    expect(none.nodes.size).toBe(nodes.length);
    const one = visible(file, ends, { ...start, threshold: Math.max(...edges.map((edge) => Math.abs(edge.weight))) });
    expect([one.edges.size, one.nComponents, one.nJoined]).toEqual([1, 1, 2]);
  });

  it('hides kinds, values below a limit, and undefined values by any limit', () => {
    expect(visible(file, ends, { ...start, hiddenKinds: [1] }).edges.size).toBe(
      edges.filter((edge) => edge.kind === 0).length,
    );
    const defined = edges.filter((edge) => edge.values[1] !== null).length;
    expect(defined).toBeLessThan(edges.length);
    expect(visible(file, ends, { ...start, limits: [0] }).edges.size).toBe(defined);
  });

  it('shows pinned nodes and the edges between them alone', () => {
    const pinned = [edges[3].source, edges[3].target];
    const shown = visible(file, ends, { ...start, pinned, pinnedOnly: true });
    expect(shown.nodes.size).toBe(2);
    expect([...shown.edges]).toEqual([3]);
  });
});

describe('what stands out', () => {
  const shown = visible(file, ends, start);

  it('is nothing, the selected node and its neighbours, the path, or what the pointer is on', () => {
    expect(focusOf(file, ends, start, shown, null)).toBeNull();
    const selected = focusOf(file, ends, { ...start, selected: nodes[8].id }, shown, null)!;
    expect(selected.edges).toEqual(new Set([...shown.inputs[8], ...shown.outputs[8]]));
    expect(selected.nodes.has(8)).toBe(true);
    const path = focusOf(file, ends, { ...start, path: 0 }, shown, null)!;
    expect([...path.nodes].map((at) => nodes[at].id)).toEqual(paths[0].nodes);
    expect(path.edges.size).toBe(paths[0].nodes.length - 1);
    expect(focusOf(file, ends, { ...start, path: 0 }, shown, { edge: 2 })).toEqual({
      nodes: new Set(ends[2]),
      edges: new Set([2]),
    });
  });
});
