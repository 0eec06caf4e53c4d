/** Opens the file of a study's tables; one that a run is writing is read from a copy. */
import { existsSync } from 'node:fs';
import { setTimeout } from 'node:timers/promises';
import { StudyError } from '../../errors.ts';
import { type DuckDBConnection, DuckDBInstance } from './duckdb.ts';
import { explainOpen, isLocked } from './open-error.ts';
import { openSnapshot } from './snapshot.ts';

/** One run at a time is the business of its lock file: who else has the database open reads it, and will be done soon. */
const READER_MILLISECONDS = 5000;
const PAUSE_MILLISECONDS = 50;

export interface DatabaseOptions {
  readonly readOnly?: boolean;
  readonly threads?: number;
  /** Above it, DuckDB writes to disk. */
  readonly memoryBytes?: number;
}

export interface Database {
  readonly connection: DuckDBConnection;
  /** What is read is a copy: tables as the last finished stage of a run that is going on left them. */
  readonly isSnapshot: boolean;
  close(): void;
}

/** @throws StudyError where there is no such file, or it cannot be opened for a reason that a user can mend */
export async function openDatabase(path: string, options: DatabaseOptions): Promise<Database> {
  const { readOnly = false } = options;
  if (readOnly && !existsSync(path)) {
    throw new StudyError({
      where: path,
      found: 'no such file',
      expected: 'the database of a study',
      fix: 'Make it with `cofire run`.',
    });
  }
  const until = performance.now() + (readOnly ? 0 : READER_MILLISECONDS);
  for (;;) {
    try {
      return { ...(await open(path, options)), isSnapshot: false };
    } catch (error) {
      if (!isLocked(error)) throw explainOpen(path, error);
      if (readOnly) break;
      if (performance.now() > until) throw explainOpen(path, error);
      await setTimeout(PAUSE_MILLISECONDS);
    }
  }
  const { opened, remove } = await openSnapshot(path, (copy) => open(copy, options)).catch((error: unknown) => {
    throw explainOpen(path, error);
  });
  const close = (): void => {
    opened.close();
    remove();
  };
  return { ...opened, isSnapshot: true, close };
}

async function open(path: string, { readOnly = false, threads = 1, memoryBytes }: DatabaseOptions) {
  const instance = await DuckDBInstance.create(path, {
    threads: String(threads),
    ...(memoryBytes !== undefined && { memory_limit: `${Math.floor(memoryBytes / 1024)}KiB` }),
    access_mode: readOnly ? 'READ_ONLY' : 'READ_WRITE',
    autoinstall_known_extensions: 'false', // nothing is fetched behind the user's back
  });
  const connection = await instance.connect();
  const close = (): void => {
    connection.closeSync();
    instance.closeSync();
  };
  return { connection, close };
}
