/** From an analysis's graph to the file that the drawing and the reader's script read: checked, laid out, versioned. */
import { checkGraph } from './check.ts';
import type { LayeredFile } from './file.ts';
import { type LayeredGraph, layeredGraphSchema } from './graph.ts';
import { layout } from './layout.ts';

export function layeredFile(given: LayeredGraph, version: string): LayeredFile {
  // Links come from labels and metadata of dictionaries: the schema lets none through that is not http.
  const graph = layeredGraphSchema.parse(given);
  checkGraph(graph);
  return {
    format: 'cofire-layered',
    version: 1,
    generator: { name: 'cofire', version },
    graph,
    layout: layout(graph),
  };
}
