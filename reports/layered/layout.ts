/**
 * Where the nodes of a layered graph are drawn. A row is one line at a fixed height, the first at the bottom; a column is as
 * wide as its fullest cell; only the order within a cell and the free space in it are chosen. Depends on the graph alone.
 * d3-dag 1.2.2 (fixed rows by layeringSimplex, decrossTwoLayer, coordGreedy) was weighed against this: it knows no columns, and
 * on the same boxes in rows it left more crossings on a wider drawing (144 nodes, 286 edges: 695 against 544, 2,132 pixels against 1,454).
 */
import { boxHeight, boxWidth, textWidth } from './box.ts';
import { crossings } from './crossings.ts';
import type { LayeredGraph, Layout } from './graph.ts';
import { barycentreOrder, type Cells, fewerCrossings, N_EDGES_COUNTED, type Ordering } from './order.ts';
import { type Cell, straighten } from './straighten.ts';
import { N_NODES_SVG } from './svg-limit.ts';

/** Pixels of the drawing as SVG. */
const GAP = 14;
const COLUMN_GAP = 18;
const ROW_GAP = 46;
export const COLUMN_LABEL_SIZE = 11;
const NARROWEST_COLUMN = 40;
/** Space around the drawing; row labels stand left of it, column labels below. */
export const MARGIN = 16;
/** What sigma draws: dots, and a picture of about the shape of its place on the page. */
const DOT = 10;
const DOT_GAP = 4;
const WIDTH_TO_HEIGHT = 1.3;

interface Frame {
  readonly width: Float64Array;
  readonly gap: number;
  readonly columns: readonly { readonly left: number; readonly right: number }[];
  readonly rows: readonly number[];
  readonly total: { readonly width: number; readonly height: number };
}

export function layout(graph: LayeredGraph): Layout {
  const isDots = graph.nodes.length > N_NODES_SVG;
  const start = cellsOf(graph);
  const frame = frameOf(graph, start, isDots);
  const { lines, y, placing, rowOf } = ordering(graph, frame);
  const barycentre = barycentreOrder(start, { lines, y, placing, rowOf });
  const countable = lines.length <= N_EDGES_COUNTED;
  const candidates = [barycentre, ...(countable ? [fewerCrossings(barycentre, { lines, y, placing, rowOf })] : [])];
  const [best] = candidates
    .map((cells) => {
      const x = placed(graph, cells, frame, placing);
      return { x, count: countable ? crossings(lines, x, y) : null };
    })
    .sort((a, b) => (a.count ?? 0) - (b.count ?? 0));
  return {
    ...frame.total,
    rows: [...frame.rows],
    columns: frame.columns.map((column) => ({ left: round(column.left), right: round(column.right) })),
    places: graph.nodes.map((_, index) => ({ x: round(best.x[index]), y: y[index], width: frame.width[index] })),
    crossings: best.count,
  };
}

/** The parts of a layout that an order is tried out with. */
export function ordering(graph: LayeredGraph, frame: Frame): Ordering {
  const index = new Map(graph.nodes.map((node, at) => [node.id, at]));
  const nColumns = Math.max(1, graph.columns.length);
  return {
    lines: graph.edges.map((edge) => ({ source: index.get(edge.source)!, target: index.get(edge.target)! })),
    y: Float64Array.from(graph.nodes, (node) => frame.rows[node.row]),
    rowOf: Array.from({ length: graph.rows.length * nColumns }, (_, cell) => Math.floor(cell / nColumns)),
    placing: (cells) => packed(cells, frame, nColumns, graph.nodes.length),
  };
}

/** Cells by row, then column; nodes in the order of the graph. */
export function cellsOf(graph: LayeredGraph): Cells {
  const nColumns = Math.max(1, graph.columns.length);
  const cells: number[][] = Array.from({ length: graph.rows.length * nColumns }, () => []);
  graph.nodes.forEach((node, index) => {
    cells[node.row * nColumns + node.column].push(index);
  });
  return cells;
}

export function frameOf(graph: LayeredGraph, cells: Cells, isDots: boolean): Frame {
  const width = Float64Array.from(graph.nodes, (node) => (isDots ? DOT : boxWidth(graph, node)));
  const gap = isDots ? DOT_GAP : GAP;
  const nColumns = Math.max(1, graph.columns.length);
  const labels = Math.max(...graph.rows.map((row) => textWidth(row, COLUMN_LABEL_SIZE)));
  let left = MARGIN + Math.ceil(labels) + MARGIN;
  const columns = Array.from({ length: nColumns }, (_, column) => {
    const fullest = Math.max(
      NARROWEST_COLUMN,
      isDots || graph.columns.length === 0 ? 0 : textWidth(graph.columns[column], COLUMN_LABEL_SIZE),
      ...cells.filter((_, cell) => cell % nColumns === column).map((cell) => lengthOf(cell, width, gap)),
    );
    const bounds = { left, right: left + Math.ceil(fullest) };
    left = bounds.right + COLUMN_GAP;
    return bounds;
  });
  const across = left - COLUMN_GAP + MARGIN;
  const height = isDots ? DOT : boxHeight(graph);
  const step = isDots ? Math.max(3 * DOT, across / WIDTH_TO_HEIGHT / graph.rows.length) : height + ROW_GAP;
  const rows = graph.rows.map((_, row) => round(MARGIN + height / 2 + (graph.rows.length - 1 - row) * step));
  const below = graph.columns.length > 0 ? 2 * COLUMN_LABEL_SIZE : 0;
  return {
    width,
    gap,
    columns,
    rows,
    total: { width: across, height: Math.ceil(rows[0] + height / 2 + MARGIN + below) },
  };
}

function lengthOf(cell: readonly number[], width: Float64Array, gap: number): number {
  return cell.reduce((sum, node) => sum + width[node] + gap, -gap);
}

/** Each cell's nodes side by side in the middle of its column. */
function packed(cells: Cells, { width, gap, columns }: Frame, nColumns: number, nNodes: number): Float64Array {
  const x = new Float64Array(nNodes);
  cells.forEach((cell, at) => {
    const { left, right } = columns[at % nColumns];
    let from = (left + right - lengthOf(cell, width, gap)) / 2;
    for (const node of cell) {
      x[node] = from + width[node] / 2;
      from += width[node] + gap;
    }
  });
  return x;
}

function placed(graph: LayeredGraph, cells: Cells, frame: Frame, placing: Ordering['placing']): Float64Array {
  const x = placing(cells);
  const { lines, rowOf } = ordering(graph, frame);
  const joined: number[][] = graph.nodes.map(() => []);
  for (const { source, target } of lines) {
    joined[source].push(target);
    joined[target].push(source);
  }
  const filled: Cell[] = cells.flatMap((nodes, at) =>
    nodes.length === 0 ? [] : [{ nodes, row: rowOf[at], ...frame.columns[at % frame.columns.length] }],
  );
  straighten(filled, frame.width, frame.gap, joined, x);
  return x;
}

/** A tenth of a pixel is finer than anybody sees. */
function round(value: number): number {
  return Math.round(value * 10) / 10;
}
