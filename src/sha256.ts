/** sha256 of files and folders, read in pieces; a file unchanged in size and time is hashed once per process. */
import { createHash } from 'node:crypto';
import { closeSync, openSync, readdirSync, readSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { hasCode, StudyError } from './errors.ts';

const PIECE_BYTES = 1 << 22;
const known = new Map<string, string>();

export function sha256(text: string | Uint8Array): string {
  return createHash('sha256').update(text).digest('hex');
}

/** Hex digest of a file's bytes, or of a folder's sorted names and digests. */
export function sha256OfPath(path: string): string {
  const stats = statOf(path);
  if (stats.isDirectory()) {
    const names = readdirSync(path).sort();
    return sha256(names.map((name) => `${name} ${sha256OfPath(join(path, name))}\n`).join(''));
  }
  const key = `${path} ${stats.size} ${stats.mtimeMs}`;
  const digest = known.get(key) ?? digestFile(path);
  known.set(key, digest);
  return digest;
}

function statOf(path: string) {
  try {
    return statSync(path);
  } catch (error) {
    if (!hasCode(error, 'ENOENT')) throw error;
    throw new StudyError(
      { where: path, found: 'no such file or folder', expected: 'one the study names' },
      { cause: error },
    );
  }
}

function digestFile(path: string): string {
  const hash = createHash('sha256');
  const piece = Buffer.allocUnsafe(PIECE_BYTES);
  const file = openSync(path, 'r');
  try {
    for (let n = readSync(file, piece); n > 0; n = readSync(file, piece)) hash.update(piece.subarray(0, n));
  } finally {
    closeSync(file);
  }
  return hash.digest('hex');
}
