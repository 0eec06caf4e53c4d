/**
 * Errors of the machine that a user can mend (a full disk, a folder that may not be written, too many open files) as a
 * StudyError; any other error comes back as it is.
 */
import { StudyError } from './errors.ts';

const MEANINGS: Readonly<Record<string, readonly [found: string, expected: string]>> = {
  ENOSPC: ['the disk is full', 'free space; nothing is lost, run again when there is some'],
  EDQUOT: ['the disk quota is used up', 'free space; nothing is lost, run again when there is some'],
  EACCES: ['permission denied', 'a place this user may use'],
  EPERM: ['permission denied', 'a place this user may use'],
  EROFS: ['the file system is read-only', 'a writable place, such as another folder with --out'],
  ENOTDIR: ['a file stands where a folder should be', 'a folder'],
  EEXIST: ['a file stands where a folder should be', 'a folder'],
  EMFILE: ['too many open files', 'a higher limit (ulimit -n)'],
};

export function explainSystem(error: unknown): unknown {
  if (!(error instanceof Error)) return error;
  const { code, path } = error as NodeJS.ErrnoException;
  // DuckDB reports the same faults in its own words, inside an error without a code.
  const meaning =
    MEANINGS[code ?? ''] ?? (/no space left on device/i.test(error.message) ? MEANINGS.ENOSPC : undefined);
  if (meaning === undefined) return error;
  return new StudyError({ where: path ?? 'disk', found: meaning[0], expected: meaning[1] }, { cause: error });
}
