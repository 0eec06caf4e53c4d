/**
 * Bootstrap means of a cell: in draw k its sets are drawn anew and averaged, over the prompts of draw k. A cell's draws are seeded by
 * its name, so it is drawn alike at every dose and a new arm moves none of the others.
 */

import { resampled } from '../../../../src/methods/stats/resampling.ts';
import { random } from '../../../../src/random.ts';
import type { Cell } from './arm-means.ts';

/** @param means [S] of each draw of prompts @returns mean over the cell's sets in each draw */
export type SetDraws = (cell: Cell, means: readonly Float64Array[]) => Float64Array;

export function setDraws(seed: number): SetDraws {
  const known = new Map<string, Uint16Array[]>();
  return ({ arm, size, cluster, members }, means) => {
    const count = members.length;
    const key = `${arm}/${size}/${cluster}/${count}/${means.length}`;
    let weights = known.get(key);
    if (weights === undefined) {
      const rng = random(seed, 'summarise', 'sets', arm, size, cluster ?? 0);
      weights = means.map(() => Uint16Array.from(resampled(count, rng)));
      known.set(key, weights);
    }
    return Float64Array.from(means, (drawn, k) => {
      const own = (weights as Uint16Array[])[k];
      let sum = 0;
      for (let i = 0; i < count; i++) sum += own[i] * drawn[members[i]];
      return sum / count;
    });
  };
}
