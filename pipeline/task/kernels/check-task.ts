/**
 * Whether a task can be run with a study's settings: combinations that no single file shows to be wrong.
 * Complaints name the key and, where there is one, the row (counted from 1).
 */
import { basename } from 'node:path';
import { StudyError } from '../../../src/errors.ts';
import type { TaskStudy } from '../settings.ts';
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
