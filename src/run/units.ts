/** The units of a study: every stage of every instance of every analysis, in an order in which each reads from earlier ones. */
import type { Instance, Unit } from './analysis.ts';
import type { Stage } from './stage.ts';
import { sourcesOf } from './upstream.ts';

/** What the list of analyses holds of one. */
export interface Runnable {
  readonly name: string;
  readonly stages: readonly Stage[];
}

export function unitsOf(
  analyses: readonly Runnable[],
  instancesOf: (analysis: string) => readonly Instance[],
): readonly Unit[] {
  return inOrder(
    analyses.flatMap(({ name, stages }) =>
      instancesOf(name).flatMap(({ scope, study }) => stages.map((stage) => ({ analysis: name, scope, study, stage }))),
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
