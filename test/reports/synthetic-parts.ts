/** Pieces of the synthetic run: planted groups, plain statistics, components, and the small tables. */
import type { ColumnData } from '../../src/run/tables/tables.ts';

export type Columns = Record<string, ColumnData>;

export const STRATA: readonly [string, number][] = [
  ['baseball', 27],
  ['basketball', 18],
  ['football', 17],
  ['soccer', 15],
  ['racing', 6],
  ['tennis', 6],
  ['golf', 5],
  ['boxing', 4],
  ['cricket', 1],
  ['track', 1],
];
export const GROUPS: readonly number[] = [42, 31, 22, 14];

export function stratumOf(prompt: number, prompts: number): string {
  let left = (prompt * 100) / prompts;
  for (const [name, count] of STRATA) {
    if (left < count) return name;
    left -= count;
  }
  return STRATA[STRATA.length - 1][0];
}

/** 1 to 4 are planted groups; 0 is the rest. */
export function groupOf(index: number, features: number): number {
  let left = (index * 175) / features;
  for (const [group, size] of GROUPS.entries()) {
    if (left < size) return group + 1;
    left -= size;
  }
  return 0;
}

export function deviation(row: readonly number[]): number {
  const mean = row.reduce((sum, value) => sum + value, 0) / row.length;
  return Math.sqrt(row.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (row.length - 1));
}

export function pearson(x: readonly number[], y: readonly number[]): number {
  const mean = (row: readonly number[]): number => row.reduce((sum, value) => sum + value, 0) / row.length;
  const [mx, my] = [mean(x), mean(y)];
  const products = x.reduce((sum, value, index) => sum + (value - mx) * (y[index] - my), 0);
  return products / ((x.length - 1) * deviation(x) * deviation(y));
}

export function components(
  count: number,
  edges: readonly { a: number; b: number }[],
): { cluster: number; size: number }[] {
  const parent = Array.from({ length: count }, (_, index) => index);
  const root = (index: number): number => (parent[index] === index ? index : root(parent[index]));
  for (const { a, b } of edges) parent[root(a)] = root(b);
  return numbered(parent.map((_, index) => root(index)));
}

/** Arbitrary group names → 1 for the largest, ties by first member, with sizes. */
export function numbered(names: readonly number[]): { cluster: number; size: number }[] {
  const sizes = new Map<number, number>();
  for (const name of names) sizes.set(name, (sizes.get(name) ?? 0) + 1);
  const order = [...sizes.keys()].sort((a, b) => sizes.get(b)! - sizes.get(a)! || names.indexOf(a) - names.indexOf(b));
  return names.map((name) => ({ cluster: order.indexOf(name) + 1, size: sizes.get(name)! }));
}

export function ledger(positions: readonly { id: number; position: number }[], normal: () => number): Columns {
  const parts = positions.map(() => [0.3 * normal(), 0.1 * normal(), 0.15 * normal()]);
  const part = (index: number): number[] => parts.map((row) => row[index]);
  return {
    prompt_id: positions.map((row) => row.id),
    position: positions.map((row) => row.position),
    features: part(0),
    bias: part(1),
    error: part(2),
    total: parts.map((row) => row[0] + row[1] + row[2]),
  };
}

/** The threshold of the synthetic study. */
export const THRESHOLD = 0.7;

export function sweepColumns(features: number, pairs: readonly { a: number; b: number; r: number }[]): Columns {
  const thresholds = Array.from({ length: 14 }, (_, step) => Math.round((0.3 + 0.05 * step) * 100) / 100);
  const edgesAt = thresholds.map((at) => pairs.filter((pair) => Math.abs(pair.r) > at));
  const partsAt = edgesAt.map((edges) => components(features, edges));
  return {
    threshold: thresholds,
    edges: edgesAt.map((edges) => edges.length),
    density: edgesAt.map((edges) => edges.length / pairs.length),
    components: partsAt.map((parts) => new Set(parts.map((row) => row.cluster)).size),
    giant: partsAt.map((parts) => Math.max(...parts.map((row) => row.size))),
    modularity: thresholds.map((at, step) => (edgesAt[step].length === 0 ? null : 0.2 + 0.5 * at)),
    ari: thresholds.map((at, step) => (edgesAt[step].length === 0 ? null : 1 - 3 * Math.abs(at - THRESHOLD))),
  };
}
