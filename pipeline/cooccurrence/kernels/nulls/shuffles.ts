/**
 * Nulls `shuffle-prompts` (N0) and `shuffle-within-strata` (N1): each feature's values are permuted over the prompts, over all of them
 * or within each stratum. They forget everything that prompts share, the gain and direction of the gradient included, so a
 * study with a shared gradient rejects them for free: descriptive only.
 */
import { type Random, shuffle } from '../../../../src/random.ts';

export interface Shuffled {
  readonly rows: number;
  readonly cols: number;
  /** [P, F] row-major. */
  readonly values: Float64Array;
  /** [P] group within which values move. */
  readonly groups: Int32Array;
}

export function shuffled({ rows, cols, values, groups }: Shuffled, rng: Random): Float64Array {
  const members = membersOf(groups);
  const moved = new Float64Array(values.length);
  for (let f = 0; f < cols; f++) {
    for (const prompts of members) {
      const from = shuffle([...prompts], rng);
      prompts.forEach((prompt, i) => {
        moved[prompt * cols + f] = values[from[i] * cols + f];
      });
    }
  }
  if (rows !== groups.length)
    throw new RangeError(`shuffled: ${groups.length} groups, expected one for each of ${rows} prompts`);
  return moved;
}

/** Prompts that can move at all: those that do not stand alone in their group. */
export function movable(groups: Int32Array): number {
  return membersOf(groups)
    .filter((prompts) => prompts.length > 1)
    .reduce((sum, prompts) => sum + prompts.length, 0);
}

function membersOf(groups: Int32Array): number[][] {
  const members: number[][] = [];
  groups.forEach((group, prompt) => {
    members[group] ??= [];
    members[group].push(prompt);
  });
  return members.filter((prompts) => prompts !== undefined);
}
