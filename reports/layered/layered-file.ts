/** From an analysis's graph to the file that the drawing and the reader's script read: checked, laid out, versioned. */
import { type LayeredFile, type LayeredGraph, layeredGraphSchema } from './graph.ts';
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

/**
 * What the schema of one item cannot see: names that must be there, positions in range, one value for each measure, and
 * edges that go up. A graph that breaks this is a fault of the analysis that made it, hence RangeError.
 */
function checkGraph(graph: LayeredGraph): void {
  const rowOf = new Map<string, number>();
  const nColumns = Math.max(1, graph.columns.length);
  for (const node of graph.nodes) {
    const where = `layered graph "${graph.name}", node ${node.id}`;
    must(!rowOf.has(node.id), where, 'its id is there twice', 'ids that are unique');
    inRange(where, 'row', node.row, graph.rows.length);
    inRange(where, 'column', node.column, nColumns);
    inRange(where, 'kind', node.kind, graph.node_kinds.length);
    sameLength(where, 'values', node.values.length, graph.node_measures.length);
    if (node.strip.length > 0) sameLength(where, 'strip', node.strip.length, graph.tokens.length);
    must(
      node.strip.every((value) => value >= 0),
      where,
      'a negative number in its strip',
      'numbers of at least 0',
    );
    rowOf.set(node.id, node.row);
  }
  for (const edge of graph.edges) {
    const where = `layered graph "${graph.name}", edge ${edge.source} → ${edge.target}`;
    const [from, to] = [rowOf.get(edge.source), rowOf.get(edge.target)];
    if (from === undefined || to === undefined) throw new RangeError(`${where}: unknown node, expected ids of nodes`);
    must(from < to, where, `rows ${from} and ${to}`, 'a source below its target');
    inRange(where, 'kind', edge.kind, graph.edge_kinds.length);
    sameLength(where, 'values', edge.values.length, graph.edge_measures.length);
  }
  for (const path of graph.paths) {
    const where = `layered graph "${graph.name}", path ${path.name}`;
    for (const id of path.nodes) must(rowOf.has(id), where, `unknown node ${id}`, 'ids of nodes');
    sameLength(where, 'values', path.values.length, graph.path_measures.length);
    for (const row of path.compared?.rows ?? [])
      sameLength(`${where}, row ${row.name}`, 'values', row.values.length, path.compared!.measures.length);
  }
}

function must(holds: boolean, where: string, found: string, expected: string): void {
  if (!holds) throw new RangeError(`${where}: ${found}, expected ${expected}`);
}

function inRange(where: string, name: string, value: number, count: number): void {
  must(value >= 0 && value < count, where, `${name} ${value}`, `0 to ${count - 1}`);
}

function sameLength(where: string, name: string, found: number, expected: number): void {
  must(found === expected, where, `${found} ${name}`, String(expected));
}
