/**
 * Connected components at several thresholds at once, from pairs told one by one in any order. A pair that passes a level
 * passes all lower ones, so where its ends already hang together at one level they do at all lower ones, and the work stops:
 * nearly always after one step.
 */
import { UnionFind } from '../union-find.ts';

export class LevelComponents {
  readonly #sets: readonly UnionFind[];

  /** `n` nodes, `levels` thresholds in ascending order. */
  constructor(n: number, levels: number) {
    this.#sets = Array.from({ length: levels }, () => new UnionFind(n));
  }

  /** The pair passes the lowest `levels` of them. */
  pass(a: number, b: number, levels: number): void {
    for (let level = levels - 1; level >= 0; level--) if (!this.#sets[level].union(a, b)) return;
  }

  /** Components (isolated nodes count) and nodes in the largest, per level. */
  result(): { components: number; giant: number }[] {
    return this.#sets.map(({ count, largest }) => ({ components: count, giant: largest }));
  }
}
