/** What run.json says of the analysis: the keys of a short study file, each of which a run that failed early may lack. */
import type { CooccurrenceStudy } from '../../pipeline/cooccurrence/settings.ts';
import type { RunManifest } from '../manifest.ts';

export function studyOf({ study }: RunManifest): Partial<CooccurrenceStudy> {
  return (study ?? {}) as Partial<CooccurrenceStudy>;
}
