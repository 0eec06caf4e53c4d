/**
 * A subsample of prompts without replacement, drawn within strata so that every answer keeps its share: of a stratum of
 * size s, round(share · s) prompts and never fewer than one. Prompts are not drawn twice, because a repeated prompt is a
 * perfect agreement of all features and would strengthen every edge.
 */
import { type Random, shuffle } from '../../../../src/random.ts';

/** `strata` [P]: the stratum of each prompt. Returns row indices, ascending. */
export function subsample(strata: readonly string[], share: number, rng: Random): Int32Array {
  if (!(share > 0 && share <= 1)) throw new RangeError(`subsample: share ${share}, expected over 0 and at most 1`);
  const groups = new Map<string, number[]>();
  strata.forEach((stratum, row) => {
    const rows = groups.get(stratum);
    if (rows === undefined) groups.set(stratum, [row]);
    else rows.push(row);
  });
  const drawn: number[] = [];
  for (const rows of groups.values()) {
    const size = Math.max(1, Math.round(share * rows.length));
    drawn.push(...shuffle(rows, rng).slice(0, size));
  }
  return Int32Array.from(drawn).sort();
}
