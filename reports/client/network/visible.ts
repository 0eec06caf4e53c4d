/** Which nodes and edges a view shows, their neighbours, and the components they form at its threshold. Arrays are indexed like the file's nodes. */
import type { NetworkEdge, NetworkFile } from '../../network-file.ts';
import { EVERY_DECISIVE, NOT_EVERY_DECISIVE, type View } from './state.ts';

export interface Neighbour {
  readonly id: number;
  readonly r: number;
  readonly edge: NetworkEdge;
}

export interface Visible {
  readonly edges: readonly NetworkEdge[];
  readonly nodes: ReadonlySet<number>;
  /** Of every node of the file, over the visible edges. */
  readonly neighbours: ReadonlyMap<number, readonly Neighbour[]>;
  /** Component number of each visible node, 1 the largest; features alone have their own. */
  readonly component: ReadonlyMap<number, number>;
  /** Components of two or more, and the size of the largest. */
  readonly nComponents: number;
  readonly giant: number;
}

export function visible(network: NetworkFile, view: View): Visible {
  const eligible = new Set(network.nodes.filter((node) => !view.kept || node.kept).map((node) => node.id));
  const edges = network.edges.filter(
    (edge) =>
      Math.abs(edge.r) >= view.threshold &&
      Math.abs(edge.r) <= view.ceiling &&
      (view.q === 'all' || (edge.q !== null && edge.q <= LARGEST_Q[view.q])) &&
      (view.repeats === 'all' || (edge.present !== null && edge.present >= SMALLEST_PRESENCE)) &&
      survives(edge, view.nulls, network.nulls) &&
      (view.sign === 'all' || edge.r > 0 === (view.sign === 'positive')) &&
      eligible.has(edge.a) &&
      eligible.has(edge.b),
  );
  const neighbours = new Map<number, Neighbour[]>();
  const add = (from: number, id: number, edge: NetworkEdge): void => {
    const list = neighbours.get(from);
    if (list) list.push({ id, r: edge.r, edge });
    else neighbours.set(from, [{ id, r: edge.r, edge }]);
  };
  for (const edge of edges) {
    add(edge.a, edge.b, edge);
    add(edge.b, edge.a, edge);
  }
  for (const list of neighbours.values()) list.sort((one, two) => Math.abs(two.r) - Math.abs(one.r) || one.id - two.id);
  const nodes =
    view.ego && view.selected !== null
      ? new Set([view.selected, ...(neighbours.get(view.selected) ?? []).map((neighbour) => neighbour.id)])
      : eligible;
  const shown = edges.filter((edge) => nodes.has(edge.a) && nodes.has(edge.b));
  return { edges: shown, nodes, neighbours, ...components(eligible, edges) };
}

const LARGEST_Q = { '≤ 0.05': 0.05, '≤ 0.001': 0.001 } as const;
const SMALLEST_PRESENCE = 0.8;

/** An edge whose q, stability or survival was not computed passes no such filter. */
function survives(edge: NetworkEdge, choice: string, nulls: readonly string[]): boolean {
  if (choice === 'all') return true;
  if (choice === EVERY_DECISIVE) return edge.survives_decisive === true;
  if (choice === NOT_EVERY_DECISIVE) return edge.survives_decisive === false;
  return edge.survives.includes(nulls.indexOf(choice));
}

/** Union-find with path halving. */
function components(
  nodes: ReadonlySet<number>,
  edges: readonly NetworkEdge[],
): Pick<Visible, 'component' | 'nComponents' | 'giant'> {
  const parent = new Map([...nodes].map((id) => [id, id]));
  const root = (start: number): number => {
    let at = start;
    for (let above = parent.get(at)!; above !== at; above = parent.get(at)!) {
      parent.set(at, parent.get(above)!);
      at = above;
    }
    return at;
  };
  for (const { a, b } of edges) parent.set(root(a), root(b));
  const sizes = new Map<number, number>();
  const first = new Map<number, number>();
  for (const id of nodes) {
    const top = root(id);
    sizes.set(top, (sizes.get(top) ?? 0) + 1);
    first.set(top, Math.min(first.get(top) ?? id, id));
  }
  const order = [...sizes.keys()].sort(
    (one, two) => sizes.get(two)! - sizes.get(one)! || first.get(one)! - first.get(two)!,
  );
  const number = new Map(order.map((top, index) => [top, index + 1]));
  return {
    component: new Map([...nodes].map((id) => [id, number.get(root(id))!])),
    nComponents: order.filter((top) => sizes.get(top)! > 1).length,
    giant: order.length === 0 ? 0 : sizes.get(order[0])!,
  };
}
