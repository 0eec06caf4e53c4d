/**
 * The hub cannot be reached: no connection, or something in between (a firewall, a proxy, a login page) answers in its place. No
 * further try mends it; files that are brought by hand do.
 */
import { type Complaint, StudyError } from '../../errors.ts';

export class Unreachable extends StudyError {
  constructor(complaint: Complaint, options?: ErrorOptions) {
    super(complaint, options);
    this.name = 'Unreachable';
  }

  /** The same with this after what it says to do. */
  with(fix: string): Unreachable {
    const both = [this.complaint.fix ?? '', fix].filter((text) => text !== '').join(' ');
    return new Unreachable({ ...this.complaint, fix: both === '' ? undefined : both }, { cause: this.cause });
  }
}
