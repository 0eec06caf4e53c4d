/** One fetch of a repository at a time. A cache that may not be written is said to be so before anything is fetched. */
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { hasCode, StudyError } from '../../errors.ts';
import { takeLock } from '../../lock-file.ts';
import type { Repository } from './repository.ts';

/** Node reports a folder with parents that cannot be made as ENOENT. */
const UNWRITABLE = ['EROFS', 'EACCES', 'EPERM', 'ENOENT'];

/** @returns what releases the lock */
export function lockRepository({ key, name }: Repository, cache: string): () => void {
  const folder = join(cache, '.locks', `models--${name.replace('/', '--')}`);
  try {
    mkdirSync(folder, { recursive: true });
    return takeLock(
      join(folder, `cofire-${key}.lock`),
      'Wait for that fetch, or delete this file if its process is gone.',
    );
  } catch (error) {
    if (!UNWRITABLE.some((code) => hasCode(error, code))) throw error;
    throw new StudyError(
      {
        where: cache,
        found: `files of ${name} are missing here, and it may not be written`,
        expected: 'a folder that they can be put into',
        fix: 'Set HF_HOME to one.',
      },
      { cause: error },
    );
  }
}
