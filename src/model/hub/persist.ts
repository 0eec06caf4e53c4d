/** Repeats what failed for a reason that may pass: a cut connection, a busy server, too many requests. */
import { StudyError } from '../../errors.ts';

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
  sleep(milliseconds: number): Promise<void>;
  note(text: string): void;
  /** What to do when it never works. */
  readonly fix: string;
}

/** Tries in a row without progress. The waits between them are 0.5, 1, 2 and 4 s. */
const TRIES = 5;
/** A server that asks for more than this is not waited for. */
const LONGEST_WAIT_SECONDS = 300;

export async function persist<T>(where: string, work: () => Promise<T>, { sleep, note, fix }: Patience): Promise<T> {
  for (let failures = 1; ; failures++) {
    try {
      return await work();
    } catch (error) {
      if (!(error instanceof Passing)) throw error;
      if (error.progressed) failures = 1;
      const seconds = error.waitSeconds ?? 0.5 * 2 ** (failures - 1);
      if (failures >= TRIES || seconds > LONGEST_WAIT_SECONDS) {
        const found =
          seconds > LONGEST_WAIT_SECONDS
            ? `${error.message}; it asks to wait ${seconds} s`
            : `${error.message}, ${failures} times`;
        throw new StudyError({ where, found, expected: 'the file', fix }, { cause: error });
      }
      note(`${where}: ${error.message}; trying again in ${seconds} s`);
      await sleep(seconds * 1000);
    }
  }
}
