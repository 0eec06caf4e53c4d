/**
 * A copy of a database that another process is writing, so that the tables of finished stages can be read while a run goes on. DuckDB
 * lets nobody else open the file, and the run pays nothing: whoever reads makes the copy.
 *
 * A stage is one transaction, and what it writes before its end lies in blocks that nothing points to; the end itself is an append to the
 * log, or a checkpoint. A copy made while neither file changed is therefore what the last finished stage left. Should a change have escaped the
 * clock, DuckDB's checksums of blocks and log say so when the copy is opened.
 */
import { constants, copyFileSync, mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { StudyError } from '../../errors.ts';

const TRIES = 20;
const PAUSE_MILLISECONDS = 100;

export interface Snapshot<T> {
  readonly opened: T;
  /** Deletes the copy; after what was opened is closed. */
  remove(): void;
}

/**
 * @param open opens a path; it is tried again on another copy where it throws
 * @throws StudyError where the database changes faster than it can be copied; what `open` throws of the last copy
 */
export async function openSnapshot<T>(path: string, open: (copy: string) => Promise<T>): Promise<Snapshot<T>> {
  let failure: unknown = new StudyError({
    where: path,
    found: 'a run that is writing all the time',
    expected: 'a moment between two writes',
    fix: 'Ask again in a moment.',
  });
  for (let attempt = 0; attempt < TRIES; attempt++) {
    if (attempt > 0) await setTimeout(PAUSE_MILLISECONDS);
    const folder = mkdtempSync(join(tmpdir(), 'cofire-snapshot-'));
    const remove = (): void => rmSync(folder, { recursive: true, force: true });
    try {
      const copy = join(folder, basename(path));
      const before = stateOf(path);
      copyFileSync(path, copy, constants.COPYFILE_FICLONE);
      // After the file: a checkpoint in between would have changed both.
      if (before.log !== undefined) copyFileSync(logOf(path), logOf(copy), constants.COPYFILE_FICLONE);
      if (JSON.stringify(stateOf(path)) === JSON.stringify(before)) return { opened: await open(copy), remove };
    } catch (error) {
      failure = error;
    }
    remove();
  }
  throw failure;
}

/** Size and time of the last change, of the file and of its log where there is one. */
function stateOf(path: string): { readonly file?: string; readonly log?: string } {
  return { file: changed(path), log: changed(logOf(path)) };
}

function changed(path: string): string | undefined {
  const found = statSync(path, { throwIfNoEntry: false, bigint: true });
  return found === undefined ? undefined : `${found.size} ${found.mtimeNs}`;
}

function logOf(path: string): string {
  return `${path}.wal`;
}
