/**
 * The cache folder that all Hugging Face tools share, so that a file any of them has fetched is used where it lies:
 *
 *   models--org--name/blobs/<etag>                  bytes; the etag of a large file is its sha256, of a small one its git id
 *   models--org--name/snapshots/<commit>/<path>     a relative symbolic link to the blob
 *   models--org--name/refs/<branch>                 the branch's commit when last asked
 *   models--org--name/.no_exist/<commit>/<path>     an empty file: the hub has said that there is no such file
 *
 * https://huggingface.co/docs/hub/local-cache
 */
import { existsSync, lstatSync, readFileSync, readlinkSync } from 'node:fs';
import { mkdir, rename, rm, symlink } from 'node:fs/promises';
import { basename, dirname, join, relative } from 'node:path';
import { writeAtomic } from '../../write-atomic.ts';
import { isCommit } from './repository.ts';

export class RepositoryCache {
  readonly folder: string;

  constructor(cache: string, name: string) {
    this.folder = join(cache, `models--${name.replace('/', '--')}`);
  }

  /** The commit of a revision: itself, or what the hub last said of the branch. */
  commitOf(revision: string): string | undefined {
    if (isCommit(revision)) return revision;
    const ref = join(this.folder, 'refs', revision);
    const commit = existsSync(ref) ? readFileSync(ref, 'utf8').trim() : '';
    return isCommit(commit) ? commit : undefined;
  }

  rememberCommit(revision: string, commit: string): void {
    if (!isCommit(revision)) writeAtomic(join(this.folder, 'refs', revision), commit);
  }

  /** A commit's folder, whether it exists or not. */
  snapshot(commit: string): string {
    return join(this.folder, 'snapshots', commit);
  }

  /** Whether the file is there; a link to a blob that is gone is not. */
  has(commit: string, path: string): boolean {
    return existsSync(join(this.snapshot(commit), path));
  }

  isKnownAbsent(commit: string, path: string): boolean {
    return existsSync(join(this.folder, '.no_exist', commit, path));
  }

  rememberAbsent(commit: string, path: string): void {
    writeAtomic(join(this.folder, '.no_exist', commit, path), '');
  }

  blob(etag: string): string {
    return join(this.folder, 'blobs', etag);
  }

  /** The etag that the file's blob is named by; undefined for a file put there by hand. */
  etagOf(commit: string, path: string): string | undefined {
    const file = join(this.snapshot(commit), path);
    return lstatSync(file).isSymbolicLink() ? basename(readlinkSync(file)) : undefined;
  }

  /** Makes the snapshot's file a link to a blob that is complete. */
  async link(commit: string, path: string, etag: string): Promise<void> {
    const file = join(this.snapshot(commit), path);
    await mkdir(dirname(file), { recursive: true });
    const temporary = `${file}.${process.pid}.tmp`;
    await rm(temporary, { force: true });
    await symlink(relative(dirname(file), this.blob(etag)), temporary);
    await rename(temporary, file);
  }
}
