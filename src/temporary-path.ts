/** The name that a file is written under until it is whole. */
import { randomBytes } from 'node:crypto';
import { hostname } from 'node:os';

/**
 * A path beside the file's own, which no other process, host or container chooses: two containers that share a disk may both be
 * process 1 of a host of the same name, so chance tells them apart; host and process are there for whoever finds a file left over.
 */
export function temporaryPath(path: string): string {
  return `${path}.${hostname()}.${process.pid}.${randomBytes(6).toString('hex')}.tmp`;
}
