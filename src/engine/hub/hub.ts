/**
 * `cofire fetch`: brings the files of a study from the Hugging Face hub into the shared cache.
 *
 * Pinned by revision, checked by size and checksum, continued by range after any interruption, several files at once, one
 * fetch of a repository at a time, and nothing is asked of the network for files that are there.
 */
import { mkdirSync } from 'node:fs';
import { statfs } from 'node:fs/promises';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { StudyError } from '../../errors.ts';
import { type Progress, type ProgressTarget, startProgress } from '../../progress.ts';
import { byHand } from './by-hand.ts';
import { RepositoryCache } from './cache.ts';
import { download } from './download.ts';
import { hubEnvironment } from './environment.ts';
import { locateStudyFiles, type StudyFolders } from './locate.ts';
import { type PlannedBlob, planBlobs } from './plan.ts';
import type { RemoteFile } from './remote-file.ts';
import { type Repository, type StudySources, studyRepositories, withWeightParts } from './repository.ts';
import { lockRepository } from './repository-lock.ts';
import type { Connection } from './request.ts';
import { sparsityNote } from './sparsity-note.ts';
import { findWanted, type Search } from './wanted.ts';

export interface HubEffects extends Omit<Connection, 'fix'> {
  /** Free bytes on the disk that holds this folder. */
  freeBytes(folder: string): Promise<number>;
  /** @param start pieces that are there already */
  progress(label: string, total: number, start: number): Progress;
}

interface Fetching extends HubEffects, Search {
  /** What releases each repository's lock, by key; held until the end. */
  readonly locks: Map<Repository['key'], () => void>;
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
    // A wait that is cancelled is over.
    sleep: (milliseconds, signal) => setTimeout(milliseconds, undefined, { signal }).catch(() => {}),
    note: (text) => target.mode !== 'quiet' && target.write(`  ${text}\n`),
    freeBytes: async (folder) => {
      const { bavail, bsize } = await statfs(folder);
      return bavail * bsize;
    },
    progress: (label, total, start) => startProgress(target, label, total, start),
  };
}

export async function fetchStudyFiles(study: StudySources, effects: HubEffects): Promise<StudyFolders> {
  const { environment } = effects;
  // Offline, this names what is missing.
  if (environment.offline) return locateStudyFiles(study, environment);
  const repositories = studyRepositories(study);
  const damaged = new Set<string>();
  const locks: Fetching['locks'] = new Map();
  const fetching = { ...effects, damaged, locks, fix: () => byHand(repositories, environment, damaged) };
  try {
    const commits = await fetchWanted(repositories, fetching);
    // Weights in parts: the index that names them is there now.
    const parts = repositories.flatMap((repository, i) => {
      const snapshot = new RepositoryCache(environment.cache, repository.name).snapshot(commits[i] ?? '');
      const whole = withWeightParts(repository, snapshot);
      return whole.required.length > repository.required.length ? [{ ...whole, revision: commits[i] ?? '' }] : [];
    });
    await fetchWanted(parts, fetching);
    repositories.forEach(({ name, revision }, i) => {
      new RepositoryCache(environment.cache, name).rememberCommit(revision, commits[i] ?? '');
    });
  } finally {
    for (const release of locks.values()) release();
  }
  const folders = locateStudyFiles(study, environment);
  const remark = sparsityNote(study, environment);
  if (remark !== null) effects.note(remark);
  return folders;
}

/** Brings what the cache lacks of each repository. @returns the commit of each */
async function fetchWanted(repositories: readonly Repository[], fetching: Fetching): Promise<readonly string[]> {
  const { environment, locks } = fetching;
  const wanted: RemoteFile[] = [];
  const commits: string[] = [];
  for (const repository of repositories) {
    const cache = new RepositoryCache(environment.cache, repository.name);
    const { commit, files } = await findWanted(repository, cache, fetching);
    wanted.push(...files);
    commits.push(commit);
  }
  // A cache that lacks nothing is not written to: it may lie on a disk that only reads.
  if (wanted.length === 0) return commits;
  for (const { repository } of wanted) {
    if (!locks.has(repository.key)) locks.set(repository.key, lockRepository(repository, environment.cache));
  }
  // Under the locks, since another fetch may just have brought them.
  const plan = await planBlobs(wanted, environment.cache);
  await checkSpace(plan, fetching);
  await fetchAll(plan, fetching);
  return commits;
}

async function checkSpace(plan: readonly PlannedBlob[], { environment, freeBytes }: HubEffects): Promise<void> {
  const lacking = plan.filter(({ whole }) => !whole);
  if (lacking.length === 0) return;
  const need = lacking.reduce((sum, { nBytes, have }) => sum + nBytes - have, SPARE_BYTES);
  mkdirSync(environment.cache, { recursive: true });
  const free = await freeBytes(environment.cache);
  if (free >= need) return;
  throw new StudyError({
    where: environment.cache,
    found: `${Math.floor(free / MEGABYTE)} MB free`,
    expected: `at least ${Math.ceil(need / MEGABYTE)} MB for ${lacking.length} files`,
    fix: 'Free some space, or set HF_HOME to a folder on another disk.',
  });
}

async function fetchAll(plan: readonly PlannedBlob[], fetching: Fetching): Promise<void> {
  const sum = (part: 'nBytes' | 'have'): number => plan.reduce((bytes, blob) => bytes + blob[part], 0);
  let bytes = sum('have');
  const start = Math.floor(bytes / MEGABYTE);
  const progress = fetching.progress('fetch, MB', Math.ceil(sum('nBytes') / MEGABYTE), start);
  const advance = (nBytes: number): void => {
    const before = Math.floor(bytes / MEGABYTE);
    bytes += nBytes;
    progress.advance(Math.floor(bytes / MEGABYTE) - before);
  };
  const cancel = new AbortController();
  const queue = [...plan];
  const worker = async (): Promise<void> => {
    for (let blob = queue.shift(); blob !== undefined; blob = queue.shift()) {
      await fetchBlob(blob, fetching, advance, cancel.signal);
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

async function fetchBlob(
  { path: blob, files, whole }: PlannedBlob,
  fetching: Fetching,
  advance: (nBytes: number) => void,
  cancel: AbortSignal,
): Promise<void> {
  if (!whole) await download(files[0], blob, { ...fetching, advance, cancel });
  for (const [i, { repository, commit, path, etag }] of files.entries()) {
    const cache = new RepositoryCache(fetching.environment.cache, repository.name);
    // Files of other revisions may be links to a blob that was there before.
    await cache.link(commit, path, etag, !whole && i === files.length - 1);
    fetching.damaged.delete(join(cache.snapshot(commit), path));
  }
}
