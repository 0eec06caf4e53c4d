/** A study file of the short form, as benches read it: what its only instance of `cooccurrence` sees stands at the top. */
import * as cooccurrence from '../pipeline/cooccurrence/settings.ts';
import * as task from '../pipeline/task/settings.ts';
import { loadStudy, type Study } from '../src/run/study/study.ts';

export type ShortStudy = Study & cooccurrence.CooccurrenceStudy;

export function loadShortStudy(file: string, overrides: readonly string[] = []): ShortStudy {
  return loadStudy(file, [cooccurrence, task], overrides) as ShortStudy;
}
