/**
 * `cofire fetch`: brings the files of a study from the Hugging Face hub into the shared cache.
 *
 * Pinned by revision, checked by size and checksum, continued by range after any interruption, several files at once, one
 * fetch of a repository at a time, and nothing is asked of the network for files that are there.
 */
import { existsSync, mkdirSync } from 'node:fs';
import { statfs } from 'node:fs/promises';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { StudyError } from '../errors.ts';
import { takeLock } from '../lock-file.ts';
import { type Progress, type ProgressTarget, startProgress } from '../progress.ts';
import { RepositoryCache } from './hub/cache.ts';
import { matches } from './hub/checksum.ts';
import { download, incompletePath, sizeOf } from './hub/download.ts';
import { hubEnvironment } from './hub/environment.ts';
import { byHand, locateStudyFiles, type StudyFolders, type StudySource } from './hub/locate.ts';
import type { RemoteFile } from './hub/remote-file.ts';
import { type Repository, studyRepositories, withWeightParts } from './hub/repository.ts';
import type { Connection } from './hub/request.ts';
import { findWanted } from './hub/wanted.ts';

export interface HubEffects extends Omit<Connection, 'fix'> {
  /** Free bytes on the disk that holds this folder. */
  freeBytes(folder: string): Promise<number>;
  progress(label: string, total: number): Progress;
}

/** Files fetched at the same time. */
const AT_ONCE = 4;
/** Left free on the disk, bytes. */
const SPARE_BYTES = 1e8;
const MEGABYTE = 1e6;

/** The effects of a real run. */
export function hubEffects(target: ProgressTarget): HubEffects {
  return {
    environment: hubEnvironment(process.env, homedir()),
    stallMilliseconds: 60_000,
    sleep: (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds)),
    note: (text) => target.mode !== 'quiet' && target.write(`  ${text}\n`),
    freeBytes: async (folder) => {
      const { bavail, bsize } = await statfs(folder);
      return bavail * bsize;
    },
    progress: (label, total) => startProgress(target, label, total),
  };
}

export async function fetchStudyFiles(study: StudySource, effects: HubEffects): Promise<StudyFolders> {
  const { environment } = effects;
  // Offline, this names what is missing.
  if (environment.offline) return locateStudyFiles(study, environment);
  const repositories = studyRepositories(study);
  const fix = byHand(repositories, environment);
  const releases: (() => void)[] = [];
  try {
    for (const repository of repositories) releases.push(lock(repository, environment.cache));
    const commits = await fetchWanted(repositories, { ...effects, fix });
    // Weights in parts: the index that names them is there now.
    const parts = repositories.flatMap((repository, i) => {
      const snapshot = new RepositoryCache(environment.cache, repository.name).snapshot(commits[i] ?? '');
      const whole = withWeightParts(repository, snapshot);
      return whole.required.length > repository.required.length ? [{ ...whole, revision: commits[i] ?? '' }] : [];
    });
    await fetchWanted(parts, { ...effects, fix });
    repositories.forEach(({ name, revision }, i) => {
      new RepositoryCache(environment.cache, name).rememberCommit(revision, commits[i] ?? '');
    });
  } finally {
    for (const release of releases) release();
  }
  return locateStudyFiles(study, environment);
}

/** Brings what the cache lacks of each repository. @returns the commit of each */
async function fetchWanted(
  repositories: readonly Repository[],
  effects: HubEffects & Connection,
): Promise<readonly string[]> {
  const wanted: RemoteFile[] = [];
  const commits: string[] = [];
  for (const repository of repositories) {
    const cache = new RepositoryCache(effects.environment.cache, repository.name);
    const { commit, files } = await findWanted(repository, cache, effects);
    wanted.push(...files);
    commits.push(commit);
  }
  await checkSpace(wanted, effects);
  if (repositories.length > 0) await fetchAll(wanted, effects);
  return commits;
}

function lock({ key, name }: Repository, cache: string): () => void {
  const folder = join(cache, '.locks', `models--${name.replace('/', '--')}`);
  mkdirSync(folder, { recursive: true });
  return takeLock(
    join(folder, `cofire-${key}.lock`),
    'Wait for that fetch, or delete this file if its process is gone.',
  );
}

async function checkSpace(wanted: readonly RemoteFile[], { environment, freeBytes }: HubEffects): Promise<void> {
  if (wanted.length === 0) return;
  let need = SPARE_BYTES;
  for (const file of wanted)
    need += file.nBytes - Math.min(file.nBytes, await sizeOf(incompletePath(blobOf(file, environment.cache))));
  mkdirSync(environment.cache, { recursive: true });
  const free = await freeBytes(environment.cache);
  if (free >= need) return;
  throw new StudyError({
    where: environment.cache,
    found: `${megabytes(free)} MB free`,
    expected: `at least ${megabytes(need)} MB for ${wanted.length} files`,
    fix: 'Free some space, or set HF_HOME to a folder on another disk.',
  });
}

async function fetchAll(wanted: readonly RemoteFile[], effects: HubEffects & Connection): Promise<void> {
  const total = wanted.reduce((sum, { nBytes }) => sum + nBytes, 0);
  const progress = effects.progress('fetch, MB', megabytes(total));
  let bytes = 0;
  const advance = (nBytes: number): void => {
    const before = Math.floor(bytes / MEGABYTE);
    bytes += nBytes;
    progress.advance(Math.floor(bytes / MEGABYTE) - before);
  };
  const cancel = new AbortController();
  const queue = [...wanted];
  const worker = async (): Promise<void> => {
    for (let file = queue.shift(); file !== undefined; file = queue.shift()) {
      await fetchOne(file, effects, advance, cancel.signal);
    }
  };
  const workers = Array.from({ length: AT_ONCE }, () =>
    worker().catch((error) => {
      // The first failure stops the others; what they have stays for the next fetch.
      if (!cancel.signal.aborted) cancel.abort(error);
    }),
  );
  await Promise.all(workers);
  progress.done();
  if (cancel.signal.aborted) throw cancel.signal.reason;
}

async function fetchOne(
  file: RemoteFile,
  effects: HubEffects & Connection,
  advance: (nBytes: number) => void,
  cancel: AbortSignal,
): Promise<void> {
  const cache = new RepositoryCache(effects.environment.cache, file.repository.name);
  const blob = cache.blob(file.etag);
  const known = existsSync(blob) && file.checksum !== null && (await matches(blob, file.checksum));
  if (known) advance(file.nBytes);
  else await download(file, blob, { ...effects, advance, cancel });
  await cache.link(file.commit, file.path, file.etag);
}

function blobOf({ repository, etag }: RemoteFile, cache: string): string {
  return new RepositoryCache(cache, repository.name).blob(etag);
}

function megabytes(nBytes: number): number {
  return Math.ceil(nBytes / MEGABYTE);
}
