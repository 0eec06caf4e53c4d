/**
 * The files of a repository that have to be fetched: asks the hub for each that the cache lacks or holds damaged. A repository
 * that is whole here needs no hub: where it cannot be asked for the rest, this is noted and nothing is wanted.
 */
import { join } from 'node:path';
import { StudyError } from '../../errors.ts';
import type { RepositoryCache } from './cache.ts';
import { isIncomplete } from './locate.ts';
import { Unreachable } from './persist.ts';
import { type Absent, askForFile, checksumOf, isAbsent, matches, type RemoteFile } from './remote-file.ts';
import { isCommit, pathIn, type Repository } from './repository.ts';
import type { Connection } from './request.ts';

interface Wanted {
  /** The commit that every file is of. */
  readonly commit: string;
  readonly files: readonly RemoteFile[];
}

export interface Search extends Connection {
  /** Files of the cache whose bytes are not those that the hub announced; filled as they are found. */
  readonly damaged: Set<string>;
}

export async function findWanted(repository: Repository, cache: RepositoryCache, search: Search): Promise<Wanted> {
  try {
    return await askForWanted(repository, cache, search);
  } catch (error) {
    const { name, revision } = repository;
    // Nothing the hub may say changes a commit; of a branch, what is here will do only where nobody can be asked.
    const excused = error instanceof (isCommit(revision) ? StudyError : Unreachable);
    const commit = cache.commitOf(revision);
    if (!excused || commit === undefined || !(await isWhole(repository, cache, commit, search))) throw error;
    const which = isCommit(revision) ? '' : `, where ${revision} was at ${commit} when last asked for`;
    search.note(`${error.message}\n  The required files of ${name} are here${which}; going on with them.`);
    return { commit, files: [] };
  }
}

async function askForWanted(repository: Repository, cache: RepositoryCache, search: Search): Promise<Wanted> {
  const files: RemoteFile[] = [];
  // The first answer fixes the commit, so that a branch that moves meanwhile cannot mix two.
  let commit = repository.revision;
  /** Undefined when the file is here or can be fetched. */
  const take = async (name: string): Promise<Absent | undefined> => {
    const path = pathIn(repository, name);
    if (await isSound(cache, commit, path, search)) return undefined;
    const remote = await askForFile(repository, path, commit, search);
    if (isAbsent(remote)) return remote;
    const resolved = commit !== remote.commit;
    commit = remote.commit;
    if (!resolved || !(await isSound(cache, commit, path, search))) files.push(remote);
    return undefined;
  };
  const takeAll = async (names: readonly string[]): Promise<(Absent & { readonly name: string }) | undefined> => {
    for (const name of names) {
      const absent = await take(name);
      if (absent !== undefined) return { ...absent, name };
    }
    return undefined;
  };

  const lacking = await takeAll(repository.required);
  if (lacking !== undefined) throw lacks(repository, lacking.name, lacking, search);
  const isThere = (name: string): boolean => cache.has(commit, pathIn(repository, name));
  for (const choice of repository.choices) {
    const sets = [...choice].sort((a, b) => Number(b.every(isThere)) - Number(a.every(isThere)));
    const absent: Absent[] = [];
    for (const set of sets) {
      const missing = await takeAll(set);
      if (missing === undefined) break;
      absent.push(missing);
    }
    const certain = absent.every((answer) => answer.certain);
    if (absent.length === sets.length)
      throw lacks(repository, sets.map((set) => set.join(' + ')).join(' or '), { certain }, search);
  }
  for (const name of repository.optional) {
    const path = pathIn(repository, name);
    if (cache.isKnownAbsent(commit, path)) continue;
    if ((await take(name))?.certain) cache.rememberAbsent(commit, path);
  }
  return { commit, files };
}

/** Every file that must be there is, with the right bytes; optional ones may be missing. */
async function isWhole(
  repository: Repository,
  cache: RepositoryCache,
  commit: string,
  search: Search,
): Promise<boolean> {
  if (isIncomplete(repository, cache, commit)) return false;
  const names = [...repository.required, ...repository.choices.flat(2), ...repository.optional];
  for (const path of names.map((name) => pathIn(repository, name)))
    if (cache.has(commit, path) && !(await isSound(cache, commit, path, search))) return false;
  return true;
}

/** There, and its bytes are those that its blob's name says; a file put there by hand is taken as it is. */
async function isSound(
  cache: RepositoryCache,
  commit: string,
  path: string,
  { note, damaged }: Pick<Search, 'note' | 'damaged'>,
): Promise<boolean> {
  const file = join(cache.snapshot(commit), path);
  if (!cache.has(commit, path) || damaged.has(file)) return false;
  const etag = cache.etagOf(commit, path);
  const checksum = etag === undefined ? null : checksumOf(etag);
  if (etag === undefined || checksum === null || (await matches(cache.blob(etag), checksum))) return true;
  note(`${cache.blob(etag)}: damaged; fetching it again`);
  damaged.add(file);
  return false;
}

function lacks(repository: Repository, file: string, { certain }: Absent, { environment, fix }: Search): StudyError {
  const { key, name, revision, folder } = repository;
  const place = folder === '' ? '' : ` in folder ${folder}`;
  const complaint = {
    where: `${key}: ${name} at ${revision}`,
    found: `no ${file}${place}`,
    expected: key === 'model' ? 'a model saved by transformers as safetensors' : 'an SAE saved by SAELens',
    fix: `Look at ${environment.endpoint}/${name}/tree/${revision}/${folder}`.replace(/\/$/, '.'),
  };
  return certain ? new StudyError(complaint) : new Unreachable(complaint).with(fix());
}
