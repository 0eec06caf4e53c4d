/**
 * Edges as paths of SVG: from the top of the source's box to the bottom of the target's, with upright ends. Edges of one
 * box leave and arrive side by side, in the order of their other ends, so that they do not cross at the box. What ends in an
 * arrow raises its target; what ends in a bar lowers it: the sign never stands in the colour alone.
 */
import { boxHeight } from './box.ts';
import type { LayeredFile } from './graph.ts';

export interface EdgePath {
  readonly line: string;
  readonly tip: string;
  /** Of the line, in pixels. */
  readonly width: number;
}

/** Distance between edges at a box, at most; and how far from the box's corner the first stands. */
const BESIDE = 9;
const CORNER = 8;
const THINNEST = 1;
const WIDEST = 4.5;
/** Half the width and the height of an arrow's head; a bar is as wide. */
const HEAD = 4;

export function edgePaths({ graph, layout }: LayeredFile): EdgePath[] {
  const index = new Map(graph.nodes.map((node, at) => [node.id, at]));
  const ends = graph.edges.map((edge) => [index.get(edge.source)!, index.get(edge.target)!] as const);
  const half = boxHeight(graph) / 2;
  const from = ports(layout.places, ends, 0);
  const to = ports(layout.places, ends, 1);
  const largest = Math.max(...graph.edges.map((edge) => Math.abs(edge.weight)), Number.MIN_VALUE);
  return graph.edges.map((edge, at) => {
    const [source, target] = ends[at].map((node) => layout.places[node]);
    const [x1, y1, x2, end] = [from[at], source.y - half, to[at], target.y + half + 1];
    const raises = edge.weight >= 0;
    const y2 = end + (raises ? HEAD * 1.5 : 1.5);
    const middle = (y1 + y2) / 2;
    const width = THINNEST + (WIDEST - THINNEST) * (Math.abs(edge.weight) / largest);
    const head = HEAD + width / 3;
    return {
      line: `M${near(x1)} ${near(y1)}C${near(x1)} ${near(middle)} ${near(x2)} ${near(middle)} ${near(x2)} ${near(y2)}`,
      tip: raises
        ? `M${near(x2 - head)} ${near(end + HEAD * 2)}L${near(x2)} ${near(end)}L${near(x2 + head)} ${near(end + HEAD * 2)}Z`
        : `M${near(x2 - head - 1)} ${near(end)}h${near(2 * head + 2)}v2.5h${near(-2 * head - 2)}Z`,
      width: near(width),
    };
  });
}

/** x of every edge at one of its ends. */
function ports(
  places: LayeredFile['layout']['places'],
  ends: readonly (readonly [number, number])[],
  end: 0 | 1,
): number[] {
  const x: number[] = new Array(ends.length);
  const atNode = new Map<number, number[]>();
  ends.forEach((pair, edge) => {
    atNode.set(pair[end], [...(atNode.get(pair[end]) ?? []), edge]);
  });
  for (const [node, edges] of atNode) {
    const { x: middle, width } = places[node];
    const step = Math.min(BESIDE, (width - 2 * CORNER) / Math.max(1, edges.length - 1));
    const other = (edge: number): number => places[ends[edge][1 - end]].x;
    edges
      .sort((a, b) => other(a) - other(b) || a - b)
      .forEach((edge, order) => {
        x[edge] = middle + step * (order - (edges.length - 1) / 2);
      });
  }
  return x;
}

function near(value: number): number {
  return Math.round(value * 10) / 10;
}
