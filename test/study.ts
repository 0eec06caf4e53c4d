/** Study files read with the settings of every analysis that tests of the pipeline use, without the stages and what they load. */
import * as cooccurrence from '../pipeline/cooccurrence/settings.ts';
import * as task from '../pipeline/task/settings.ts';
import { loadStudy as load, parseStudy as parse, type Study } from '../src/run/study/study.ts';

export const ANALYSES = [cooccurrence, task];

/** A study of the short form: what its only instance of `cooccurrence` sees stands at the top. */
export type ShortStudy = Study & cooccurrence.CooccurrenceStudy;

export function loadStudy(file: string, overrides: readonly string[] = []): ShortStudy {
  return load(file, ANALYSES, overrides) as ShortStudy;
}

export function parseStudy(text: string, file: string, overrides: readonly string[] = []): ShortStudy {
  return parse(text, file, ANALYSES, overrides) as ShortStudy;
}
