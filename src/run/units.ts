/** The units of a study: every stage of every instance of every analysis, in an order in which each reads from earlier ones. */
import { type Analysis, instancesOf, type Unit } from './analysis.ts';
import type { ResolvedStudy } from './study/study.ts';
import { sourcesOf } from './upstream.ts';

/** What has to be known of an analysis to run it. */
export type Runnable = Pick<Analysis, 'name' | 'needs' | 'stages'>;

export function unitsOf(study: ResolvedStudy, analyses: readonly Runnable[]): readonly Unit[] {
  return inOrder(
    analyses.flatMap((analysis) =>
      instancesOf(study, analysis).flatMap((instance) =>
        analysis.stages.map((stage): Unit => ({ analysis: analysis.name, ...instance, stage })),
      ),
    ),
  );
}

/** The next is always the first, as listed, whose sources stand already. @throws Error for a circle */
function inOrder(listed: readonly Unit[]): readonly Unit[] {
  const sources = new Map(
    listed.map((unit) => [unit, Object.values(unit.stage.reads).flatMap((input) => sourcesOf(input, unit, listed))]),
  );
  const placed = new Set<Unit>();
  while (placed.size < listed.length) {
    const next = listed.find((unit) => !placed.has(unit) && sources.get(unit)?.every((source) => placed.has(source)));
    if (next === undefined) {
      const left = listed.filter((unit) => !placed.has(unit)).map(({ analysis, stage }) => `${analysis}.${stage.name}`);
      throw new Error(`stages ${left.join(', ')}: each waits for another, expected no circle`);
    }
    placed.add(next);
  }
  return [...placed];
}
