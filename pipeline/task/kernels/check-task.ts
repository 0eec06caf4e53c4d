/**
 * Whether a task can be run with a study's settings: combinations that no single file shows to be wrong.
 * Complaints name the key and, where there is one, the row (counted from 1).
 */
import { basename } from 'node:path';
import { StudyError } from '../../../src/errors.ts';
import { type RowFault, refuseFaults } from '../../../src/fault-list.ts';
import type { ResolvedStudy } from '../../../src/run/study/study.ts';
import type { TaskStudy } from '../settings.ts';
import { name as task } from '../settings.ts';
import type { TaskRow } from './task-file.ts';

/** A correlation of two prompts is always 1 or -1. */
const LEAST_PROMPTS = 3;

type Asked = Pick<TaskStudy, 'attribution'> & { readonly task: { readonly file: string } };

/** @throws StudyError with every row at fault */
export function checkTask(study: Asked, rows: readonly TaskRow[]): void {
  const file = basename(study.task.file);
  if (rows.length < LEAST_PROMPTS) {
    const found = rows.length === 1 ? 'a single prompt' : `${rows.length} prompts`;
    const expected = `at least ${LEAST_PROMPTS}, to correlate features over them`;
    throw new StudyError({ where: file, found, expected });
  }
  const faults = contrastFaults(study, rows, (index) => index + 1);
  refuseFaults(file, faults, rows.length);
}

/**
 * Rows of which no contrast can be made. @param numberOf a row's number in its file
 * @throws StudyError where none of the task has one
 */
export function contrastFaults(
  study: Asked,
  rows: readonly TaskRow[],
  numberOf: (index: number) => number,
): RowFault[] {
  const { contrast } = study.attribution;
  const where = `attribution.contrast: ${contrast}`;
  const file = basename(study.task.file);
  if (contrast === 'foil') {
    const expected = 'a foil for every prompt';
    const fix = 'Add them, or choose another contrast.';
    if (rows.length > 0 && rows.every(({ foil }) => foil === undefined))
      throw new StudyError({ where, found: `no foil column in ${file}`, expected, fix });
    return rows.flatMap(({ foil }, index) => {
      const row = numberOf(index);
      return foil === undefined ? [{ row, where, found: `no foil in row ${row} of ${file}`, expected, fix }] : [];
    });
  }
  const answers = new Set(rows.map(({ answer }) => answer));
  const expected = 'at least one other answer that is wrong for it';
  const fix = 'Use the contrast foil with a foil column.';
  const faults = rows.flatMap(({ accepted }, index) => {
    if ([...answers].some((answer) => !accepted.includes(answer))) return [];
    const row = numberOf(index);
    return [{ row, where, found: `every answer of ${file} is right for row ${row}`, expected, fix }];
  });
  // Nothing is gained by a list of all rows.
  if (faults.length === rows.length && rows.length > 0) throw new StudyError(faults[0]);
  return faults;
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
