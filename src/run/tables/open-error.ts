/** Why a database could not be opened, said so that a user can mend it; an error of another kind comes back as it is. */
import { StudyError } from '../../errors.ts';

/** Another process has it open for writing. */
export function isLocked(error: unknown): boolean {
  return error instanceof Error && /could not set lock|conflicting lock/i.test(error.message);
}

export function explainOpen(path: string, error: unknown): unknown {
  const reason = error instanceof Error ? error.message : String(error);
  const complain = (found: string, expected: string, fix: string) =>
    new StudyError({ where: path, found, expected, fix }, { cause: error });
  if (isLocked(error)) {
    return complain('another process has it open', 'one process at a time', 'Wait for it to end.');
  }
  if (/permission denied|read-only file system/i.test(reason)) {
    return complain('the file cannot be written', 'a writable folder', 'Choose another with --out.');
  }
  if (/not a valid DuckDB database|serializ|storage version|corrupt|could not read/i.test(reason)) {
    const [line] = reason.split('\n');
    return complain(
      `the file cannot be read (${line})`,
      'a database of this version of cofire',
      'Delete it and run again.',
    );
  }
  return error;
}
