/**
 * Decoder rows of a synthetic dictionary, of length 1; the selected features are the first. `split` puts rows in groups
 * of some cosine with one another, in the whole dictionary: feature splitting, and at cosines near 1 copies. `aligned` plants groups of selected features: the part of a direction that lies in the
 * gradient's span is turned towards one direction of its group, to a cosine of `aligned` with it; its length and the part outside stay.
 * The groups' directions are orthogonal. Projections of a group then go together, while its decoder rows are little more alike than others.
 */
import type { Random } from '../../src/random.ts';
import { add, direction, dot, orthonormal, unit, without } from './vectors.ts';

export interface Split {
  /** Features in a group. */
  readonly group: number;
  /** Mean cosine of two of them. */
  readonly cosine: number;
}

export interface RowOptions {
  readonly features: number;
  readonly dictionary: number;
  readonly split: Split | null;
  /** Between 0 and 1; 0 plants nothing. */
  readonly aligned: number;
  /** Features of each planted group; the others are in none. */
  readonly groups: readonly (readonly number[])[];
  /** Orthonormal basis of the span of the gradients. */
  readonly span: readonly Float64Array[];
  /** What each group is turned towards, within the span; by chance unless given. */
  readonly targets?: readonly Float64Array[];
}

export function decoderRows(options: RowOptions, rng: Random): Float64Array[] {
  const { dictionary, split, aligned, groups, span, targets: given } = options;
  const width = span[0].length;
  const byChance = (): Float64Array => {
    const sum = new Float64Array(width);
    for (const b of span) add(sum, rng.normal(), b);
    return sum;
  };
  const targets = orthonormal(given ?? groups.map(byChance));
  let parent = new Float64Array(width);
  return Array.from({ length: dictionary }, (_, f) => {
    if (f % (split?.group ?? dictionary) === 0) parent = Float64Array.from(direction(width, rng));
    let row = direction(width, rng);
    if (split !== null)
      row = unit(row.map((x, d) => Math.sqrt(1 - split.cosine) * x + Math.sqrt(split.cosine) * parent[d]));
    const target = targets[groups.findIndex((members) => members.includes(f))];
    return aligned > 0 && target !== undefined ? turned(row, target, aligned, span) : row;
  });
}

function turned(row: Float64Array, target: Float64Array, cosine: number, span: readonly Float64Array[]): Float64Array {
  const outside = without(row, span);
  const inside = row.map((x, d) => x - outside[d]);
  const length = Math.sqrt(dot(inside, inside));
  const own = unit(without(inside, [target]));
  const moved = outside.slice();
  add(moved, length * cosine, target);
  add(moved, length * Math.sqrt(1 - cosine * cosine), own);
  return moved;
}
