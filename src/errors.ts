/**
 * The one error class for what a user can mend: bad files, bad settings, a busy port.
 * The command line prints its message alone and exits with status 2; any other error is a bug and keeps its stack (status 1).
 */

/** What a user needs in order to mend something. Every part is plain text and printed as given. */
export interface Complaint {
  /** File, key or row at fault, as the user would name it: `studies/a.yaml: network.threshold`. */
  readonly where: string;
  /** What is wrong, with the value that was found. */
  readonly found: string;
  /** The rule that the value breaks. */
  readonly expected: string;
  /** What to do about it, when one thing is likely. */
  readonly fix?: string;
}

/** Message form: `<where>: <found>, expected <expected>. <fix>` */
export class StudyError extends Error {
  readonly complaint: Complaint;

  constructor(complaint: Complaint, options?: ErrorOptions) {
    const fix = complaint.fix === undefined ? '' : ` ${complaint.fix}`;
    super(`${complaint.where}: ${complaint.found}, expected ${complaint.expected}.${fix}`, options);
    this.name = 'StudyError';
    this.complaint = complaint;
  }
}

/** True for an error of Node's file system with this code (`ENOENT`, `EEXIST`, `EACCES`, `ENOSPC`…). */
export function hasCode(error: unknown, code: string): boolean {
  return error instanceof Error && 'code' in error && error.code === code;
}

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

/**
 * Errors of the machine that a user can mend (a full disk, a folder that may not be written, too many open files) as a
 * StudyError; any other error comes back as it is.
 */
export function explainSystem(error: unknown): unknown {
  if (!(error instanceof Error)) return error;
  const { code, path } = error as NodeJS.ErrnoException;
  // DuckDB reports the same faults in its own words, inside an error without a code.
  const meaning =
    MEANINGS[code ?? ''] ?? (/no space left on device/i.test(error.message) ? MEANINGS.ENOSPC : undefined);
  if (meaning === undefined) return error;
  return new StudyError({ where: path ?? 'disk', found: meaning[0], expected: meaning[1] }, { cause: error });
}
