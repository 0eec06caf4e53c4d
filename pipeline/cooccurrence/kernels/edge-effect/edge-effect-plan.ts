/** What stage `edge-effect` fixes before the model is asked: the sources with what is taken out for each, and their targets. */
import type { DrawnSource } from './draw-pairs.ts';

export interface PlannedSource {
  readonly source: number;
  /** Places of what is taken out together. */
  readonly members: readonly number[];
  readonly targets: readonly PlannedTarget[];
}

export interface PlannedTarget {
  readonly feature: number;
  /** Places of the features whose values make its own. */
  readonly members: readonly number[];
  readonly edge: boolean;
  readonly r: number | null;
}

export interface StoredEdgeEffect {
  /** Ids of every feature that is taken out or looked at, ascending: a feature's place is its index here. */
  readonly features: readonly number[];
  readonly sources: readonly PlannedSource[];
  /** Positions from 0 that nothing is taken out of. */
  readonly skip: number;
  /** Positions that are computed together. */
  readonly most: number;
}

/** @param membersOf the features that a node of the network stands for: itself, where it stands for one */
export function planEdgeEffect(
  drawn: readonly DrawnSource[],
  membersOf: (node: number) => readonly number[],
  known: Pick<StoredEdgeEffect, 'skip' | 'most'>,
): StoredEdgeEffect {
  const nodes = drawn.flatMap(({ source, targets }) => [source, ...targets.map(({ feature }) => feature)]);
  const features = [...new Set(nodes.flatMap((node) => [...membersOf(node)]))].sort((a, b) => a - b);
  const placeOf = new Map(features.map((id, place) => [id, place]));
  const places = (node: number): number[] => membersOf(node).map((id) => placeOf.get(id) ?? -1);
  const sources = drawn.map(({ source, targets }) => ({
    source,
    members: places(source),
    targets: targets.map((target) => ({ ...target, members: places(target.feature) })),
  }));
  return { ...known, features, sources };
}
