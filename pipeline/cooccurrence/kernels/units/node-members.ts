/**
 * The features that a node of the network stands for. A node is one feature, or with `features.merge_copies` a unit of them: its value is the sum
 * of theirs, and whatever is done to it is done to every one. Everything that takes a node out, pushes it or gives it other directions asks here.
 */
import { decoderRows } from '../../../../src/engine/dictionary/decoder-rows.ts';
import type { SaeFiles } from '../../../../src/engine/dictionary/sae-files.ts';
import type { Member } from '../steering/members.ts';

/** A row of the query node_member. */
export interface NodeMember {
  readonly feature_id: number;
  readonly node: number;
}

export class NodeMembers {
  private readonly members = new Map<number, number[]>();
  private readonly nodes = new Map<number, number>();

  /** @param rows by node, then feature */
  constructor(rows: readonly NodeMember[]) {
    for (const { feature_id: id, node } of rows) {
      this.members.set(node, [...(this.members.get(node) ?? []), id]);
      this.nodes.set(id, node);
    }
  }

  /** Whether a node has several features. */
  get merged(): boolean {
    return this.members.size < this.nodes.size;
  }

  /** Features of a node, ascending; a feature of no node is one by itself. */
  of(node: number): readonly number[] {
    return this.members.get(node) ?? [node];
  }

  /** Features of some nodes, one node after another. */
  all(nodes: Iterable<number>): number[] {
    return Array.from(nodes, (node) => this.of(node)).flat();
  }

  /** Node of a feature; itself where it is in none. */
  nodeOf(feature: number): number {
    return this.nodes.get(feature) ?? feature;
  }

  /** The features of the nodes of clusters, each with its node's cluster. */
  clustered(rows: readonly Member[]): Member[] {
    return rows.flatMap(({ feature_id: node, cluster }) => this.of(node).map((id) => ({ feature_id: id, cluster })));
  }
}

/** Features by place, and which of them a node by its place is: what a plan stores of the nodes that it knows by their places. */
export interface NodeParts {
  readonly features: readonly number[];
  /** Places of each node's features, ascending. */
  readonly parts: readonly (readonly number[])[];
}

/** @param nodes ids by place */
export function nodeParts(nodes: readonly number[], members: NodeMembers): NodeParts {
  const features = members.all(nodes);
  let from = 0;
  const parts = nodes.map((node) => members.of(node).map(() => from++));
  return { features, parts };
}

/** Places of the features of some nodes. */
export function partsOf({ parts }: Pick<NodeParts, 'parts'>, nodes: readonly number[]): number[] {
  return nodes.flatMap((node) => parts[node]);
}

/** What a push along every feature of a node adds, by node: the sum of their decoder rows. */
export async function nodeRows(
  sae: SaeFiles,
  nodes: Iterable<number>,
  members: NodeMembers,
): Promise<ReadonlyMap<number, Float32Array>> {
  const ids = [...nodes];
  const rows = await decoderRows(sae, members.all(ids));
  if (!members.merged) return rows;
  return new Map(ids.map((node) => [node, sumOfRows(members.of(node), rows)]));
}

function sumOfRows(features: readonly number[], rows: ReadonlyMap<number, Float32Array>): Float32Array {
  const [first, ...others] = features.map((id) => {
    const row = rows.get(id);
    if (row === undefined) throw new Error(`node: no decoder row of feature ${id}`);
    return row;
  });
  const sum = Float64Array.from(first);
  for (const row of others) for (let d = 0; d < sum.length; d++) sum[d] += row[d];
  return Float32Array.from(sum);
}
