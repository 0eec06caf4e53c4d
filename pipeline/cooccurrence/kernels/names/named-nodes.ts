/** Which feature a node of several is named for: the one of largest Σ|attribution|, the first of equals. */
import type { NamedFeature } from './feature-labels.ts';

/** A row of the query name_feature. */
export interface NodeFeature extends Omit<NamedFeature, 'members'> {
  readonly node: number;
}

/** A row of the query node_member_size. */
export interface MemberSize {
  readonly feature_id: number;
  readonly size: number;
}

/** @param rows by node, then feature @param sizes of the features of nodes of several @returns one a node */
export function namedNodes(rows: readonly NodeFeature[], sizes: readonly MemberSize[]): NamedFeature[] {
  const sizeOf = new Map(sizes.map(({ feature_id: id, size }) => [id, size]));
  const nodes = new Map<number, NodeFeature[]>();
  for (const row of rows) nodes.set(row.node, [...(nodes.get(row.node) ?? []), row]);
  return [...nodes.values()].map((own) => {
    const size = ({ feature_id: id }: NodeFeature): number => sizeOf.get(id) ?? 0;
    return { ...own.reduce((best, row) => (size(row) > size(best) ? row : best)), members: own.length };
  });
}
