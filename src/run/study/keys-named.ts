/** Keys of a study file by their last word alone: `threshold` is that of `network`. */
import type { AnalysisSettings } from '../analysis.ts';
import type { Path } from './complain.ts';
import { dictionary } from './dictionary-settings.ts';
import { type Children, leavesOf } from './leaf.ts';
import { study } from './study-settings.ts';
import { suggest } from './suggest.ts';

/** A word that many blocks have says nothing of which is meant. */
const MOST = 3;

/** Long forms of the keys that end in this word, or in the one closest to it; none where there are more than three. */
export function keysNamed(word: string, analyses: readonly AnalysisSettings[]): Path[] {
  const keys = everyKey(analyses);
  const lasts = [...new Set(keys.map((key) => key[key.length - 1]))];
  const last = lasts.includes(word) ? word : suggest(word, lasts);
  const found = keys.filter((key) => key[key.length - 1] === last);
  return found.length > MOST ? [] : found;
}

function everyKey(analyses: readonly AnalysisSettings[]): Path[] {
  const under = (children: Children, prefix: Path): Path[] =>
    leavesOf(children).map(([key]) => [...prefix, ...key.split('.')]);
  return [
    ...under(study.children, []),
    ...under(dictionary.children, ['dictionaries', 'sae']),
    ...analyses.flatMap(({ name, settings }) => under(settings.children, ['analyses', name])),
  ];
}
