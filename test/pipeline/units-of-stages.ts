/** Some stages of the real analyses by name, as the units of a study. */
import * as analyses from '../../pipeline/analyses.ts';
import type { Unit } from '../../src/run/analysis.ts';
import type { Study } from '../../src/run/study/study.ts';
import { unitsOf } from '../../src/run/units.ts';

export function unitsOfStages(study: Study, names: readonly string[]): readonly Unit[] {
  const chosen = Object.values(analyses).map(({ name, needs, stages }) => {
    return { name, needs, stages: stages.filter((stage) => names.includes(stage.name)) };
  });
  return unitsOf(study, chosen);
}
