/**
 * Do the groups differ in spread? One-way ANOVA of the distances from each group's median (Brown & Forsythe 1974; Levene's
 * test with medians, the default of scipy and R's car). Read beside an ANOVA, whose p assumes that they do not.
 */

import { quantile } from '../quantile.ts';
import { type Anova, anova } from './anova.ts';

export function levene(groups: readonly ArrayLike<number>[]): Anova {
  return anova(
    groups.map((group, index) => {
      if (group.length === 0) throw new RangeError(`levene: group ${index} is empty, expected at least one value`);
      const median = quantile(group, 0.5);
      return Float64Array.from(group, (value) => Math.abs(value - median));
    }),
  );
}
