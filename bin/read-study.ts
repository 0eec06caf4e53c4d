/** A study file as every command reads it: with all the analyses that there are. */
import { loadStudy, type Study } from '../src/run/study/study.ts';

/** @param overrides texts given to `--set` */
export async function readStudy(file: string, overrides: readonly string[]): Promise<Study> {
  // Loaded late: help needs none of the analyses.
  const analyses = await import('../pipeline/analyses.ts');
  return loadStudy(file, Object.values(analyses), overrides);
}
