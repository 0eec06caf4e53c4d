/** Repeats what failed for a reason that may pass: a cut connection, a busy server, too many requests. */

import { type Complaint, StudyError } from '../../errors.ts';

/** A failure worth another try. */
export class Passing extends Error {
  /** What the server asked to wait, seconds; null when it did not say. */
  readonly waitSeconds: number | null;
  /** Whether something was achieved before it, so that patience starts anew. */
  readonly progressed: boolean;

  constructor(reason: string, options: { waitSeconds?: number | null; progressed?: boolean; cause?: unknown } = {}) {
    super(reason, { cause: options.cause });
    this.name = 'Passing';
    this.waitSeconds = options.waitSeconds ?? null;
    this.progressed = options.progressed ?? false;
  }
}

export interface Patience {
  /** Ends early when the work is cancelled. */
  sleep(milliseconds: number, cancel?: AbortSignal): Promise<void>;
  note(text: string): void;
  /** What to do when it never works. */
  fix(): string;
  /** Cancels the waiting. */
  readonly cancel?: AbortSignal;
}

/** Tries in a row without progress. The waits between them are 0.5, 1, 2 and 4 s. */
const TRIES = 5;
/** A server that asks for more than this is not waited for. */
const LONGEST_WAIT_SECONDS = 300;

/** @throws Unreachable, with what to do, when patience is at an end or no further try can help */
export async function persist<T>(where: string, work: () => Promise<T>, patience: Patience): Promise<T> {
  const { sleep, note, fix, cancel } = patience;
  for (let failures = 1; ; failures++) {
    try {
      return await work();
    } catch (error) {
      if (error instanceof Unreachable) throw error.with(fix());
      if (!(error instanceof Passing)) throw error;
      if (error.progressed) failures = 1;
      const seconds = error.waitSeconds ?? 0.5 * 2 ** (failures - 1);
      if (failures >= TRIES || seconds > LONGEST_WAIT_SECONDS) {
        const found =
          seconds > LONGEST_WAIT_SECONDS
            ? `${error.message}; it asks to wait ${seconds} s`
            : `${error.message}, ${failures} times`;
        throw new Unreachable({ where, found, expected: 'the file' }, { cause: error }).with(fix());
      }
      note(`${where}: ${error.message}; trying again in ${seconds} s`);
      await sleep(seconds * 1000, cancel);
      cancel?.throwIfAborted();
    }
  }
}

/**
 * The hub cannot be reached: no connection, or something in between (a firewall, a proxy, a login page) answers in its place. No
 * further try mends it; files that are brought by hand do.
 */
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
