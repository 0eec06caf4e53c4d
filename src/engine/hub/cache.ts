/**
 * The cache folder that all Hugging Face tools share, so that a file any of them has fetched is used where it lies:
 *
 *   models--org--name/blobs/<etag>                  bytes; the etag of a large file is its sha256, of a small one its git id
 *   models--org--name/snapshots/<commit>/<path>     a relative symbolic link to the blob; the bytes themselves where the file
 *                                                   system or the user's rights have no links
 *   models--org--name/refs/<branch>                 the branch's commit when last asked
 *   models--org--name/.no_exist/<commit>/<path>     an empty file: the hub has said that there is no such file
 *
 * https://huggingface.co/docs/hub/local-cache
 */
import { existsSync, lstatSync, readFileSync, readlinkSync } from 'node:fs';
import { copyFile, mkdir, rename, symlink } from 'node:fs/promises';
import { basename, dirname, join, relative } from 'node:path';
import { hasCode } from '../../errors.ts';
import { temporaryPath } from '../../temporary-path.ts';
import { writeAtomic } from '../../write-atomic.ts';
import { isCommit } from './repository.ts';

/** Errors of a file system without symbolic links, or of a user who may make none (Windows). */
const NO_LINKS = ['EPERM', 'ENOSYS', 'ENOTSUP', 'EOPNOTSUPP'];

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
    if (this.commitOf(revision) !== commit) writeAtomic(join(this.folder, 'refs', revision), commit);
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

  /** Spares the question next time; where it cannot be written, it is asked again. */
  rememberAbsent(commit: string, path: string): void {
    try {
      writeAtomic(join(this.folder, '.no_exist', commit, path), '');
    } catch (error) {
      if (!(error instanceof Error && 'syscall' in error)) throw error;
    }
  }

  blob(etag: string): string {
    return join(this.folder, 'blobs', etag);
  }

  /** The etag that the file's blob is named by; undefined for a file put there by hand. */
  etagOf(commit: string, path: string): string | undefined {
    const file = join(this.snapshot(commit), path);
    return lstatSync(file).isSymbolicLink() ? basename(readlinkSync(file)) : undefined;
  }

  /** Makes the snapshot's file a link to a blob that is complete. @param movable nothing else needs the blob */
  async link(commit: string, path: string, etag: string, movable: boolean): Promise<void> {
    const file = join(this.snapshot(commit), path);
    await mkdir(dirname(file), { recursive: true });
    const temporary = temporaryPath(file);
    try {
      await symlink(relative(dirname(file), this.blob(etag)), temporary);
    } catch (error) {
      if (!NO_LINKS.some((code) => hasCode(error, code))) throw error;
      if (movable) return rename(this.blob(etag), file);
      await copyFile(this.blob(etag), temporary);
    }
    await rename(temporary, file);
  }
}
