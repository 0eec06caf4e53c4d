/** Study files read with the settings of every analysis that tests of the pipeline use, without the stages and what they load. */
import * as cooccurrence from '../pipeline/cooccurrence/settings.ts';
import * as task from '../pipeline/task/settings.ts';
import { loadStudy as load, parseStudy as parse, type Study } from '../src/run/study/study.ts';

export const ANALYSES = [cooccurrence, task];

export function loadStudy(file: string, overrides: readonly string[] = []): Study {
  return load(file, ANALYSES, overrides);
}

export function parseStudy(text: string, file: string, overrides: readonly string[] = []): Study {
  return parse(text, file, ANALYSES, overrides);
}
