/**
 * That every analysis has the contrast that stage `evaluate` gives the prompts. A study file may name another under an analysis, and no
 * stage computes it yet: the run would be of the contrast at the top, and say nothing.
 */
import { basename } from 'node:path';
import { StudyError } from '../../../src/errors.ts';
import type { ResolvedStudy } from '../../../src/run/study/study.ts';
import { name as task } from '../settings.ts';

/** @throws StudyError naming the analysis */
export function checkContrast({ file, analyses }: Pick<ResolvedStudy, 'file' | 'analyses'>): void {
  const of = (name: string): unknown => {
    const { attribution } = (analyses[name]?.settings ?? {}) as { attribution?: { contrast?: unknown } };
    return attribution?.contrast;
  };
  const shared = of(task);
  for (const name of Object.keys(analyses)) {
    const own = of(name);
    if (shared === undefined || own === undefined || own === shared) continue;
    throw new StudyError({
      where: `${basename(file)}: analyses.${name}.attribution.contrast`,
      found: String(own),
      expected: `${String(shared)}, the contrast of the study's prompts`,
      fix: 'Write the contrast at the top, where it holds for every analysis; one of its own is not computed yet.',
    });
  }
}
