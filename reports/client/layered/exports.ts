/** What the reader can take away: the picture, the file, and the edges that are shown as CSV. */
import type { LayeredFile } from '../../layered/graph.ts';
import { toCsv } from '../csv.ts';
import { save } from '../dom.ts';
import type { Drawing } from './drawing.ts';
import type { Visible } from './visible.ts';

export function exportItems(
  file: LayeredFile,
  drawing: Drawing | null,
  shown: () => Visible,
): { name: string; run: () => void }[] {
  const { graph } = file;
  const name = graph.name.replace(/[^A-Za-z0-9._-]+/g, '-');
  const csv = (): string =>
    toCsv(
      ['source', 'target', 'kind', graph.weight.name, ...graph.edge_measures.map((measure) => measure.name)],
      [...shown().edges].map((at) => {
        const edge = graph.edges[at];
        return [edge.source, edge.target, graph.edge_kinds[edge.kind].name, edge.weight, ...edge.values];
      }),
    );
  return [
    ...(drawing === null ? [] : [{ name: `${drawing.picture} picture`, run: () => drawing.save(name) }]),
    { name: 'JSON (all)', run: () => save(`${name}.json`, JSON.stringify(file), 'application/json') },
    { name: 'CSV of edges (shown)', run: () => save(`${name}.csv`, csv(), 'text/csv') },
  ];
}
