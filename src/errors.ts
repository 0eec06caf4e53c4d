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
