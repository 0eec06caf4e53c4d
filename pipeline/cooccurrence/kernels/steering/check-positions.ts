/** That every position a study steers is one that some prompt has: a push beyond the end of all would be no push at all. */
import { basename } from 'node:path';
import { StudyError } from '../../../../src/errors.ts';
import type { CooccurrenceStudy } from '../../settings.ts';

/** @param lengths tokens of each prompt, BOS included */
export function checkPositions(
  { steering, file }: Pick<CooccurrenceStudy, 'steering' | 'file'>,
  lengths: readonly number[],
): void {
  if (typeof steering.positions === 'string') return;
  const longest = Math.max(...lengths);
  const beyond = steering.positions.find((position) => position >= longest);
  if (beyond === undefined) return;
  throw new StudyError({
    where: `${basename(file)}: steering.positions`,
    found: `${beyond}, which no prompt has`,
    expected: `positions from 0 to ${longest - 1}; the longest prompt has ${longest} tokens`,
  });
}
