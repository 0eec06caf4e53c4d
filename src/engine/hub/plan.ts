/**
 * What a download has to bring: each blob once, however many files are links to it, with what of it is on disk already from
 * another revision or an earlier fetch.
 */
import { existsSync } from 'node:fs';
import { RepositoryCache } from './cache.ts';
import { bytesOf } from './download.ts';
import { matches, type RemoteFile } from './remote-file.ts';

export interface PlannedBlob {
  /** Its place in the cache. */
  readonly path: string;
  /** Files of the same bytes, the first of which is downloaded. */
  readonly files: readonly [RemoteFile, ...RemoteFile[]];
  readonly nBytes: number;
  /** Bytes on disk. */
  readonly have: number;
  /** All bytes are there and are the right ones: only links are missing. */
  readonly whole: boolean;
}

export async function planBlobs(wanted: readonly RemoteFile[], cache: string): Promise<PlannedBlob[]> {
  const byPath = new Map<string, [RemoteFile, ...RemoteFile[]]>();
  for (const file of wanted) {
    const path = new RepositoryCache(cache, file.repository.name).blob(file.etag);
    const same = byPath.get(path);
    if (same === undefined) byPath.set(path, [file]);
    else same.push(file);
  }
  const plan: PlannedBlob[] = [];
  for (const [path, files] of byPath) {
    const [{ checksum, nBytes }] = files;
    const whole = existsSync(path) && checksum !== null && (await matches(path, checksum));
    plan.push({ path, files, nBytes, have: whole ? nBytes : await bytesOf(path, nBytes), whole });
  }
  return plan;
}
