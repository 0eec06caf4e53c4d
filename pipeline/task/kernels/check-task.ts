/**
 * Whether a task can be run with a study's settings: combinations that no single file shows to be wrong.
 * Complaints name the key and, where there is one, the row (counted from 1).
 */
import { basename } from 'node:path';
import { StudyError } from '../../../src/errors.ts';
import type { ResolvedStudy } from '../../../src/run/study/study.ts';
import type { TaskStudy } from '../settings.ts';
import { name as task } from '../settings.ts';
import type { TaskRow } from './task-file.ts';

/** A correlation of two prompts is always 1 or -1. */
const LEAST_PROMPTS = 3;

export function checkTask(study: Pick<TaskStudy, 'attribution' | 'task'>, rows: readonly TaskRow[]): void {
  const { contrast } = study.attribution;
  const where = `attribution.contrast: ${contrast}`;
  const file = basename(study.task.file);
  if (rows.length < LEAST_PROMPTS) {
    const found = rows.length === 1 ? 'a single prompt' : `${rows.length} prompts`;
    throw new StudyError({
      where: file,
      found,
      expected: `at least ${LEAST_PROMPTS}, to correlate features over them`,
    });
  }
  if (contrast === 'foil') {
    const row = rows.findIndex(({ foil }) => foil === undefined);
    if (row < 0) return;
    const found = rows.some(({ foil }) => foil !== undefined)
      ? `no foil in row ${row + 1} of ${file}`
      : `no foil column in ${file}`;
    throw new StudyError({
      where,
      found,
      expected: 'a foil for every prompt',
      fix: 'Add them, or choose another contrast.',
    });
  }
  const answers = new Set(rows.map(({ answer }) => answer));
  const row = rows.findIndex(({ accepted }) => [...answers].every((answer) => accepted.includes(answer)));
  if (row >= 0) {
    throw new StudyError({
      where,
      found: `every answer of ${file} is right for row ${row + 1}`,
      expected: 'at least one other answer that is wrong for it',
      fix: 'Use the contrast foil with a foil column.',
    });
  }
}

/**
 * That every analysis has the contrast that stage `evaluate` gives the prompts. A study file may name another under an analysis, and no
 * stage computes it yet: the run would be of the contrast at the top, and say nothing.
 * @throws StudyError naming the analysis
 */
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
