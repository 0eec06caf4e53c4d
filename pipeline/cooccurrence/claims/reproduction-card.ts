/** The rows of the table `reproduction`: what the study published beside what this run found, with its worked example run again where the model is its own. */
import type { Subject } from '../../../src/engine/passes/subject.ts';
import { EXAMPLE } from './published.ts';
import { type comparedSettings, differencesOf, type ReproductionRow, reproductionRows } from './reproduction.ts';
import { workedExample } from './worked-example.ts';

interface CardSources {
  /** The run's values by the names of the published ones. */
  readonly figures: readonly { readonly name: string; readonly value: number | null }[];
  readonly subject: Subject;
}

export async function reproductionCard(
  {
    compared,
    steering,
  }: { readonly compared: ReturnType<typeof comparedSettings>; readonly steering: { readonly base_factor: number } },
  { figures, subject }: CardSources,
  threads: number,
): Promise<ReproductionRow[]> {
  const found = new Map(figures.flatMap(({ name, value }) => (value === null ? [] : [[name, value] as const])));
  const other = differencesOf(compared, 'steering');
  const example =
    other.length > 0
      ? `the example is of the study's own model, and this run has another ${other.join(', ')}`
      : await workedExample(subject, EXAMPLE, { baseFactor: steering.base_factor, threads });
  const [before, after] = ['example before', 'example after'];
  return typeof example === 'string'
    ? reproductionRows(compared, found, new Map([before, after].map((key) => [key, example])))
    : reproductionRows(compared, found.set(before, example.before).set(after, example.after));
}
