/** A study file as every command reads it: with all the analyses that there are. */
import * as cooccurrence from '../pipeline/cooccurrence/settings.ts';
import { StudyError } from '../src/errors.ts';
import { type AnalysisSettings, instancesOf } from '../src/run/analysis.ts';
import { loadStudy, type Study } from '../src/run/study/study.ts';
import { plainModules } from './plain-modules.mjs';

const PIPELINE = new URL('../pipeline/', import.meta.url);

/** @param overrides texts given to `--set` */
export async function readStudy(file: string, overrides: readonly string[]): Promise<Study> {
  // Their settings alone: a study file says nothing of stages, which take longer to load than all the rest of a check.
  const analyses: { readonly module: AnalysisSettings }[] = await plainModules(PIPELINE, 'settings.ts');
  return loadStudy(
    file,
    analyses.map(({ module }) => module),
    overrides,
  );
}

/** The analysis of a short study file on one of its dictionaries. */
export interface ShortInstance {
  /** Name of the dictionary. */
  readonly dictionary: string;
  /** Schema of its tables. */
  readonly scope: string;
  /** What its stages see. */
  readonly study: cooccurrence.CooccurrenceStudy;
}

/** One for each dictionary that the analysis is on; none where the study does not name it. */
export async function instancesOfShort(study: Study): Promise<ShortInstance[]> {
  return instancesOf(study, cooccurrence).map(({ scope, study: seen }, place) => ({
    dictionary: study.analyses[cooccurrence.name].on[place],
    scope,
    study: seen as cooccurrence.CooccurrenceStudy,
  }));
}

/** The first of them. @throws StudyError where there is none */
export async function readShortStudy(
  file: string,
  overrides: readonly string[],
): Promise<cooccurrence.CooccurrenceStudy> {
  const study = await readStudy(file, overrides);
  const [first] = await instancesOfShort(study);
  if (first !== undefined) return first.study;
  throw new StudyError({
    where: file,
    found: 'no analysis cooccurrence',
    expected: 'a study with one, whose dictionary and steering settings are used',
  });
}
