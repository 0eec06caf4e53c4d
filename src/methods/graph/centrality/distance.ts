/**
 * Distance of an edge from its strength: 1 - |r|. Strong ties are short; the two are never stored under one name.
 *
 * Two columns that are copies of each other have |r| = 1 and would lie at distance 0, where shortest paths are no longer
 * countable (a zero-length edge may be walked or not). Such edges get FLOOR, a thousandth of the rounding of any r that
 * a table prints, so they stay shorter than every other edge and path counts stay defined.
 */

/** Smallest distance of two different nodes. */
export const FLOOR = 1e-9;

/** [2M] distances for [2M] strengths. A strength over 1 (beyond rounding) is refused: it is no correlation. */
export function distances(strengths: Float64Array): Float64Array {
  return strengths.map((strength, k) => {
    if (!(strength >= 0 && strength <= 1 + 1e-12)) {
      throw new RangeError(`distances: strength ${strength} of entry ${k}, expected 0 to 1`);
    }
    return Math.max(FLOOR, 1 - strength);
  });
}
