/** A study file of the short form, as benches read it: what its only instance of `cooccurrence` sees stands at the top. */
import * as cooccurrence from '../pipeline/cooccurrence/settings.ts';
import * as task from '../pipeline/task/settings.ts';
import { loadStudy, parseStudy, type Study } from '../src/run/study/study.ts';

type ShortStudy = Study & cooccurrence.CooccurrenceStudy;

export function loadShortStudy(file: string, overrides: readonly string[] = []): ShortStudy {
  return loadStudy(file, [cooccurrence, task], overrides) as ShortStudy;
}

/** The same from text; `file` names the study in messages, and its folder is what paths are relative to. */
export function parseShortStudy(text: string, file: string, overrides: readonly string[] = []): ShortStudy {
  return parseStudy(text, file, [cooccurrence, task], overrides) as ShortStudy;
}
